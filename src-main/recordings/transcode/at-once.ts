/** How many recordings may be converted at the same time on this machine. */
import { availableParallelism } from "node:os";

/**
 * As many as are wanted, but one processor is left to calls. Where conversions have all of them, even the
 * scheduler's idle class keeps a call event waiting for some milliseconds (docs/performance.md).
 */
export function conversionsAtOnce(wanted: number, processors = availableParallelism()): number {
  return Math.max(1, Math.min(wanted, processors - 1));
}
