/** What the shared queue shows to those who deliver from it. */
import type { AttemptRecord, EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import type { DeliveryChange, PendingEvent } from "../../webhooks/types.ts";

/** The oldest open delivery of a lane that this worker holds. */
export interface Head {
  readonly lane: number;
  readonly engine: string;
  /** With one delivery, and its request. */
  readonly event: PendingEvent;
}

/** What became of a head, and the record of it for its engine. */
export interface LaneOutcome {
  readonly lane: number;
  readonly engine: string;
  readonly change: DeliveryChange;
  readonly record: AttemptRecord;
}

/** `notHeld`: lanes that another worker has now; their outcomes were not written. */
export interface Settled {
  /** What is next in the lanes whose head is over. */
  readonly heads: readonly Head[];
  readonly notHeld: readonly number[];
}

export interface Pause {
  readonly engine: string;
  readonly endpoint: string;
  readonly by: "user" | "receiver";
}

/** What may be claimed for an endpoint. */
export interface Room {
  readonly endpoint: string;
  readonly lanes: number;
  /** Wall clock: only lanes that began since then; 0 for all. */
  readonly sinceMs: number;
}

export interface Claim {
  readonly rooms: readonly Room[];
  /** The lanes whose heads are known already, asked when it matters. */
  readonly held: () => readonly number[];
}

/** An endpoint of an engine as one worker sees it. */
export interface SeenEndpoint {
  readonly engine: string;
  readonly status: EndpointStatus;
}

/** What a worker tells of itself with each renewal. */
export interface WorkerStatus {
  /** The endpoints in its settings. */
  readonly serves: readonly string[];
  /** Those that it has had something for. */
  readonly seen: readonly SeenEndpoint[];
}

/** What waits for an endpoint. */
export interface Waiting {
  readonly endpoint: string;
  readonly deliveries: number;
  readonly bytes: number;
  readonly oldestAtMs: number;
}
