/**
 * Keeps the part of V8's heap where new objects begin from taking what the machine happens to have: after a few
 * busy moments it may have grown to 128 MB, and it is hardly ever given back. What a service holds stays the same.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Both halves together. Enough that answers on their way are gone before they count as old. */
export const youngGenerationBytes = 16 * 1024 * 1024;

/** Ask it once, when the process starts: it looks after each collection, until the size is reached. */
export function boundYoungGeneration(): void {
  const observer = new PerformanceObserver(() => {
    if (newSpaceBytes() < youngGenerationBytes) return;
    // Node lets V8's flags change while it runs, and this one is read at each growth; the largest size is not.
    setFlagsFromString("--semi-space-growth-factor=1");
    observer.disconnect();
  });
  observer.observe({ entryTypes: ["gc"] });
}

function newSpaceBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
}
