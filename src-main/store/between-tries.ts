/** The waits of a write that is tried until it works: each twice as long as the one before, up to a second. */
import type { Clock } from "../../src-shared/ports/clock.ts";

export interface BetweenTries {
  ended(): boolean;
  /** Waits before the try after `tries` of them; not at all once `end` was called. */
  wait(tries: number): Promise<void>;
  /** Ends the wait of the moment, and all later ones. */
  end(): void;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1000;

export function createBetweenTries(clock: Clock): BetweenTries {
  let ended = false;
  let wake: (() => void) | undefined;
  return {
    ended: () => ended,
    wait(tries) {
      if (ended) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS), resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
    },
    end() {
      ended = true;
      wake?.();
    },
  };
}
