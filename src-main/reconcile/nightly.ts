/**
 * Lets the comparison run each night. It looks at the clock at least once an hour instead of trusting one long
 * timer, so a machine that slept or whose clock was set does it soon, and once.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { nextDailyMs, previousDailyMs } from "../../src-shared/settings/daily-time.ts";

export interface Nightly {
  /** `at`: `HH:MM` of this machine; `undefined`: never. `lastMs`: when it last ran, as far as known. */
  follow(at: string | undefined, lastMs?: number): void;
  stop(): void;
}

const lookEveryMs = 3_600_000;

export function createNightly(clock: Clock, run: () => void): Nightly {
  let cancel = () => {};
  let doneUntilMs = clock.nowMs();

  function wait(at: string): void {
    const nowMs = clock.nowMs();
    const waitMs = Math.min(lookEveryMs, Math.max(1, nextDailyMs(nowMs, at) - nowMs));
    cancel = clock.after(waitMs, () => {
      const seenMs = clock.nowMs();
      // After the clock was set back, the next night counts.
      if (doneUntilMs > seenMs) doneUntilMs = seenMs;
      const due = previousDailyMs(seenMs, at) > doneUntilMs;
      if (due) doneUntilMs = seenMs;
      wait(at);
      if (due) run();
    });
  }

  return {
    follow(at, lastMs) {
      cancel();
      if (lastMs !== undefined) doneUntilMs = Math.min(doneUntilMs, lastMs);
      if (at !== undefined) wait(at);
    },
    stop: () => cancel(),
  };
}
