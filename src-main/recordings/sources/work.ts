/** Counts what a source is doing, so that stopping can wait for it and virtual time does not run past it. */
export interface Work {
  /** Pieces that do not wait for the clock. */
  count(): number;
  run<T>(work: () => Promise<T>): Promise<T>;
  /** A part of a piece of work that only the clock can end. */
  waitFor(pause: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createWork(): Work {
  let pieces = 0;
  let pausing = 0;
  let waiting: (() => void)[] = [];
  const done = () => {
    pieces -= 1;
    if (pieces > 0) return;
    const resolve = waiting;
    waiting = [];
    for (const each of resolve) each();
  };
  return {
    count: () => pieces - pausing,
    run: async (work) => {
      pieces += 1;
      try {
        return await work();
      } finally {
        done();
      }
    },
    waitFor: async (pause) => {
      pausing += 1;
      await pause().finally(() => {
        pausing -= 1;
      });
    },
    idle: () => (pieces === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
