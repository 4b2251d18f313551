/**
 * Time as a port, so that no rule of the product waits for a real second in a test:
 * the service gets the machine's clock, tests and `demo --once` a virtual one.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. May jump when the machine's clock is set. */
  nowMs(): number;
  /** Calls `run` once after `delayMs` (at least 0) and returns a function that cancels it. */
  after(delayMs: number, run: () => void): () => void;
}
