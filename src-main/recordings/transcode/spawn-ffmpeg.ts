/** Child processes as the transcoder sees them, and the real ones: behind everything else, and never longer than this program. */
import { type ChildProcess, spawn } from "node:child_process";
import { codeOf } from "../../../src-shared/thrown.ts";
import { findIdleStarter, notStartedCode, startLine, yieldToOthers } from "./background.ts";

export type ProcessEnd =
  | { readonly type: "exited"; readonly code: number }
  | { readonly type: "killed" }
  /** It could not be started; `ENOENT`, `EACCES` … */
  | { readonly type: "not-started"; readonly code: string };

export interface FfmpegProcess {
  /** Ends it at once. */
  kill(): void;
  readonly ended: Promise<ProcessEnd>;
}

export interface FfmpegOutput {
  readonly onOut: (text: string) => void;
  readonly onError: (text: string) => void;
}

/** Starts a program with a list of arguments. Never throws. */
export type SpawnFfmpeg = (path: string, args: readonly string[], output: FfmpegOutput) => FfmpegProcess;

const living = new Set<ChildProcess>();
let watchesExit = false;
let starter: string | undefined;
let looking: Promise<void> | undefined;

/** Looks once in this run how programs are started behind all others; before, they only have a low priority. Never rejects. */
export function prepareBackground(): Promise<void> {
  looking ??= findIdleStarter().then((found) => {
    starter = found;
  });
  return looking;
}

export const spawnFfmpeg: SpawnFfmpeg = (path, args, { onOut, onError }) => {
  let child: ChildProcess;
  const start = startLine(starter, path, args);
  const isWrapped = start.path !== path;
  try {
    child = spawn(start.path, start.args, {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      env: withoutOurs(process.env),
    });
  } catch (error) {
    return {
      kill: () => {},
      ended: Promise.resolve({ type: "not-started", code: codeOf(error) || String(error) }),
    };
  }
  yieldToOthers(child.pid);
  keep(child);
  child.stdout?.setEncoding("utf8").on("data", onOut);
  child.stderr?.setEncoding("utf8").on("data", onError);
  const ended = new Promise<ProcessEnd>((done) => {
    child.on("error", (error) => {
      if (child.pid === undefined) done({ type: "not-started", code: codeOf(error) || String(error) });
    });
    child.on("close", (code) => done(endOf(code, isWrapped)));
  });
  return { kill: () => void child.kill("SIGKILL"), ended };
};

/** ffmpeg reads files of others: it gets no secret that was given to this program by a variable. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^WEBHOOK_/i.test(name)));
}

function endOf(exitCode: number | null, isWrapped: boolean): ProcessEnd {
  if (exitCode === null) return { type: "killed" };
  const notStarted = isWrapped ? notStartedCode(exitCode) : undefined;
  return notStarted === undefined
    ? { type: "exited", code: exitCode }
    : { type: "not-started", code: notStarted };
}

/** Whatever ends this program in an orderly way ends its children, too. */
function keep(child: ChildProcess): void {
  living.add(child);
  child.on("close", () => living.delete(child));
  if (watchesExit) return;
  watchesExit = true;
  process.on("exit", () => {
    for (const one of living) one.kill("SIGKILL");
  });
}
