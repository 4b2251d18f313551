/**
 * Keeps the part of V8's heap where new objects begin from taking what the machine happens to have: after a few
 * busy moments it may have grown to 128 MB, and it is hardly ever given back. What a service holds stays the same.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Both halves together. Enough that answers on their way are gone before they count as old. */
export const youngGenerationBytes = 16 * 1024 * 1024;

/**
 * Ask it once, when the process starts: it looks after each collection, until the size is reached. The packaged
 * service is started with a bound of its own, and looking costs something.
 */
export function boundYoungGeneration(): void {
  if (process.execArgv.some(isSmallerBound)) return;
  const observer = new PerformanceObserver(() => {
    if (newSpaceBytes() < youngGenerationBytes) return;
    // Node lets V8's flags change while it runs, and this one is read at each growth; the largest size is not.
    setFlagsFromString("--semi-space-growth-factor=1");
    observer.disconnect();
  });
  observer.observe({ entryTypes: ["gc"] });
}

/** V8's flag is in MB, for each of the two halves. */
function isSmallerBound(flag: string): boolean {
  const halfMb = /^--max-semi-space-size=(\d+)$/.exec(flag)?.[1];
  return halfMb !== undefined && 2 * Number(halfMb) * 1024 * 1024 <= youngGenerationBytes;
}

function newSpaceBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
}
