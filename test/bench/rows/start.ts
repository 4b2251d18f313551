// From the command to the moment from which no call is missed.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { machineMs, startChild } from "../child.ts";
import type { PbxQuestions } from "../children/pbx.ts";
import type { BenchRow, Running } from "../harness.ts";
import { temporaryFolder } from "../outbox.ts";

const root = resolve(import.meta.dirname, "../../..");

async function service(entry: string): Promise<Running | undefined> {
  const file = resolve(root, entry);
  if (!existsSync(file)) return undefined;
  const pbx = startChild<PbxQuestions>("pbx");
  const { url } = await pbx.ask("start", { extensions: 50, attached: false });
  const folder = temporaryFolder();
  const settings = join(folder, "settings.ini");
  const lines = ["[pbx]", `url = ${url}`, "client_id = webhook", "client_secret = simulator"];
  writeFileSync(settings, [...lines, "[server]", "port = 0", "[log]", "level = error", ""].join("\n"), {
    mode: 0o600,
  });
  return {
    async round() {
      const startedAtMs = machineMs();
      const connected = pbx.ask("nextSocket", undefined);
      const program = spawn(process.execPath, [file, "--settings", settings, "--data", folder], {
        stdio: ["ignore", "inherit", "inherit"],
      });
      const died = once(program, "exit").then(() => Promise.reject(new Error(`${entry} ended too early.`)));
      const tookMs = await Promise.race([connected.then((atMs) => atMs - startedAtMs), died]);
      died.catch(() => {});
      await stopped(program);
      return { time: [tookMs] };
    },
    async close() {
      await pbx.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function stopped(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const exit = once(program, "exit");
  program.kill("SIGTERM");
  await exit;
}

async function nodeAlone(): Promise<Running> {
  return {
    async round() {
      const startedAtMs = machineMs();
      await once(spawn(process.execPath, ["-e", "0"]), "exit");
      return { time: [machineMs() - startedAtMs] };
    },
  };
}

export const start: BenchRow = {
  name: "start",
  title: "Start",
  how: "From the start of the process to the open Call Control connection at the simulator, with settings file, queue on disk and web server; for comparison Node that starts and ends.",
  measures: [{ name: "time", says: "from the command to the connection", unit: "ms" }],
  variants: [
    { name: "node -e 0", prepare: nodeAlone },
    { name: "service, from its sources", prepare: () => service("src-main/headless.ts") },
    { name: "service, as built", prepare: () => service("out/service/headless.js") },
  ],
};
