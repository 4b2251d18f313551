/** Two modules in one thread, for the tests of sharing it. */
import { serve } from "../../../../src-main/store/sqlite-worker/serve.ts";
import { joinModules } from "../../../../src-main/store/sqlite-worker/share-thread.ts";

function createCounter() {
  let value: number | undefined = 0;
  return {
    add(amount: number): number {
      if (value === undefined) throw new Error("It is closed.");
      value += amount;
      return value;
    },
    crash(_input: undefined): void {
      process.exit(3);
    },
    close(_input: undefined): void {
      value = undefined;
    },
  };
}

export interface Counters {
  readonly first: ReturnType<typeof createCounter>;
  readonly second: ReturnType<typeof createCounter>;
}

const counters: Counters = { first: createCounter(), second: createCounter() };
serve(joinModules({ ...counters }));
