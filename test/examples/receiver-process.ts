// Runs one of the examples for integrators as its first line says, on a port that the system chooses.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../examples/receivers");

export interface Language {
  readonly name: "node" | "python" | "php" | "csharp";
  readonly program: string;
  /** How it is asked whether it is there. */
  readonly probe: readonly string[];
  /** `copy`: a copy of the example's folder that may be written to. */
  args(copy: string, port: number): readonly string[];
  /** It cannot choose a port by itself, so one that is free at the moment is chosen for it. */
  readonly needsPort?: boolean;
}

export const languages: readonly Language[] = [
  {
    name: "node",
    program: process.execPath,
    probe: ["--version"],
    args: (copy) => [join(copy, "receiver.mjs"), "0"],
  },
  {
    name: "python",
    program: "python3",
    probe: ["--version"],
    args: (copy) => [join(copy, "receiver.py"), "0"],
  },
  {
    name: "php",
    program: "php",
    probe: ["--version"],
    args: (copy, port) => ["-S", `127.0.0.1:${port}`, join(copy, "receiver.php")],
    needsPort: true,
  },
  {
    name: "csharp",
    program: "dotnet",
    probe: ["--version"],
    args: (copy) => ["run", "--project", copy, "--urls", "http://127.0.0.1:0"],
  },
];

export function isInstalled({ program, probe }: Language): boolean {
  return spawnSync(program, [...probe], { stdio: "ignore" }).status === 0;
}

export interface ReceiverProcess {
  readonly url: string;
  /** Everything it has printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

/** Resolves when it listens. Rejects with what it printed when it ends before. */
export async function startReceiver(language: Language, secret: string): Promise<ReceiverProcess> {
  const base = mkdtempSync(join(tmpdir(), "receiver-example-"));
  cpSync(join(folder, language.name), base, { recursive: true });
  const port = language.needsPort === true ? await freePort() : 0;
  const child = spawn(language.program, [...language.args(base, port)], {
    // PHP keeps its marks in the folder for temporary files.
    env: { ...process.env, SECRET: secret, TMPDIR: base, DOTNET_CLI_TELEMETRY_OPTOUT: "1" },
  });
  let text = "";
  const { promise: address, resolve: found, reject } = Promise.withResolvers<string>();
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
    if (url !== undefined) found(url);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  child.on("exit", () => reject(new Error(`${language.name} ended: ${text}`)));
  child.on("error", reject);
  const stop = () => end(child).finally(() => rmSync(base, { recursive: true, force: true }));
  try {
    return { url: await address, printed: () => text, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
