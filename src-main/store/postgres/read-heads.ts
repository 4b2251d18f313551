/** What is next in lanes that a worker holds; lanes in which nothing is left go. */
import type { Query, Row } from "./connection.ts";
import { DELIVERY_COLUMNS, factsOf, planOf, requestIn } from "./engine-reader.ts";
import type { Head } from "./types.ts";

/**
 * Within a transaction. The lanes are locked first, in the order in which all programs lock them, and in a
 * statement of its own: the next one then sees whatever was added to them before.
 */
export async function readHeads(query: Query, worker: string, lanes: readonly number[]): Promise<Head[]> {
  const held = await lockLanes(query, worker, lanes);
  return headsOf(query, held);
}

/** Those of `lanes` that the worker holds, locked until the end of the transaction. */
export async function lockLanes(query: Query, worker: string, lanes: readonly number[]): Promise<number[]> {
  const rows = await query(
    `SELECT id FROM webhook.lane WHERE id = ANY($1) AND worker = $2
     ORDER BY endpoint, chain_id, engine FOR UPDATE`,
    [lanes, worker],
  );
  return rows.map((row) => Number(row["id"]));
}

/** `lanes` must be locked. */
export async function headsOf(query: Query, lanes: readonly number[]): Promise<Head[]> {
  if (lanes.length === 0) return [];
  const rows = await query(
    `SELECT ${DELIVERY_COLUMNS}, request FROM unnest($1::bigint[]) AS wanted (id)
     CROSS JOIN LATERAL (
       SELECT * FROM webhook.delivery WHERE delivery.lane = wanted.id ORDER BY n LIMIT 1
     ) AS delivery`,
    [lanes],
  );
  const heads = rows.map(headOf);
  const full = new Set(heads.map(({ lane }) => lane));
  const empty = lanes.filter((lane) => !full.has(lane));
  if (empty.length > 0) await query("DELETE FROM webhook.lane WHERE id = ANY($1)", [empty]);
  return heads;
}

function headOf(row: Row): Head {
  const request = requestIn(row["request"]);
  const plan = { ...planOf(row), ...(request === undefined ? {} : { request }) };
  return {
    lane: Number(row["lane"]),
    engine: String(row["engine"]),
    event: { ...factsOf(row), deliveries: [plan] },
  };
}
