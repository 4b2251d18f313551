/**
 * Ends what is not worth sending any more while it waits behind others of its lane, or in a lane that nobody
 * holds. What a worker has as the head of a lane is that worker's own business.
 */
import type { PendingDelivery, PendingEvent } from "../../webhooks/types.ts";
import type { Query } from "./connection.ts";
import { DELIVERY_COLUMNS, factsOf, planOf, requestIn } from "./engine-reader.ts";
import { report } from "./settle-outcomes.ts";
import type { LaneOutcome } from "./types.ts";

export interface Sweep {
  /** Wall clock. */
  readonly nowMs: number;
  /** Only these. */
  readonly endpoints: readonly string[];
  readonly record: (event: PendingEvent, plan: PendingDelivery) => LaneOutcome["record"];
}

/** More go with the next sweep. */
const MOST_LANES = 500;

/** Within a transaction. */
export async function sweepOverdue(query: Query, { nowMs, endpoints, record }: Sweep): Promise<void> {
  // Locked in a statement of its own, so that the next sees them as they are then.
  const lanes = await query(
    `SELECT lane.id FROM webhook.lane WHERE lane.id IN (
       SELECT delivery.lane FROM webhook.delivery WHERE deadline_at_ms <= $1 AND endpoint = ANY($2) LIMIT $3)
     ORDER BY endpoint, chain_id, engine FOR UPDATE SKIP LOCKED`,
    [nowMs, endpoints, MOST_LANES],
  );
  if (lanes.length === 0) return;
  const ids = lanes.map((row) => Number(row["id"]));
  const rows = await query(
    `DELETE FROM webhook.delivery USING webhook.lane
     WHERE lane.id = delivery.lane AND lane.id = ANY($1) AND deadline_at_ms <= $2
       AND (lane.worker IS NULL OR delivery.n > (
         SELECT min(first.n) FROM webhook.delivery AS first WHERE first.lane = lane.id))
     RETURNING ${DELIVERY_COLUMNS}, request`,
    [ids, nowMs],
  );
  if (rows.length === 0) return;
  await query(
    `DELETE FROM webhook.lane WHERE id = ANY($1) AND worker IS NULL
       AND NOT EXISTS (SELECT 1 FROM webhook.delivery WHERE delivery.lane = lane.id)`,
    [ids],
  );
  const records = rows
    .toSorted((a, b) => Number(a["n"]) - Number(b["n"]))
    .map((row) => {
      const engine = String(row["engine"]);
      const request = requestIn(row["request"]);
      const plan = { ...planOf(row), ...(request === undefined ? {} : { request }) };
      const event: PendingEvent = { ...factsOf(row), deliveries: [plan] };
      return { engine, record: record(event, plan) };
    });
  await report(query, records);
}
