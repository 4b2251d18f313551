/**
 * Counts work that will finish without the clock moving, so that a test with virtual time
 * knows when time may move on. Never negative: each piece of work counts down once.
 */
export interface Busy {
  count(): number;
  /** Runs `work` as one piece and hands its result on. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when no work is under way. */
  idle(): Promise<void>;
}

export function createBusy(): Busy {
  let pieces = 0;
  let waiting: (() => void)[] = [];
  const done = () => {
    pieces -= 1;
    if (pieces > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    count: () => pieces,
    run: async (work) => {
      pieces += 1;
      try {
        return await work();
      } finally {
        done();
      }
    },
    idle: () => (pieces === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
