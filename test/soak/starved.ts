/** Which processes of a soak a busy machine keeps waiting: what they are late with then is not their fault. */
import { readFileSync } from "node:fs";

export interface Watched {
  readonly name: string;
  readonly pid: number | undefined;
}

/** Share of the time between two looks that a process stood ready to run and got no processor. */
const mostWaiting = 0.75;

export interface StarvedWatch {
  /** Names of those that waited for most of the time since the look before. Without Linux: none ever. */
  look(processes: readonly Watched[], atMs: number): readonly string[];
}

/** `waitedMsOf`: how long a process has stood ready to run in all its life. */
export function createStarvedWatch(waitedMsOf: (pid: number) => number | undefined = waitedMs): StarvedWatch {
  const before = new Map<number, number>();
  let lastAtMs: number | undefined;

  return {
    look(processes, atMs) {
      const spanMs = atMs - (lastAtMs ?? atMs);
      lastAtMs = atMs;
      const known = new Map(before);
      before.clear();
      return processes.flatMap(({ name, pid }) => {
        const waited = pid === undefined ? undefined : waitedMsOf(pid);
        if (pid === undefined || waited === undefined) return [];
        before.set(pid, waited);
        return spanMs > 0 && waited - (known.get(pid) ?? waited) >= spanMs * mostWaiting ? name : [];
      });
    },
  };
}

/** Of the main thread. Its second number: https://docs.kernel.org/scheduler/sched-stats.html */
function waitedMs(pid: number): number | undefined {
  try {
    const waitedNs = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[1];
    return Number(waitedNs) / 1e6;
  } catch {
    return undefined;
  }
}
