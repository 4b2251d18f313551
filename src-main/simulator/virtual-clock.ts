/**
 * A clock that stands still until it is told to run, so that a test or `demo --once` plays minutes
 * of telephony in moments and always in the same order. Before time moves on, everything that was
 * set going at this instant (requests, socket events) may settle.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";

/** Resolves when nothing that was started at the present instant is under way any more. */
export type Settle = () => Promise<void>;

export interface VirtualClock extends Clock {
  /** Runs every timer due within the next `ms` and leaves the clock exactly `ms` later. */
  runFor(ms: number, settle?: Settle): Promise<void>;
  /** Runs until `done()` holds after settling; false when `limitMs` of clock time passed first. */
  runUntil(done: () => boolean, limitMs: number, settle?: Settle): Promise<boolean>;
  /** Runs until no timer is left; false when timers are still waiting after `limitMs` of clock time. */
  runUntilIdle(limitMs: number, settle?: Settle): Promise<boolean>;
  /** Timers that wait to be run. */
  pending(): number;
}

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/** Lets promise chains and socket callbacks of this process have their turn. */
const letOthersRun: Settle = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Timers run in order of their due time, equal ones in order of creation. A timer that throws makes
 * the run reject. Only one run may be under way at a time.
 */
export function createVirtualClock(options: { readonly startMs: number }): VirtualClock {
  let now = options.startMs;
  let running = false;
  const timers: Timer[] = [];

  function after(delayMs: number, run: () => void): () => void {
    const timer: Timer = { dueMs: now + (delayMs > 0 ? delayMs : 0), run };
    timers.splice(positionFor(timers, timer.dueMs), 0, timer);
    return () => {
      const index = timers.indexOf(timer);
      if (index >= 0) timers.splice(index, 1);
    };
  }

  /** Runs what is due now and settles, until settling brings no further timer of this instant. */
  async function finishInstant(settle: Settle): Promise<void> {
    for (;;) {
      while (timers[0] !== undefined && timers[0].dueMs <= now) timers.shift()?.run();
      await settle();
      if (timers[0] === undefined || timers[0].dueMs > now) return;
    }
  }

  async function run(untilMs: number, settle: Settle, done: () => boolean): Promise<boolean> {
    if (running) throw new Error("The virtual clock is running already; await the run before.");
    running = true;
    try {
      await settle();
      for (;;) {
        if (timers[0] !== undefined && timers[0].dueMs <= now) await finishInstant(settle);
        if (done()) return true;
        if (now >= untilMs) return false;
        now = Math.min(timers[0]?.dueMs ?? untilMs, untilMs);
        await finishInstant(settle);
      }
    } finally {
      running = false;
    }
  }

  return {
    nowMs: () => now,
    after,
    runFor: async (ms, settle = letOthersRun) => {
      await run(now + ms, settle, () => false);
    },
    runUntil: (done, limitMs, settle = letOthersRun) => run(now + limitMs, settle, done),
    runUntilIdle: (limitMs, settle = letOthersRun) => run(now + limitMs, settle, () => timers.length === 0),
    pending: () => timers.length,
  };
}

/** Index after all timers that are due at `dueMs` or before: equal ones keep the order of creation. */
function positionFor(timers: readonly Timer[], dueMs: number): number {
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const timer = timers[middle];
    if (timer !== undefined && timer.dueMs <= dueMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
