/** Notices a dead line within five seconds, without a timer faster than one second. */
import type { Clock } from "../../src-shared/ports/clock.ts";

export interface Heartbeat {
  /** Something was heard. */
  heard(): void;
  /** Asks at once instead of at the next beat. */
  askNow(): void;
  stop(): void;
}

/** Three beats at most: heard in the first, asked in the second, given up after the third. */
const beatMs = 1_500;

export function createHeartbeat(options: {
  readonly clock: Clock;
  readonly ask: () => void;
  readonly dead: () => void;
}): Heartbeat {
  const { clock, ask, dead } = options;
  let heard = true;
  let asked = false;
  let cancel = clock.after(beatMs, beat);

  // Counted in beats, not in time: a page whose timers were held up has not heard anything either.
  function beat(): void {
    if (!heard && asked) return dead();
    asked = !heard;
    heard = false;
    cancel = clock.after(beatMs, beat);
    if (asked) ask();
  }

  return {
    heard() {
      heard = true;
    },
    askNow() {
      cancel();
      heard = false;
      asked = true;
      cancel = clock.after(beatMs, beat);
      ask();
    },
    stop: () => cancel(),
  };
}
