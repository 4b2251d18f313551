/**
 * What the webhooks room shows to its neighbours: the request a dialect makes, an accepted event
 * with its deliveries, and the outbox port that keeps them (in memory or on disk).
 */
import type { OutgoingEvent } from "../../src-shared/telephony/call-event.ts";

/** A request as a dialect makes it. It is frozen from acceptance on: every attempt sends these bytes. */
export interface WebhookRequest {
  readonly method: "GET" | "POST";
  /** Where it goes: `baseUrl` with the event's fields appended to its query when the method is GET. */
  readonly url: string;
  /** The address from the settings that `url` was made of, so a corrected address also serves what waits. */
  readonly baseUrl: string;
  readonly contentType?: string;
  /** Well-formed Unicode, so its UTF-8 bytes are always the same. */
  readonly body?: string;
}

/** One event on its way to one endpoint. */
export interface PlannedDelivery {
  /** Name of the endpoint. */
  readonly endpoint: string;
  readonly request: WebhookRequest;
  /** Wall clock. From then on the delivery is not tried any more. */
  readonly deadlineAtMs: number;
  /** Somebody had it sent again: it goes with the header `webhook-replay` and lets fresh calls pass. */
  readonly replay?: boolean;
}

/** What is known of an event besides its requests. */
export interface EventFacts {
  /** ULID. Sent as `webhook-id`: the same for every endpoint, attempt and restart. */
  readonly id: string;
  readonly chainId: string;
  /** `<chainId>-<link>`. */
  readonly linkId: string;
  /** 1, 2, 3 … within the chain; counts events that no endpoint wants, too. */
  readonly seq: number;
  readonly type: OutgoingEvent["type"];
  readonly acceptedAtMs: number;
}

/** An event that this program has promised to deliver. */
export interface AcceptedEvent extends EventFacts {
  /** One for each endpoint that wants the event; may be empty. */
  readonly deliveries: readonly PlannedDelivery[];
}

/** For those who want to know of an acceptance: what is sent, and the event that it was made of. */
export interface AcceptedNews {
  readonly accepted: AcceptedEvent;
  readonly event: OutgoingEvent;
}

/** The four ways a delivery can be over. `dropped`: its endpoint was removed, too much waited for it, or its request cannot be read. */
export type DeliveryEnd = "delivered" | "gave-up" | "expired" | "dropped";

/** What became of a delivery: over, or waiting for a further attempt at `dueAtMs` (wall clock). */
export interface DeliveryChange {
  readonly eventId: string;
  readonly endpoint: string;
  readonly state: DeliveryEnd | "waiting";
  /** Attempts made so far. */
  readonly attempts: number;
  /** How many of them were answered with a refusal such as 400; absent for none. */
  readonly refusals?: number;
  readonly dueAtMs?: number;
}

export interface DeliveryKey {
  readonly eventId: string;
  readonly endpoint: string;
}

/** A delivery that was not over when the outbox was opened. */
export interface PendingDelivery extends Omit<PlannedDelivery, "request"> {
  /** Absent when `Outbox.requests` has to be asked for it: there may be more than fit into memory. */
  readonly request?: WebhookRequest;
  /** About how much an absent request takes. */
  readonly requestBytes?: number;
  readonly attempts: number;
  readonly refusals?: number;
  readonly dueAtMs?: number;
}

export interface PendingEvent extends EventFacts {
  readonly deliveries: readonly PendingDelivery[];
}

export interface PendingWork {
  /** In the order of acceptance. Only deliveries that are not over. */
  readonly events: readonly PendingEvent[];
  /** The highest `seq` given out for each chain that may still get events. */
  readonly lastSeqs: readonly { readonly chainId: string; readonly seq: number }[];
}

/** A part of the program's state under a name, as JSON text. */
export interface StoredDocument {
  readonly key: string;
  readonly json: string;
}

/** How the state that makes events has changed: kept together with the events that came of it. */
export interface StateChange {
  /** Wall clock: when the state of calls was like this. Absent when the change says nothing about calls. */
  readonly atMs?: number;
  /** Replaces what is kept under the same keys. */
  readonly put: readonly StoredDocument[];
  readonly remove: readonly string[];
}

export interface StoredState {
  /** The last change that had a time; `undefined` when there never was one. */
  readonly atMs: number | undefined;
  readonly documents: readonly StoredDocument[];
}

/**
 * Keeps accepted events until each of their deliveries is over. Batches are kept in the order of
 * the calls to `accept`; a change for an unknown delivery is ignored. An event's deliveries that are
 * over may be forgotten.
 */
export interface Outbox {
  /**
   * Resolves when the batch is kept, and the change with it: both or neither. Stays open while there is
   * no room to keep them; rejects when that lasts too long. The batch may be empty.
   */
  accept(batch: readonly AcceptedEvent[], change?: StateChange): Promise<void>;
  /** Notes what became of deliveries. Need not be kept before the next batch is. */
  settle(changes: readonly DeliveryChange[]): Promise<void>;
  /** What an earlier run left behind. Called once, before the first `accept`. */
  loadPending(): Promise<PendingWork>;
  /** The numbers of `loadPending` alone. */
  lastSeqs(): Promise<PendingWork["lastSeqs"]>;
  /**
   * The events of `loadPending` part by part as they are read, until `take` returns false: the first can leave while
   * the last are not there yet. What is accepted meanwhile may be among them.
   */
  eachPending(take: (events: readonly PendingEvent[]) => boolean): Promise<void>;
  /** The requests of deliveries that are kept and not over; `undefined` for others, and for unreadable ones. */
  requests(keys: readonly DeliveryKey[]): Promise<readonly (WebhookRequest | undefined)[]>;
  /** The state as the last change left it. */
  loadDocuments(): Promise<StoredState>;
}
