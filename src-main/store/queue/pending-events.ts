/** Makes events out of the flat rows that come from the thread. */
import type { AcceptedEvent, PendingDelivery, PendingEvent, WebhookRequest } from "../../webhooks/types.ts";

/** A delivery with its event; the deliveries of one event follow each other. */
export type PendingRow = readonly [
  n: number,
  id: string,
  chainId: string,
  linkId: string,
  seq: number,
  type: AcceptedEvent["type"],
  acceptedAtMs: number,
  endpoint: string,
  requestBytes: number,
  deadlineAtMs: number,
  attempts: number,
  refusals: number,
  dueAtMs: number | null,
  replay: number,
];

/** Their requests are read later, when they are about to leave. */
export function eventsOf(rows: readonly PendingRow[]): PendingEvent[] {
  const events: PendingEvent[] = [];
  let deliveries: PendingDelivery[] = [];
  let lastN: number | undefined;
  for (const row of rows) {
    if (row[0] !== lastN) {
      lastN = row[0];
      deliveries = [];
      events.push(eventOf(row, deliveries));
    }
    deliveries.push(deliveryOf(row));
  }
  return events;
}

function eventOf(row: PendingRow, deliveries: readonly PendingDelivery[]): PendingEvent {
  const [, id, chainId, linkId, seq, type, acceptedAtMs] = row;
  return { id, chainId, linkId, seq, type, acceptedAtMs, deliveries };
}

function deliveryOf(row: PendingRow): PendingDelivery {
  const [, , , , , , , endpoint, requestBytes, deadlineAtMs, attempts, refusals, dueAtMs, replay] = row;
  return {
    ...{ endpoint, requestBytes, deadlineAtMs, attempts },
    ...(refusals === 0 ? {} : { refusals }),
    ...(dueAtMs === null ? {} : { dueAtMs }),
    ...(replay === 1 ? { replay: true } : {}),
  };
}

/** `undefined` when the text is damaged in a way that SQLite does not notice. */
export function requestOf(json: string | undefined): WebhookRequest | undefined {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
