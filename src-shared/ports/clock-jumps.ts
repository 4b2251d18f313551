/** Tells when somebody has set the machine's clock, and by how much. */
import type { Clock } from "./clock.ts";

/** Less than this is how clocks are kept right all the time, or how exactly they are read. */
const leastJumpMs = 2_000;

/**
 * Returns a function that says by how many milliseconds the clock was set since it was asked before; 0 nearly
 * always. A clock without a steady time is never set.
 */
export function createClockJumps(clock: Clock): () => number {
  const look = () => ({ wallMs: clock.nowMs(), steadyMs: clock.steadyMs?.() });
  let before = look();
  return () => {
    const now = look();
    const passedMs = (now.steadyMs ?? 0) - (before.steadyMs ?? 0);
    const jumpMs = now.steadyMs === undefined ? 0 : Math.round(now.wallMs - before.wallMs - passedMs);
    before = now;
    return Math.abs(jumpMs) < leastJumpMs ? 0 : jumpMs;
  };
}

/** The same clock for intervals: its `nowMs` is a time that nobody sets, of which only differences count. */
export function intervalClock(clock: Clock): Clock {
  const { steadyMs } = clock;
  return steadyMs === undefined ? clock : { nowMs: () => steadyMs(), after: clock.after };
}
