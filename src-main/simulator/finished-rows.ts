/** Notices rows that appear in a list of finished things, by looking once a second of clock time. */
import type { Clock } from "../../src-shared/ports/clock.ts";

const lookEveryMs = 1_000;

export interface FinishedRowsOptions<Row> {
  readonly clock: Clock;
  readonly read: () => readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Called once for each key, `delayMs` after its row was seen first. */
  readonly onNew: (row: Row) => void;
  readonly delayMs?: number;
}

/** Rows that are there already are not new. Returns the function that ends it. */
export function followFinishedRows<Row>(options: FinishedRowsOptions<Row>): () => void {
  const { clock, read, keyOf, onNew, delayMs = 0 } = options;
  const known = new Set(read().map(keyOf));
  const cancels = new Set<() => void>();

  function later(waitMs: number, run: () => void): void {
    const cancel = clock.after(waitMs, () => {
      cancels.delete(cancel);
      run();
    });
    cancels.add(cancel);
  }

  function look(): void {
    for (const row of read().filter((one) => !known.has(keyOf(one)))) {
      known.add(keyOf(row));
      if (delayMs > 0) later(delayMs, () => onNew(row));
      else onNew(row);
    }
    later(lookEveryMs, look);
  }

  later(lookEveryMs, look);
  return () => {
    for (const cancel of cancels) cancel();
    cancels.clear();
  };
}
