/**
 * The number that an event gets within its chain. A chain is remembered after its end, because
 * recordings come later; how many are remembered is bounded, so a program that runs for years stays small.
 */

export interface Sequence {
  /** 1 for the first event of a chain, then 2, 3, … */
  next(chainId: string): number;
  /** The chain is over; it may be forgotten once `finishedLimit` others have ended after it. */
  finish(chainId: string): void;
  /** Takes over what an earlier run had given out. */
  restore(chainId: string, seq: number): void;
}

/** `openLimit` guards against chains whose end is never told: the longest silent one is forgotten. */
export function createSequence(finishedLimit = 20_000, openLimit = 50_000): Sequence {
  const open = new Map<string, number>();
  const finished = new Map<string, number>();

  function keep(chains: Map<string, number>, chainId: string, seq: number, limit: number): void {
    chains.delete(chainId);
    chains.set(chainId, seq);
    if (chains.size <= limit) return;
    const oldest = chains.keys().next();
    if (oldest.done !== true) chains.delete(oldest.value);
  }

  return {
    next(chainId) {
      const late = finished.get(chainId);
      const seq = (late ?? open.get(chainId) ?? 0) + 1;
      if (late === undefined) keep(open, chainId, seq, openLimit);
      else keep(finished, chainId, seq, finishedLimit);
      return seq;
    },
    finish(chainId) {
      const seq = open.get(chainId);
      if (seq === undefined) return;
      open.delete(chainId);
      keep(finished, chainId, seq, finishedLimit);
    },
    restore(chainId, seq) {
      if (seq > (open.get(chainId) ?? 0)) keep(open, chainId, seq, openLimit);
    },
  };
}
