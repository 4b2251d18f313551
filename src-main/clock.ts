/** The machine's time as the port that rooms get, at its own pace or faster for the simulator. */
import { uptime } from "node:os";
import type { Clock } from "../src-shared/ports/clock.ts";

/** Longest delay that a Node timer keeps; a longer one would fire at once. */
const longestTimerMs = 2_147_483_647;

export function createRealClock(): Clock {
  const steadyMs = createSteadyTime(
    () => performance.now(),
    () => uptime() * 1000,
  );
  return { nowMs: () => Date.now(), steadyMs, after: realAfter };
}

/** How often, at most, the uptime is asked: on Linux it is a file to read. */
const askUptimeEveryMs = 1000;
/** A smaller difference is the uptime's own grain. */
const leastSleepMs = 2000;

/**
 * `ticksMs` is exact but stands still on some systems while the machine sleeps; `uptimeMs` is coarse but
 * does not. Together they give a time that is both, late by a second at most after a sleep.
 */
export function createSteadyTime(ticksMs: () => number, uptimeMs: () => number): () => number {
  let tick = ticksMs();
  let up = uptimeMs();
  let sleptMs = 0;
  return () => {
    const now = ticksMs();
    if (now - tick >= askUptimeEveryMs) {
      const upNow = uptimeMs();
      const gapMs = upNow - up - (now - tick);
      if (gapMs >= leastSleepMs) sleptMs += gapMs;
      tick = now;
      up = upNow;
    }
    return now + sleptMs;
  };
}

/**
 * A clock that starts at the present and runs `speed` times as fast as the machine's.
 * `speed` is at least a tiny positive number; 1 is real time.
 */
export function createScaledClock(speed: number): Clock {
  if (!(speed > 0)) throw new RangeError(`The speed of a clock must be above 0, not ${speed}.`);
  const startMs = Date.now();
  const startTick = performance.now();
  return {
    nowMs: () => Math.floor(startMs + (performance.now() - startTick) * speed),
    after: (delayMs, run) => realAfter(delayMs / speed, run),
  };
}

function realAfter(delayMs: number, run: () => void): () => void {
  let left = delayMs > 0 ? delayMs : 0;
  let handle: NodeJS.Timeout;
  const wait = () => {
    const step = Math.min(left, longestTimerMs);
    left -= step;
    handle = setTimeout(left > 0 ? wait : run, step);
  };
  wait();
  return () => clearTimeout(handle);
}
