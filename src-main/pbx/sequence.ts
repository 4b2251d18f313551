/**
 * Watches the numbers of events. Their scope is not documented (seen: one up per event, starting low),
 * so a gap is a hint to look again, and a number that runs backwards merely starts the count anew.
 */
export interface Sequence {
  /** True when numbers were left out before this one. */
  skips(number: number | undefined): boolean;
  restart(): void;
}

export function createSequence(): Sequence {
  let last: number | undefined;
  return {
    skips: (number) => {
      if (number === undefined) return false;
      const skipped = last !== undefined && number > last + 1;
      last = number;
      return skipped;
    },
    restart: () => {
      last = undefined;
    },
  };
}
