import type { DnType } from "./dn.ts";

/** One destination that a logged call went to, in order of time. */
export interface LoggedSegment {
  readonly startedAtMs: number;
  readonly dn: string;
  readonly dnType: DnType;
  readonly answered: boolean;
  readonly ringingS: number;
  readonly talkingS: number;
  /** The PBX's own word for what happened, as shown; may be empty. */
  readonly reason: string;
  /** The PBX's ids of the recordings made of it, each once. */
  readonly recordingIds: readonly number[];
}

/** A finished call as the PBX's call log tells it: all rows that share `MainCallHistoryId`. */
export interface LoggedCall {
  readonly historyId: string;
  /** The log's CallId. Whether it equals the run-time callid is not documented: a hint only. */
  readonly callId: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly direction: "incoming" | "outgoing" | "internal";
  /** The outside party; for internal calls the caller. */
  readonly number: string;
  readonly name: string;
  /** DID number in digits or empty. */
  readonly didNumber: string;
  /** The caller ordered a callback while waiting in a queue. */
  readonly callbackOrdered: boolean;
  /** For outgoing calls the segment of the calling extension comes first. */
  readonly segments: readonly LoggedSegment[];
}
