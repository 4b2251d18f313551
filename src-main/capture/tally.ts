/** Counts by code what was not expected, and says when one more is worth a line: the first ones, then ever fewer. */
import type { UnexpectedCount } from "./types.ts";

export interface Tally {
  /** `tell`: the 1st to 10th, then the 100th, 1000th … */
  add(one: Omit<UnexpectedCount, "count">): { readonly count: number; readonly tell: boolean };
  /** Most frequent first. */
  list(): readonly UnexpectedCount[];
}

const mostCodes = 200;

export function createTally(): Tally {
  const known = new Map<string, UnexpectedCount>();
  return {
    add: (one) => {
      const before = known.get(one.code);
      if (before === undefined && known.size >= mostCodes) return { count: 1, tell: false };
      const count = (before?.count ?? 0) + 1;
      known.set(one.code, { ...(before ?? one), count });
      return { count, tell: count <= 10 || Number.isInteger(Math.log10(count)) };
    },
    list: () => [...known.values()].toSorted((a, b) => b.count - a.count),
  };
}
