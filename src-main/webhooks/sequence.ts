/**
 * The number that an event gets within its chain. A chain is remembered after its end, because
 * recordings come later; how many are remembered is bounded, so a program that runs for years stays small.
 */

export interface Sequence {
  /** 1 for the first event of a chain, then 2, 3, … */
  next(chainId: string): number;
  /** The chain is over; it may be forgotten once `finishedLimit` others have ended after it, and is after twice as many. */
  finish(chainId: string): void;
  /** Takes over what an earlier run had given out. */
  restore(chainId: string, seq: number): void;
}

/** `openLimit` guards against chains whose end is never told: the longest silent one is forgotten. */
export function createSequence(finishedLimit = 20_000, openLimit = 50_000): Sequence {
  const open = new Map<string, number>();
  // Two generations: taking the oldest out of one map walks over the gaps that those before it have left.
  let finished = new Map<string, number>();
  let finishedBefore = new Map<string, number>();

  function keepOpen(chainId: string, seq: number): void {
    open.delete(chainId);
    open.set(chainId, seq);
    if (open.size <= openLimit) return;
    const longestSilent = open.keys().next();
    if (longestSilent.done !== true) open.delete(longestSilent.value);
  }

  function keepFinished(chainId: string, seq: number): void {
    if (finished.size >= finishedLimit) {
      finishedBefore = finished;
      finished = new Map();
    }
    finished.set(chainId, seq);
  }

  return {
    next(chainId) {
      const late = finished.get(chainId) ?? finishedBefore.get(chainId);
      const seq = (late ?? open.get(chainId) ?? 0) + 1;
      if (late === undefined) keepOpen(chainId, seq);
      else keepFinished(chainId, seq);
      return seq;
    },
    finish(chainId) {
      const seq = open.get(chainId);
      if (seq === undefined) return;
      open.delete(chainId);
      keepFinished(chainId, seq);
    },
    restore(chainId, seq) {
      if (seq > (open.get(chainId) ?? 0)) keepOpen(chainId, seq);
    },
  };
}
