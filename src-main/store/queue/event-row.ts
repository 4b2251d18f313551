/**
 * An event on its way to the thread: flat rows of texts and numbers, because copying nested objects
 * between threads would cost as much as storing them.
 */
import type { AcceptedEvent } from "../../webhooks/types.ts";

/** As in the table delivery; `request` is JSON, `replay` 0 or 1. */
type DeliveryRow = readonly [endpoint: string, request: string, deadlineAtMs: number, replay: number];

export type EventRow = readonly [
  id: string,
  chainId: string,
  linkId: string,
  seq: number,
  type: string,
  acceptedAtMs: number,
  deliveries: readonly DeliveryRow[],
];

export function eventRow(event: AcceptedEvent): EventRow {
  const { id, chainId, linkId, seq, type, acceptedAtMs } = event;
  const deliveries = event.deliveries.map(
    ({ endpoint, request, deadlineAtMs, replay }): DeliveryRow => [
      endpoint,
      JSON.stringify(request),
      deadlineAtMs,
      replay === true ? 1 : 0,
    ],
  );
  return [id, chainId, linkId, seq, type, acceptedAtMs, deliveries];
}
