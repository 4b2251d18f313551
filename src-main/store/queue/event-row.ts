/**
 * An event on its way to the thread: one flat row of texts and numbers, because copying nested objects
 * between threads would cost as much as storing them.
 */
import type { AcceptedEvent } from "../../webhooks/types.ts";

/** `deliveries`: for each, what `DELIVERY_COLUMNS` says, in the order of the table delivery. */
export type EventRow = readonly [
  id: string,
  chainId: string,
  linkId: string,
  seq: number,
  type: string,
  acceptedAtMs: number,
  ...deliveries: readonly (string | number)[],
];

/** Endpoint, request as JSON, deadline, and 1 for what is sent again. */
export const DELIVERY_COLUMNS = 4;

export function eventRow(event: AcceptedEvent): EventRow {
  const deliveries: (string | number)[] = [];
  for (const { endpoint, request, deadlineAtMs, replay } of event.deliveries) {
    deliveries.push(endpoint, JSON.stringify(request), deadlineAtMs, replay === true ? 1 : 0);
  }
  const { id, chainId, linkId, seq, type, acceptedAtMs } = event;
  return [id, chainId, linkId, seq, type, acceptedAtMs, ...deliveries];
}
