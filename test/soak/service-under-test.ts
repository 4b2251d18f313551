/** A service of a soak as an administrator runs it: its settings, its data folder, its process, and what may be done to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { request } from "node:https";
import { join } from "node:path";
import type { HealthReport } from "../../src-main/web/types.ts";
import type { ServiceName } from "./journal.ts";
import { residentKb } from "./resident.ts";

const entry = new URL("../../src-main/headless.ts", import.meta.url).pathname;
const machineFile = new URL("./machine-child.ts", import.meta.url).href;
/** Bounds for a machine that does much else; nothing is judged by them. */
const startLimitMs = 300_000;
const healthLimitMs = 10_000;
const lookEveryMs = 250;

export interface ServiceUnderTest {
  readonly name: ServiceName;
  /** Resolves when it is connected to the PBX; rejects with a sentence when it does not come to that. */
  start(): Promise<void>;
  /** Resolves when the process is gone. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
  /** What its machine's clock says, and where the shifty name of a receiver leads (`none`: nowhere). */
  setMachine(machine: { readonly clockMs: number; readonly address: string }): void;
  /** The operating system stops it as a whole, or lets it go on. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void;
  writeSettings(lines: readonly string[]): void;
  health(): Promise<HealthReport | undefined>;
  /** What it has of the machine's memory, where the system says so, and what its own thread keeps of that. */
  memory(): { readonly rssKb?: number; readonly liveKb?: number };
  /** Of the process that runs now. */
  pid(): number | undefined;
  readonly dataFolder: string;
}

export interface ServiceOptions {
  readonly name: ServiceName;
  /** Holds settings, log and, unless said otherwise, the data. */
  readonly folder: string;
  readonly port: number;
  /** It ended although nobody ended it. */
  readonly onSurprise: (what: string) => void;
}

export function createServiceUnderTest({ name, folder, port, onSurprise }: ServiceOptions): ServiceUnderTest {
  const settingsPath = join(folder, "settings.ini");
  const dataFolder = join(folder, "data");
  const logPath = join(folder, "service.log");
  mkdirSync(dataFolder, { recursive: true });
  const machinePath = join(folder, "machine.json");
  const memoryPath = join(folder, "memory.json");
  rmSync(machinePath, { force: true });
  rmSync(memoryPath, { force: true });
  let child: ChildProcess | undefined;
  let wanted = false;

  function spawnIt(): ChildProcess {
    const log = openSync(logPath, "a");
    const args = [
      "--expose-gc",
      "--import",
      machineFile,
      entry,
      "--settings",
      settingsPath,
      "--data",
      dataFolder,
    ];
    const started = spawn(process.execPath, args, {
      stdio: ["ignore", log, log, "ipc"],
      // Ctrl+C in a terminal is for the conductor alone.
      detached: process.platform !== "win32",
      env: { ...process.env, SOAK_MACHINE: machinePath, SOAK_MEMORY: memoryPath },
    });
    closeSync(log);
    started.once("exit", (code, signal) => {
      if (wanted && child === started) onSurprise(`The service ${name} ended by itself (${signal ?? code}).`);
    });
    return started;
  }

  const health = () => getHealth(port);

  return {
    name,
    dataFolder,
    pid: () => child?.pid,
    health,
    async start() {
      wanted = true;
      child = spawnIt();
      const until = Date.now() + startLimitMs;
      while ((await health())?.pbx.state !== "connected") {
        if (child.exitCode !== null)
          throw new Error(`The service ${name} ended with ${child.exitCode} at its start.`);
        if (Date.now() > until) throw new Error(`The service ${name} was not connected after its start.`);
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
    async end(signal) {
      wanted = false;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
      const exit = once(child, "exit");
      child.kill(signal);
      const [code] = await exit;
      return typeof code === "number" ? code : null;
    },
    setMachine(machine) {
      writeFileSync(machinePath, JSON.stringify(machine));
      child?.kill("SIGUSR2");
    },
    signal: (signal) => void child?.kill(signal),
    writeSettings: (lines) => writeFileSync(settingsPath, `${lines.join("\n")}\n`, { mode: 0o600 }),
    memory() {
      const rssKb = residentKb(child?.pid);
      const liveKb = Number(/"liveKb":([\d.]+)/.exec(textOf(memoryPath))?.[1] ?? 0);
      return { ...(rssKb > 0 ? { rssKb } : {}), ...(liveKb > 0 ? { liveKb } : {}) };
    },
  };
}

/** Empty where there is none. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Resolves with nothing when it does not answer in time. */
function getHealth(port: number): Promise<HealthReport | undefined> {
  return new Promise((resolve) => {
    // Its certificate is its own.
    const options = {
      host: "127.0.0.1",
      port,
      path: "/health",
      rejectUnauthorized: false,
      agent: false,
      timeout: healthLimitMs,
    };
    const asked = request(options, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("error", () => resolve(undefined));
      answer.on("end", () => {
        try {
          resolve(JSON.parse(body));
        } catch {
          resolve(undefined);
        }
      });
    });
    asked.on("error", () => resolve(undefined));
    asked.on("timeout", () => asked.destroy());
    asked.end();
  });
}

/** A port that nobody uses just now: links to recordings must lead to the same one after each start. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
