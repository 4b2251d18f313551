/** Waiting times that grow with each failure in a row, spread by jitter so that clients do not come in step. */

export interface Backoff {
  /** The wait before the next try, in ms; each call is one more failure. */
  nextMs(): number;
  reset(): void;
}

/**
 * @param stepsS waits in seconds; the last one repeats
 * @param random 0 ≤ x < 1; spreads each wait by ±20 %
 */
export function createBackoff(stepsS: readonly number[], random: () => number): Backoff {
  let failures = 0;
  return {
    nextMs: () => {
      const stepS = stepsS[Math.min(failures, stepsS.length - 1)] ?? 1;
      failures += 1;
      return Math.round(stepS * 1000 * (0.8 + 0.4 * random()));
    },
    reset: () => {
      failures = 0;
    },
  };
}
