/**
 * The time of a simulated company: at a multiple of real time, or as fast as this machine can. Either way
 * it leaves room for the real calls that the same process follows.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import { createScaledClock } from "../../clock.ts";
import { createVirtualClock } from "../../simulator/virtual-clock.ts";

export interface Pace {
  /** Time as the simulated phone system and its engine have it. */
  readonly clock: Clock;
  /** Lets time pass until `done()`; false when `limitMs` of its time passed first. */
  runUntil(done: () => boolean, limitMs: number, settle: () => Promise<void>): Promise<boolean>;
}

/** From here on time is virtual: the network of this machine would not keep up with a clock so quick. */
const asFastAsPossibleFrom = 100;
const lookEveryMs = 50;
/** Of this machine's time: work without a pause, and the pause. */
const workMs = 20;
const restMs = 5;

/** `real` is this machine's clock. */
export function createPace(speed: number, real: Clock): Pace {
  return speed >= asFastAsPossibleFrom ? virtualPace(real) : scaledPace(speed, real);
}

function scaledPace(speed: number, real: Clock): Pace {
  const clock = createScaledClock(speed);
  return {
    clock,
    async runUntil(done, limitMs) {
      const endMs = clock.nowMs() + limitMs;
      while (!done()) {
        if (clock.nowMs() >= endMs) return false;
        await pause(real, lookEveryMs);
      }
      return true;
    },
  };
}

function virtualPace(real: Clock): Pace {
  const clock = createVirtualClock({ startMs: real.nowMs() });
  let workedSince = performance.now();
  async function breathe(settle: () => Promise<void>): Promise<void> {
    await settle();
    if (performance.now() - workedSince < workMs) return;
    await pause(real, restMs);
    workedSince = performance.now();
  }
  return {
    clock,
    runUntil: (done, limitMs, settle) => clock.runUntil(done, limitMs, () => breathe(settle)),
  };
}

export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
