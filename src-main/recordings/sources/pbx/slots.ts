/** So many jobs at once, the others wait in the order in which they came. */
export interface Slots {
  /** `undefined` when `signal` aborted before it was the job's turn. */
  take<T>(signal: AbortSignal, job: () => Promise<T>): Promise<T | undefined>;
}

export function createSlots(atOnce: number): Slots {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return {
    take: async (signal, job) => {
      while (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      free -= 1;
      try {
        return signal.aborted ? undefined : await job();
      } finally {
        free += 1;
        waiting.shift()?.();
      }
    },
  };
}
