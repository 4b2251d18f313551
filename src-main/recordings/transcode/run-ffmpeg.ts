/** One run of ffmpeg, watched: it says how far it is, and is ended when it stands still or nobody wants it any more. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { ProcessEnd, SpawnFfmpeg } from "./spawn-ffmpeg.ts";

export interface FfmpegRun {
  readonly spawn: SpawnFfmpeg;
  readonly clock: Clock;
  readonly path: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** Seconds of sound that are done. */
  readonly onSeconds: (doneS: number) => void;
}

export type FfmpegRunEnd =
  | { readonly type: "done" }
  /** What ffmpeg said last. */
  | { readonly type: "failed"; readonly said: string }
  | { readonly type: "not-started" }
  | { readonly type: "stuck" }
  | { readonly type: "stopped" };

/** ffmpeg tells its progress twice a second. */
export const stuckAfterMs = 60_000;
/** What hangs in the kernel (a dead network share) does not even die: it is left behind. */
const leftBehindAfterMs = 5000;
const mostSaid = 4000;

export async function runFfmpeg(run: FfmpegRun): Promise<FfmpegRunEnd> {
  const { spawn, clock, path, args, signal } = run;
  if (signal.aborted) return { type: "stopped" };
  let said = "";
  let ended: "stuck" | "stopped" | undefined;
  let giveUp: () => void = () => {};
  const leftBehind = new Promise<ProcessEnd>((done) => {
    giveUp = () => done({ type: "killed" });
  });
  const end = (why: "stuck" | "stopped") => {
    ended ??= why;
    child.kill();
    cancelTimer();
    cancelTimer = clock.after(leftBehindAfterMs, giveUp);
  };
  let cancelTimer = clock.after(stuckAfterMs, () => end("stuck"));
  const progress = createProgress((doneS) => {
    if (ended !== undefined) return;
    cancelTimer();
    cancelTimer = clock.after(stuckAfterMs, () => end("stuck"));
    run.onSeconds(doneS);
  });
  const child = spawn(path, args, {
    onOut: progress,
    onError: (text) => {
      said = (said + text).slice(-mostSaid);
    },
  });
  const onAbort = () => end("stopped");
  signal.addEventListener("abort", onAbort, { once: true });
  const result = await Promise.race([child.ended, leftBehind]);
  signal.removeEventListener("abort", onAbort);
  cancelTimer();
  if (ended !== undefined) return { type: ended };
  return endOf(result, said);
}

function endOf(end: ProcessEnd, said: string): FfmpegRunEnd {
  switch (end.type) {
    case "exited":
      return end.code === 0 ? { type: "done" } : { type: "failed", said };
    case "killed":
      return { type: "failed", said: "something else ended it" };
    case "not-started":
      return { type: "not-started" };
    default: {
      const _never: never = end;
      return _never;
    }
  }
}

/** Reads `-progress`: lines of `key=value`. Tells only what went on. */
function createProgress(onSeconds: (doneS: number) => void): (text: string) => void {
  let rest = "";
  let last = -1;
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()?.slice(-200) ?? "";
    for (const line of lines) {
      // Despite its name, ffmpeg has microseconds in out_time_ms, too; old versions know no other.
      const doneUs = Number(/^out_time_ms=(\d+)\s*$/.exec(line)?.[1] ?? Number.NaN);
      if (!(doneUs > last)) continue;
      last = doneUs;
      onSeconds(doneUs / 1e6);
    }
  };
}
