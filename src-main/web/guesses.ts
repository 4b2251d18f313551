/** Limits how often a wrong password may be tried from one address, without growing with the number of addresses. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { networkOf } from "./network-of.ts";

export interface Guesses {
  /** Milliseconds until this address may try again; 0 when it may now. */
  waitMs(address: string): number;
  /** Wrong passwords that this address may still give before its pause. */
  triesLeft(address: string): number;
  /** A wrong password came from this address. */
  wrong(address: string): void;
}

interface Tries {
  readonly sinceMs: number;
  readonly count: number;
}

const mostTries = 10;
const windowMs = 60_000;
/** How long the pause is after too many. */
export const guessPauseS = windowMs / 1000;
const mostAddresses = 1_000;

export function createGuesses(clock: Pick<Clock, "nowMs">): Guesses {
  const tries = new Map<string, Tries>();

  function leftMs({ sinceMs }: Tries): number {
    const passedMs = clock.nowMs() - sinceMs;
    // A clock that was set back must lock nobody out for longer.
    return passedMs < 0 ? 0 : Math.max(0, windowMs - passedMs);
  }

  return {
    waitMs(address) {
      const known = tries.get(networkOf(address));
      return known === undefined || known.count < mostTries ? 0 : leftMs(known);
    },
    triesLeft(address) {
      const known = tries.get(networkOf(address));
      return known === undefined || leftMs(known) === 0 ? mostTries : Math.max(0, mostTries - known.count);
    },
    wrong(address) {
      const network = networkOf(address);
      const known = tries.get(network);
      const count = known !== undefined && leftMs(known) > 0 ? known.count + 1 : 1;
      // The last one begins the pause, so that the pause is as long as was said.
      const sinceMs =
        known === undefined || count === 1 || count === mostTries ? clock.nowMs() : known.sinceMs;
      tries.delete(network);
      tries.set(network, { sinceMs, count });
      for (const oldest of tries.keys()) {
        if (tries.size <= mostAddresses) break;
        tries.delete(oldest);
      }
    },
  };
}
