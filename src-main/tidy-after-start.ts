/**
 * Gives back what a start leaves behind, such as the texts that were compiled. V8 itself would keep it: it takes
 * a program for busy until a collection shows that nothing is allocated any more, and at rest there is none.
 */
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Clock } from "../src-shared/ports/clock.ts";

/** Until then the PBX has been connected and its first lists have been read. */
const afterMs = 2000;
/** Of this much, collecting holds everything up for about 0.1 s; with more, as after a long outage, it is left. */
const mostBytes = 64 * 1024 * 1024;

/** Ask it once, when the program runs. Returns what calls it off. */
export function tidyAfterStart(clock: Clock, collect: () => void = collectAll): () => void {
  return clock.after(afterMs, () => {
    if (getHeapStatistics().used_heap_size <= mostBytes) collect();
  });
}

function collectAll(): void {
  // Node shows the collector to contexts that are made while this flag is on.
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  // Any other kind of collection leaves most of the freed pages with the program.
  if (typeof gc === "function") gc({ type: "major", execution: "sync", flavor: "last-resort" });
}
