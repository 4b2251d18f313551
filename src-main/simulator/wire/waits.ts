/** Waits on the clock that can be counted and cut short, so that virtual time knows what it may pass over. */
import type { Clock } from "../../../src-shared/ports/clock.ts";

export interface Waits {
  /** Resolves after `delayMs` of clock time or, before that, when `signal` aborts. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
  /** Resolves only when `signal` aborts. */
  hold(signal: AbortSignal): Promise<void>;
  /** How many wait at the moment. */
  count(): number;
}

export function createWaits(clock: Clock): Waits {
  const ends = new Set<() => void>();

  function waitFor(signal: AbortSignal, arm: (end: () => void) => () => void): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        disarm();
        signal.removeEventListener("abort", end);
        if (ends.delete(end)) resolve();
      };
      const disarm = arm(end);
      signal.addEventListener("abort", end);
      ends.add(end);
    });
  }

  return {
    wait: (delayMs, signal) => waitFor(signal, (end) => clock.after(delayMs, end)),
    hold: (signal) => waitFor(signal, () => () => {}),
    count: () => ends.size,
  };
}
