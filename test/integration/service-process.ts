/** The service as a process of its own, as an administrator starts it, on a simulated PBX of this process. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HealthReport } from "../../src-main/web/types.ts";

/** The sources, or what `npm run test:built` puts in their place. */
const entry =
  process.env["SERVICE_UNDER_TEST"] ?? new URL("../../src-main/headless.ts", import.meta.url).pathname;

export interface ServiceProcess {
  readonly child: ChildProcess;
  output(): string;
  /** The address of its web server, from its log; waits for it. */
  url(): Promise<string>;
  health(): Promise<HealthReport>;
  /** Resolves with the exit code; `null` when a signal ended it. */
  ended(): Promise<number | null>;
}

export function startService(args: readonly string[]): ServiceProcess {
  return listenTo(spawn(process.execPath, [entry, ...args], { stdio: ["ignore", "pipe", "pipe"] }));
}

/** `child`: just started, with the engine in it; whatever program that is. */
export function listenTo(child: ChildProcess): ServiceProcess {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const exit = once(child, "exit").then(([code]) => (typeof code === "number" ? code : null));
  const url = () =>
    until(
      () => /"url":"(https:[^"]+)"/.exec(text)?.[1],
      () => `the service did not listen:\n${text}`,
    );
  return {
    child,
    output: () => text,
    url,
    health: async () => getJson(`${await url()}/health`),
    ended: () => exit,
  };
}

/** Waits until `look` finds something, for half a minute at most unless told otherwise. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  why: () => string,
  mostS = 30,
): Promise<T> {
  for (let tries = 0; tries < mostS * 10; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain: ${why()}`);
}

/** Certificates of the service are made by itself, so nobody can vouch for them here. */
function getJson(url: string): Promise<HealthReport> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { rejectUnauthorized: false }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve(JSON.parse(body)));
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** As editors do: a service that reads it meanwhile finds the one or the other, and never half of it. */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export interface ServiceFolder {
  readonly path: string;
  readonly settings: string;
  readonly args: readonly string[];
  write(lines: readonly string[]): void;
  remove(): void;
}

export function createServiceFolder(): ServiceFolder {
  const path = mkdtempSync(join(tmpdir(), "3cx-webhook-service-"));
  const settings = join(path, "settings.ini");
  return {
    path,
    settings,
    args: ["--settings", settings, "--data", join(path, "data")],
    write: (lines) => replaceFile(settings, `${lines.join("\n")}\n`),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
