/** Bounds that keep one window from hurting the engine or the other windows. */

export interface RpcLimits {
  /** Longest message that is read from a window; the import of settings files is the longest real one. */
  readonly mostRequestChars: number;
  /** Longest message that is sent to a window or read by it. */
  readonly mostAnswerChars: number;
  /** Requests of one window that may run at the same time. */
  readonly mostRequestsInFlight: number;
  /** Events and snapshots that may be on their way; beyond, a fresh snapshot replaces what is left out. */
  readonly mostUntaken: number;
  /** Characters or bytes waiting in the transport from which on no event is added to them. */
  readonly fullBuffer: number;
  /** Characters or bytes waiting in the transport at which the connection is given up. */
  readonly mostBuffered: number;
  /** How long an open connection may go without its `hello`. */
  readonly helloWithinMs: number;
}

const mebi = 1024 * 1024;

export const defaultLimits: RpcLimits = {
  mostRequestChars: 8 * mebi,
  mostAnswerChars: 32 * mebi,
  mostRequestsInFlight: 32,
  mostUntaken: 512,
  fullBuffer: 2 * mebi,
  mostBuffered: 64 * mebi,
  helloWithinMs: 10_000,
};

/** After so many events and snapshots a window says that it has taken them; well below `mostUntaken`. */
export const takenEvery = 32;
