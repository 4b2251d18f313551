// The service as an administrator starts it, in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { machineMs } from "./child.ts";
import { endWithUs } from "./ending.ts";

const root = resolve(import.meta.dirname, "../..");

/** `built` is there after `npm run build` only. */
export const entries = { sources: "src-main/headless.ts", built: "out/service/headless.js" } as const;

export type Entry = (typeof entries)[keyof typeof entries];

export interface Usage {
  /** Processor time of all threads so far, in milliseconds. */
  readonly processorMs: number;
  readonly residentBytes: number;
}

export interface Service {
  /** When a line with this text was in the log, in `machineMs`. */
  logged(text: string): Promise<number>;
  /** Rejects when the program ends before it is told to. */
  readonly died: Promise<never>;
  /** What the system says of the process; `undefined` where it is not Linux. */
  usage(): Usage | undefined;
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

export function isThere(entry: Entry): boolean {
  return existsSync(resolve(root, entry));
}

/** What people run, where it is there; the sources are the same with more to read. */
export function usualEntry(): Entry {
  return isThere(entries.built) ? entries.built : entries.sources;
}

/** Writes a settings file with these lines into the data folder. Returns the file. */
export function writeSettings(folder: string, lines: readonly string[]): string {
  const path = join(folder, "settings.ini");
  writeFileSync(path, [...lines, ""].join("\n"), { mode: 0o600 });
  return path;
}

export function startService(entry: Entry, settings: string, folder: string): Service {
  const { flags, env } = entry === entries.built ? asInstalled() : { flags: [], env: {} };
  const args = [...flags, resolve(root, entry), "--settings", settings, "--data", folder];
  const program = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  endWithUs(program);
  const lines = createInterface(program.stdout);
  const exit = once(program, "exit");
  const died = exit.then(() => Promise.reject(new Error(`${entry} ended too early.`)));
  // Who has stopped it does not look any more.
  died.catch(() => {});
  return {
    logged: (text) =>
      new Promise((found) => {
        lines.on("line", (line) => {
          if (line.includes(text)) found(machineMs());
        });
      }),
    died,
    usage: () => usageOf(program.pid),
    async stop(signal) {
      program.kill(signal);
      await exit;
    },
  };
}

/** What the unit of the Debian package gives Node: what is measured is what people run. */
function asInstalled(): { flags: readonly string[]; env: Readonly<Record<string, string>> } {
  const unit = readFileSync(resolve(root, "packaging/debian/3cx-webhook.service"), "utf8");
  const [, flags = ""] = /^ExecStart=\S+\/node ((?:--\S+ )*)/m.exec(unit) ?? [];
  const variables = unit.matchAll(/^Environment=(\w+)=(\S+)$/gm);
  return {
    flags: flags.split(" ").filter((flag) => flag !== ""),
    env: Object.fromEntries([...variables].map(([, name = "", value = ""]) => [name, value])),
  };
}

function usageOf(pid: number | undefined): Usage | undefined {
  if (process.platform !== "linux" || pid === undefined) return undefined;
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  // The clock ticks of /proc/PID/stat are too coarse for a program at rest; a thread's first figure is in ns.
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  const processorMs = threads.reduce((sum, ns) => sum + ns, 0) / 1e6;
  return { processorMs, residentBytes: Number(resident) * 1024 };
}
