/**
 * Time as a port, so that no rule of the product waits for a real second in a test:
 * the service gets the machine's clock, tests and `demo --once` a virtual one.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. May jump when the machine's clock is set. */
  nowMs(): number;
  /**
   * Milliseconds of a time that nobody sets and that goes on while the machine sleeps; only differences
   * count. Absent when `nowMs` is such a time itself.
   */
  steadyMs?(): number;
  /** Calls `run` once after `delayMs` (at least 0) and returns a function that cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/**
 * The time by which deadlines, ages and waits are measured: somebody who sets the machine's clock must neither
 * expire what waits nor keep it waiting.
 */
export function steadyMsOf(clock: Clock): () => number {
  return () => clock.steadyMs?.() ?? clock.nowMs();
}
