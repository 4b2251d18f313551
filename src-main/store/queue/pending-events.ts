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
  request: string,
  deadlineAtMs: number,
  attempts: number,
  dueAtMs: number | null,
  replay: number,
];

/** `onUnreadable` gets the id of an event of which a request could not be read; the rest of it is given. */
export function eventsOf(rows: readonly PendingRow[], onUnreadable: (id: string) => void): PendingEvent[] {
  const events: PendingEvent[] = [];
  let deliveries: PendingDelivery[] = [];
  let lastN: number | undefined;
  for (const row of rows) {
    if (row[0] !== lastN) {
      lastN = row[0];
      deliveries = [];
      events.push(eventOf(row, deliveries));
    }
    const delivery = deliveryOf(row);
    if (delivery === undefined) onUnreadable(row[1]);
    else deliveries.push(delivery);
  }
  return events;
}

function eventOf(row: PendingRow, deliveries: readonly PendingDelivery[]): PendingEvent {
  const [, id, chainId, linkId, seq, type, acceptedAtMs] = row;
  return { id, chainId, linkId, seq, type, acceptedAtMs, deliveries };
}

function deliveryOf(row: PendingRow): PendingDelivery | undefined {
  const [, , , , , , , endpoint, json, deadlineAtMs, attempts, dueAtMs, replay] = row;
  const request = requestOf(json);
  if (request === undefined) return undefined;
  return {
    endpoint,
    request,
    deadlineAtMs,
    attempts,
    ...(dueAtMs === null ? {} : { dueAtMs }),
    ...(replay === 1 ? { replay: true } : {}),
  };
}

/** `undefined` when the text is damaged in a way that SQLite does not notice. */
function requestOf(json: string): WebhookRequest | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
