/** Writes what an engine accepts and settles, within the transaction of whoever calls. */
import type { AcceptedEvent, DeliveryChange, StateChange } from "../../webhooks/types.ts";
import type { Query } from "./connection.ts";

/** One call of `accept` or `settle`. */
export type EngineEntry =
  | {
      readonly kind: "accept";
      readonly events: readonly AcceptedEvent[];
      readonly changes: readonly StateChange[];
    }
  | { readonly kind: "settle"; readonly changes: readonly DeliveryChange[] };

/** The channel that wakes workers. */
export const WORK_CHANNEL = "webhook_work";

export interface EngineWriter {
  write(query: Query, entry: EngineEntry): Promise<void>;
}

/** `isSingleFile`: everything for that endpoint leaves in one row, because its concurrency is 1. */
export function createEngineWriter(
  engine: string,
  isSingleFile: (endpoint: string) => boolean,
): EngineWriter {
  async function accept(query: Query, events: readonly AcceptedEvent[]): Promise<void> {
    await noteSeqs(query, engine, events);
    const rows = events.flatMap((event) => event.deliveries.map((plan) => ({ event, plan })));
    if (rows.length === 0) return;
    const values = [
      engine,
      rows.map(({ event }) => event.id),
      rows.map(({ plan }) => plan.endpoint),
      rows.map(({ event }) => event.chainId),
      rows.map(({ event }) => event.linkId),
      rows.map(({ event }) => event.seq),
      rows.map(({ event }) => event.type),
      rows.map(({ event }) => event.acceptedAtMs),
      rows.map(({ plan }) => JSON.stringify(plan.request)),
      rows.map(({ plan }) => plan.deadlineAtMs),
      rows.map(({ plan }) => plan.replay === true),
      rows.map(({ plan }) => isSingleFile(plan.endpoint)),
    ];
    await query(ADD_DELIVERIES, values);
    await query("SELECT pg_notify($1, '')", [WORK_CHANNEL]);
  }

  return {
    async write(query, entry) {
      if (entry.kind === "settle") {
        for (const change of entry.changes) await settle(query, engine, change);
        return;
      }
      if (entry.events.length > 0) await accept(query, entry.events);
      for (const change of entry.changes) await changeState(query, engine, change);
    },
  };
}

/**
 * A chain stays in the lane that its open deliveries are in, also when the endpoint's concurrency was
 * changed meanwhile: else its next event could overtake them. Lanes are made, or locked until the commit, in
 * one order for all programs, so that two never wait for each other; a worker that has just emptied such a
 * lane waits and sees what was added.
 */
const ADD_DELIVERIES = `
WITH given AS (
  SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[],
    $8::bigint[], $9::text[], $10::bigint[], $11::boolean[], $12::boolean[]) WITH ORDINALITY
    AS given (event_id, endpoint, chain_id, link_id, seq, type, accepted_at_ms, request, deadline_at_ms,
      replay, single_file, place)
), placed AS (
  SELECT given.*, coalesce(
    (SELECT lane.chain_id FROM webhook.delivery AS open JOIN webhook.lane ON lane.id = open.lane
      WHERE open.engine = $1 AND open.endpoint = given.endpoint AND open.chain_id = given.chain_id
      ORDER BY open.n DESC LIMIT 1),
    CASE WHEN single_file THEN '' ELSE given.chain_id END) AS lane_chain
  FROM given
), lanes AS (
  INSERT INTO webhook.lane (engine, endpoint, chain_id, began_at_ms)
  SELECT $1, endpoint, lane_chain, min(accepted_at_ms) FROM placed
  GROUP BY endpoint, lane_chain ORDER BY endpoint COLLATE "C", lane_chain COLLATE "C"
  ON CONFLICT (engine, endpoint, chain_id) DO UPDATE SET began_at_ms = lane.began_at_ms
  RETURNING id, endpoint, chain_id
)
INSERT INTO webhook.delivery (lane, engine, event_id, endpoint, chain_id, link_id, seq, type,
  accepted_at_ms, request, deadline_at_ms, replay)
SELECT lanes.id, $1, event_id, placed.endpoint, placed.chain_id, link_id, seq, type,
  accepted_at_ms, request, deadline_at_ms, replay
FROM placed JOIN lanes ON lanes.endpoint = placed.endpoint AND lanes.chain_id = placed.lane_chain
ORDER BY place
ON CONFLICT (engine, event_id, endpoint) DO NOTHING`;

async function noteSeqs(query: Query, engine: string, events: readonly AcceptedEvent[]): Promise<void> {
  await query(
    `INSERT INTO webhook.chain_seq (engine, chain_id, seq, touched)
     SELECT $1, chain_id, max(seq), max(nextval('webhook.touched'))
     FROM (SELECT * FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS given (chain_id, seq, place)
       ORDER BY place) AS given
     GROUP BY chain_id ORDER BY max(place)
     ON CONFLICT (engine, chain_id)
     DO UPDATE SET seq = greatest(chain_seq.seq, excluded.seq), touched = excluded.touched`,
    [engine, events.map(({ chainId }) => chainId), events.map(({ seq }) => seq)],
  );
}

/** By the engine itself: workers settle by \`settleOutcomes\`. */
async function settle(query: Query, engine: string, change: DeliveryChange): Promise<void> {
  const { eventId, endpoint, state, attempts, refusals, dueAtMs } = change;
  if (state === "waiting") {
    await query(
      `UPDATE webhook.delivery
       SET attempts = $4, refusals = coalesce($5, refusals), due_at_ms = coalesce($6, due_at_ms)
       WHERE engine = $1 AND event_id = $2 AND endpoint = $3`,
      [engine, eventId, endpoint, attempts, refusals ?? null, dueAtMs ?? null],
    );
    return;
  }
  // The lane first, and in a statement of its own: what follows must see what was added meanwhile.
  const [lane] = await query(
    `SELECT lane.id FROM webhook.lane
     WHERE id = (SELECT lane FROM webhook.delivery WHERE engine = $1 AND event_id = $2 AND endpoint = $3)
     FOR UPDATE`,
    [engine, eventId, endpoint],
  );
  if (lane === undefined) return;
  await query("DELETE FROM webhook.delivery WHERE engine = $1 AND event_id = $2 AND endpoint = $3", [
    engine,
    eventId,
    endpoint,
  ]);
  await query(
    `DELETE FROM webhook.lane WHERE id = $1 AND worker IS NULL
     AND NOT EXISTS (SELECT 1 FROM webhook.delivery WHERE delivery.lane = lane.id)`,
    [lane["id"]],
  );
}

async function changeState(query: Query, engine: string, change: StateChange): Promise<void> {
  if (change.put.length > 0) {
    // Of several under one key the last counts.
    const last = new Map(change.put.map(({ key, json }) => [key, json]));
    await query(
      `INSERT INTO webhook.document (engine, key, json)
       SELECT $1, key, json FROM unnest($2::text[], $3::text[]) AS given (key, json)
       ON CONFLICT (engine, key) DO UPDATE SET json = excluded.json`,
      [engine, [...last.keys()], [...last.values()]],
    );
  }
  if (change.remove.length > 0) {
    await query("DELETE FROM webhook.document WHERE engine = $1 AND key = ANY($2)", [engine, change.remove]);
  }
  if (change.atMs !== undefined) {
    await query("UPDATE webhook.engine SET last_at_ms = $2 WHERE id = $1", [engine, change.atMs]);
  }
}
