/** What goes into the delivery log, and what comes out of it to be sent again. */
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";

/** An accepted event on its way to one endpoint, with every secret already hidden. */
export interface DeliveryRecord {
  /** Wall clock of the acceptance. */
  readonly atMs: number;
  readonly eventId: string;
  readonly endpoint: string;
  readonly mirror: boolean;
  readonly test: boolean;
  /** Its call came from a simulator. */
  readonly simulated?: boolean;
  /** From then on it is not tried any more; absent in tests. */
  readonly deadlineAtMs?: number;
  readonly type: AttemptRecord["type"];
  readonly chainId: string;
  readonly linkId: string;
  readonly seq: number;
  /** The outside number; empty when anonymous. */
  readonly caller: string;
  readonly callerName: string;
  readonly user: string;
  readonly method: "GET" | "POST";
  readonly contentType?: string;
  /** The address from the settings, without secrets. */
  readonly address: string;
  /** `address` with `fields`. */
  readonly url: string;
  /** The query that the event added to the address; empty for POST. */
  readonly fields: string;
  /** Values that are secret read `***`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A delivery as it was accepted, to be sent once more with the same id and the same bytes. */
export interface FrozenDelivery {
  /** Its row in the log. */
  readonly logId: number;
  readonly eventId: string;
  readonly endpoint: string;
  readonly type: AttemptRecord["type"];
  readonly chainId: string;
  readonly linkId: string;
  readonly seq: number;
  readonly method: "GET" | "POST";
  readonly contentType?: string;
  /** The query that the event adds to the endpoint's address. */
  readonly fields: string;
  readonly body?: string;
}

/** A row that was handed over to be sent again, and how long it is tried now. */
export interface ReplayedRow {
  readonly logId: number;
  readonly eventId: string;
  readonly deadlineAtMs?: number | undefined;
}

/** What the log writes, in the order of what happened. */
export type LogEntry =
  | { readonly kind: "accepted"; readonly delivery: DeliveryRecord }
  | { readonly kind: "attempt"; readonly attempt: AttemptRecord }
  /** Handed over to be sent again. */
  | { readonly kind: "replayed"; readonly rows: readonly ReplayedRow[] };
