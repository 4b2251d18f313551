/**
 * How a program is started behind everything else. On Linux under SCHED_IDLE: a low priority alone still lets
 * a conversion keep a processor for some milliseconds while a call event waits for it, an idle one gives way
 * at once (sched(7)). Elsewhere, or without util-linux, the lowest priority there is.
 */
import { execFile } from "node:child_process";
import { constants, setPriority } from "node:os";

export interface StartLine {
  readonly path: string;
  readonly args: readonly string[];
}

/** Without the long names, which BusyBox does not know. */
const idle = ["-i", "0"];

/** The program that starts others under SCHED_IDLE, when this system has it and lets us. Never rejects. */
export function findIdleStarter(
  platform: string = process.platform,
  program = "chrt",
): Promise<string | undefined> {
  return new Promise((done) => {
    if (platform !== "linux") return done(undefined);
    execFile(program, [...idle, "true"], { timeout: 10_000 }, (error) =>
      done(error === null ? program : undefined),
    );
  });
}

export function startLine(starter: string | undefined, path: string, args: readonly string[]): StartLine {
  return starter === undefined ? { path, args } : { path: starter, args: [...idle, path, ...args] };
}

/** What the starter says by its exit code of a program that it could not start; ffmpeg ends with no such code. */
export function notStartedCode(exitCode: number | null): string | undefined {
  if (exitCode === 127) return "ENOENT";
  return exitCode === 126 ? "EACCES" : undefined;
}

/** For what runs already. On Windows the lowest is the priority class "idle". */
export function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system forbids it: then it runs as it is.
  }
}
