/**
 * What delivery tells people: one record for each attempt, one status for each endpoint.
 * Both carry sentences instead of error codes and never a secret.
 */
import type { OutgoingEvent } from "../telephony/call-event.ts";
import type { DeliveryAlarm } from "./delivery-alarm.ts";

/** Where the time of an attempt went, in milliseconds of a clock that never jumps. */
export interface AttemptPhases {
  /** From being ready (accepted, or due again) to being handed to the network. */
  readonly queueMs: number;
  /** Name look-up, TCP and TLS together. Absent when an open connection was used, or none was made. */
  readonly connectMs?: number;
  /**
   * The parts of making a connection, each present once it was begun; the last one lasts up to the failure
   * when the connection was not made. A literal address has no look-up, http no TLS.
   */
  readonly lookupMs?: number;
  readonly tcpMs?: number;
  readonly tlsMs?: number;
  /** The request left on a connection that was open already. */
  readonly reused?: true;
  /** From being handed to the network to the first byte of the answer. */
  readonly firstByteMs?: number;
  readonly totalMs: number;
}

/** What is kept of an answer besides its status and the beginning of its body. */
export interface AnswerFacts {
  /** `name: value`, one a line, in the order of the answer. Values that are secret read `***`. */
  readonly headers: string;
  /** How many headers are left out, because there were too many. */
  readonly headersLeft: number;
  /** How long the body is: counted, or as its header content-length says where not all of it was read. */
  readonly bytes: number;
  /** Not all of it was read and nothing says how long it is: `bytes` is what was read. */
  readonly more: boolean;
}

/** What an attempt led to. `retry`: there will be another. `paused`: the receiver asked to stop. */
export type AttemptResult = "delivered" | "retry" | "paused" | "gave-up" | "expired" | "dropped";

/**
 * One attempt, or (with `attempt` as before and zero times) the end of a delivery without one:
 * its deadline passed or its endpoint was removed while it waited.
 */
export interface AttemptRecord {
  readonly atMs: number;
  /** When the event was accepted (again, for a replay). Absent in a test and in records of older programs. */
  readonly acceptedAtMs?: number;
  readonly endpoint: string;
  readonly mirror: boolean;
  readonly eventId: string;
  readonly type: OutgoingEvent["type"];
  readonly chainId: string;
  readonly linkId: string;
  readonly seq: number;
  /** 1 for the first. 0 when the delivery ended before any. */
  readonly attempt: number;
  readonly method: "GET" | "POST";
  /** Values in the query that come from the settings, and a password, are replaced by `***`. */
  readonly url: string;
  readonly body?: string;
  /** HTTP status; absent when there was no answer. */
  readonly status?: number;
  /** The beginning of the answer as text, 8 KiB at most. */
  readonly answer?: string;
  readonly answerFacts?: AnswerFacts;
  /** What went wrong, as a sentence; absent when delivered. */
  readonly error?: string;
  readonly result: AttemptResult;
  readonly phases: AttemptPhases;
  readonly nextTryAtMs?: number;
  /** From then on the delivery is not tried any more. Absent in tests. */
  readonly deadlineAtMs?: number;
  /** True for the single attempt that an open breaker let out to see whether the receiver is back. */
  readonly probe?: true;
  /** True when the receiver began to answer, and no attempt of this delivery since the program's start had got so far. */
  readonly firstAnswer?: boolean;
  /** True when somebody had the event sent again. */
  readonly replay?: boolean;
  /** True for a made-up event that somebody sent to try the endpoint. */
  readonly test?: boolean;
}

/** `failing`: the last attempt failed. `paused`: see `pausedBy`. */
export type EndpointState = "ok" | "failing" | "paused";

export interface EndpointStatus {
  readonly name: string;
  readonly mirror: boolean;
  readonly state: EndpointState;
  /** How it is doing, for an administrator. */
  readonly sentence: string;
  /** `receiver`: it answered 410 Gone. `user`: somebody paused it. Deadlines go on during a pause. */
  readonly pausedBy?: "user" | "receiver";
  /** `open`: the receiver is down and gets nothing for a while. `probing`: one webhook tries whether it is back. */
  readonly breaker: "closed" | "open" | "probing";
  /** When an open breaker lets the next one out. */
  readonly breakerUntilMs?: number;
  /** How many requests may be in flight now; `concurrency` is the most. */
  readonly slots: number;
  readonly concurrency: number;
  /** Deliveries that are not over, in flight included. */
  readonly waiting: number;
  /** About how much they take. */
  readonly waitingBytes: number;
  /** When the oldest of them was accepted. */
  readonly oldestAtMs?: number;
  readonly lastError?: string;
  readonly lastErrorAtMs?: number;
  readonly lastDeliveredAtMs?: number;
  /** First failure since the last success. */
  readonly failingSinceMs?: number;
  /** Counted since this program started. `failed` = gave up + expired + dropped. */
  readonly attempts: number;
  readonly delivered: number;
  readonly gaveUp: number;
  readonly expired: number;
  readonly dropped: number;
  /** Those of `dropped` for which there was no room: more than `queue_rows` or `queue_mb` waited. */
  readonly droppedAtBound: number;
  readonly failed: number;
  /** What stands now. */
  readonly alarms: readonly DeliveryAlarm[];
}
