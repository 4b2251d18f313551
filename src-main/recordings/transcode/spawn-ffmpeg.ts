/** Child processes as the transcoder sees them, and the real ones: at low priority, and never longer than this program. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";

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

export const spawnFfmpeg: SpawnFfmpeg = (path, args, { onOut, onError }) => {
  let child: ChildProcess;
  try {
    child = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  } catch (error) {
    return { kill: () => {}, ended: Promise.resolve({ type: "not-started", code: codeOf(error) }) };
  }
  yieldToOthers(child.pid);
  keep(child);
  child.stdout?.setEncoding("utf8").on("data", onOut);
  child.stderr?.setEncoding("utf8").on("data", onError);
  const ended = new Promise<ProcessEnd>((done) => {
    child.on("error", (error) => {
      if (child.pid === undefined) done({ type: "not-started", code: codeOf(error) });
    });
    child.on("close", (code) => done(code === null ? { type: "killed" } : { type: "exited", code }));
  });
  return { kill: () => void child.kill("SIGKILL"), ended };
};

/** Calls come first: a conversion takes the processor time that nobody wants. */
function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system forbids it: then it runs as it is.
  }
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
