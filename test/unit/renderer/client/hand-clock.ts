// A clock that stands still until a test moves it.
import type { Clock } from "../../../../src-shared/ports/clock.ts";

export interface HandClock extends Clock {
  /** Moves on, running what falls due in its order; turns of the event loop in between. */
  pass(ms: number): Promise<void>;
  /** How many timers wait, and how long the shortest was set to. */
  timers(): readonly number[];
}

export function createHandClock(): HandClock {
  let nowMs = 1_000_000;
  let waiting: { readonly atMs: number; readonly delayMs: number; readonly run: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, delayMs, run };
      waiting.push(timer);
      return () => void (waiting = waiting.filter((other) => other !== timer));
    },
    async pass(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const next = waiting.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        waiting = waiting.filter((other) => other !== next);
        nowMs = next.atMs;
        next.run();
        await settle();
      }
      nowMs = untilMs;
    },
    timers: () => waiting.map(({ delayMs }) => delayMs),
  };
}
