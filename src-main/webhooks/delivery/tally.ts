/** Counts what happened to an endpoint's deliveries and words it for the status. */
import type { AttemptResult, EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import type { EndReason } from "./end-words.ts";

export interface Tally {
  note(
    result: AttemptResult,
    attempted: boolean,
    error: string | undefined,
    atMs: number,
    reason: EndReason,
  ): void;
  /** The numbers and the last error; the caller adds what it knows about the queue. */
  read(): Counts;
}

type Counts = Pick<
  EndpointStatus,
  | "attempts"
  | "delivered"
  | "gaveUp"
  | "expired"
  | "dropped"
  | "droppedAtBound"
  | "failed"
  | "lastError"
  | "lastErrorAtMs"
  | "lastDeliveredAtMs"
  | "failingSinceMs"
>;

export function createTally(): Tally {
  const counts = { attempts: 0, delivered: 0, gaveUp: 0, expired: 0, dropped: 0, droppedAtBound: 0 };
  let lastError: { lastError: string; lastErrorAtMs: number } | undefined;
  let lastDeliveredAtMs: number | undefined;
  let failingSinceMs: number | undefined;

  return {
    note(result, attempted, error, atMs, reason) {
      if (attempted) counts.attempts += 1;
      if (result === "delivered") counts.delivered += 1;
      else if (result === "gave-up") counts.gaveUp += 1;
      else if (result === "expired") counts.expired += 1;
      else if (result === "dropped") counts.dropped += 1;
      if (result === "dropped" && reason === "queue-bound") counts.droppedAtBound += 1;
      if (result === "delivered") {
        lastDeliveredAtMs = atMs;
        failingSinceMs = undefined;
      } else if (attempted && error !== undefined) {
        lastError = { lastError: error, lastErrorAtMs: atMs };
        failingSinceMs ??= atMs;
      }
    },
    read: () => ({
      ...counts,
      failed: counts.gaveUp + counts.expired + counts.dropped,
      ...lastError,
      ...(lastDeliveredAtMs === undefined ? {} : { lastDeliveredAtMs }),
      ...(failingSinceMs === undefined ? {} : { failingSinceMs }),
    }),
  };
}
