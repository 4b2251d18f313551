/** All processes of a soak: one simulated PBX, two services that watch it, three receivers for both. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  appendLine,
  type JournalEntry,
  journalPath,
  type ReceiverName,
  receiverNames,
  receiptsPath,
  type ServiceName,
  serviceNames,
} from "./journal.ts";
import type { FromPbx, FromReceiver, Mood, ToPbx, ToReceiver } from "./messages.ts";
import { createServiceUnderTest, freePort, type ServiceUnderTest } from "./service-under-test.ts";
import { createSmallDisk } from "./small-disk.ts";
import type { Watched } from "./starved.ts";

export interface World {
  readonly folder: string;
  readonly services: Readonly<Record<ServiceName, ServiceUnderTest>>;
  readonly disk: ReturnType<typeof createSmallDisk>;
  readonly note: (entry: JournalEntry) => void;
  tellPbx(message: ToPbx): void;
  signalPbx(signal: "SIGSTOP" | "SIGCONT"): void;
  onPlayed(listener: (played: Extract<FromPbx, { type: "played" }>) => void): void;
  setMood(mood: Mood): void;
  killReceiver(): Promise<void>;
  restartReceiver(): Promise<void>;
  /** `variant` 0 is the plain one; others change what must not change what is told. */
  settings(service: ServiceName, variant: number): readonly string[];
  /** Everything that runs now. */
  processes(): readonly Watched[];
  close(): Promise<void>;
}

export async function createWorld(folder: string, seed: number): Promise<World> {
  const recordings = join(folder, "recordings");
  mkdirSync(recordings, { recursive: true });
  const note = (entry: JournalEntry) => appendLine(journalPath(folder), entry);
  const surprise = (what: string) => note({ type: "surprise", atMs: Date.now(), what });
  let closing = false;

  const pbxArgs = [String(seed), recordings, join(folder, "recorded.jsonl")];
  const pbx = forkIt("pbx-child.ts", pbxArgs);
  pbx.once("exit", (code) => closing || surprise(`The simulated PBX ended (${code}).`));
  const pbxUrl = await readyUrl(pbx);

  const receivers = new Map<ReceiverName, { child: ChildProcess; url: string }>();
  async function startReceiver(name: ReceiverName): Promise<void> {
    const port = receivers.get(name)?.url.split(":").at(-1) ?? "0";
    const child = forkIt("receiver-child.ts", [receiptsPath(folder, name), port, String(seed)]);
    receivers.set(name, { child, url: await readyUrl(child) });
  }
  for (const name of receiverNames) await startReceiver(name);
  const urlOf = (name: ReceiverName) => receivers.get(name)?.url ?? "";

  const disk = createSmallDisk(join(folder, "steady", "data"));
  const ports = new Map<ServiceName, number>();
  const portsPath = join(folder, "ports.json");
  if (!existsSync(portsPath)) writeFileSync(portsPath, JSON.stringify([await freePort(), await freePort()]));
  const chosen = z.array(z.number()).parse(JSON.parse(readFileSync(portsPath, "utf8")));
  serviceNames.forEach((name, index) => ports.set(name, chosen[index] ?? 0));
  const create = (name: ServiceName) =>
    createServiceUnderTest({
      name,
      folder: join(folder, name),
      port: ports.get(name) ?? 0,
      onSurprise: surprise,
    });
  const services = { steady: create("steady"), killed: create("killed") };

  function settings(service: ServiceName, variant: number): readonly string[] {
    const plain = variant === 0;
    const endpoint = (name: string, receiver: ReceiverName, host = "127.0.0.1") => [
      `[endpoint.${name}]`,
      `url = ${urlOf(receiver).replace("127.0.0.1", host)}/${service}/${name}`,
      "dialect = native",
      `timeout_s = ${plain ? 5 : 4 + variant}`,
      `concurrency = ${plain ? 4 : variant}`,
    ];
    return [
      "[pbx]",
      `url = ${pbxUrl}`,
      `client_id = ${service}`,
      "client_secret = soak",
      "timezone = UTC",
      ...endpoint("well", "well", variant === 3 ? "localhost" : undefined),
      ...endpoint("moody", "moody", plain ? undefined : "crm.soak.test"),
      ...endpoint("weak", "weak"),
      ...(variant % 2 === 1 ? endpoint("extra", "well") : []),
      "[recordings]",
      `folder = ${recordings}`,
      `storage = ${join(folder, service, "mp3")}`,
      `parallel = ${plain ? 1 : 2}`,
      "[server]",
      `port = ${ports.get(service)}`,
      "[log]",
      `level = ${variant === 5 ? "warn" : "info"}`,
    ];
  }

  return {
    folder,
    services,
    disk,
    note,
    settings,
    tellPbx: (message) => pbx.connected && pbx.send(message),
    signalPbx: (signal) => void pbx.kill(signal),
    onPlayed: (listener) => {
      pbx.on("message", (message: FromPbx) => {
        if (message.type === "played") listener(message);
      });
    },
    setMood: (mood) => {
      const message: ToReceiver = { type: "mood", mood };
      const child = receivers.get("moody")?.child;
      if (child?.connected === true) child.send(message);
    },
    async killReceiver() {
      const child = receivers.get("weak")?.child;
      if (child === undefined) return;
      child.kill("SIGKILL");
      if (child.signalCode === null) await once(child, "exit");
    },
    restartReceiver: () => startReceiver("weak"),
    processes: () => [
      { name: "pbx", pid: pbx.pid },
      ...serviceNames.map((name) => ({ name, pid: services[name].pid() })),
      ...[...receivers].map(([name, { child }]) => ({ name, pid: child.pid })),
    ],
    async close() {
      closing = true;
      for (const name of serviceNames) {
        services[name].signal("SIGCONT");
        await services[name].end("SIGTERM");
      }
      for (const { child } of receivers.values()) child.kill("SIGKILL");
      pbx.kill("SIGKILL");
      disk.remove();
    },
  };
}

function forkIt(file: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), [...args], {
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Ctrl+C in a terminal is for the conductor alone: it ends what it began.
    detached: process.platform !== "win32",
  });
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const [message]: (FromPbx | FromReceiver)[] = await once(child, "message");
  if (message?.type !== "ready") throw new Error("A process of the soak did not start.");
  return message.url;
}
