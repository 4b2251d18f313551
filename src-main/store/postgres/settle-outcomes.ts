/** Writes what became of heads, and the records of it for their engines: both or neither. */
import type { Query } from "./connection.ts";
import { headsOf, lockLanes } from "./read-heads.ts";
import type { LaneOutcome, Settled } from "./types.ts";

/** The channel on which engines hear that there are records for them; the payload is the engine. */
export const REPORT_CHANNEL = "webhook_report";

/**
 * Within a transaction. Outcomes of one lane are in their order. `batch` rises from call to call: outcomes
 * whose commit nobody saw the end of are given again with the same number, and not written twice.
 */
export async function settleOutcomes(
  query: Query,
  worker: string,
  batch: number,
  outcomes: readonly LaneOutcome[],
): Promise<Settled> {
  const lanes = [...new Set(outcomes.map(({ lane }) => lane))];
  const isNew = await query(
    "UPDATE webhook.worker SET last_batch = $2 WHERE id = $1 AND last_batch < $2 RETURNING id",
    [worker, batch],
  );
  const held = new Set(await lockLanes(query, worker, lanes));
  if (isNew.length === 0) return settledBefore(query, outcomes, held);
  const counting = outcomes.filter(({ lane }) => held.has(lane));
  const over = counting.filter(({ change }) => change.state !== "waiting");
  const waiting = counting.filter(({ change }) => change.state === "waiting");
  if (waiting.length > 0) await postpone(query, waiting);
  if (over.length > 0) await remove(query, over);
  if (counting.length > 0) await report(query, counting);
  const heads = await headsOf(query, [...new Set(over.map(({ lane }) => lane))]);
  return { heads, notHeld: lanes.filter((lane) => !held.has(lane)) };
}

/** Lanes that are gone had nothing left then, or this life is over, which its renewal tells. */
async function settledBefore(
  query: Query,
  outcomes: readonly LaneOutcome[],
  held: ReadonlySet<number>,
): Promise<Settled> {
  const over = outcomes.filter(({ change }) => change.state !== "waiting").map(({ lane }) => lane);
  return {
    heads: await headsOf(
      query,
      [...new Set(over)].filter((lane) => held.has(lane)),
    ),
    notHeld: [],
  };
}

async function postpone(query: Query, outcomes: readonly LaneOutcome[]): Promise<void> {
  // Of several attempts at one delivery the last counts.
  const last = new Map(outcomes.map((outcome) => [outcome.lane, outcome]));
  const rows = [...last.values()];
  await query(
    `UPDATE webhook.delivery
     SET attempts = given.attempts, refusals = coalesce(given.refusals, delivery.refusals),
       due_at_ms = coalesce(given.due_at_ms, delivery.due_at_ms)
     FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::bigint[])
       AS given (engine, event_id, endpoint, attempts, refusals, due_at_ms)
     WHERE delivery.engine = given.engine AND delivery.event_id = given.event_id
       AND delivery.endpoint = given.endpoint`,
    [
      ...keysOf(rows),
      rows.map(({ change }) => change.attempts),
      rows.map(({ change }) => change.refusals ?? null),
      rows.map(({ change }) => change.dueAtMs ?? null),
    ],
  );
}

async function remove(query: Query, outcomes: readonly LaneOutcome[]): Promise<void> {
  await query(
    `DELETE FROM webhook.delivery USING unnest($1::text[], $2::text[], $3::text[])
       AS given (engine, event_id, endpoint)
     WHERE delivery.engine = given.engine AND delivery.event_id = given.event_id
       AND delivery.endpoint = given.endpoint`,
    keysOf(outcomes),
  );
}

function keysOf(outcomes: readonly LaneOutcome[]): string[][] {
  return [
    outcomes.map(({ engine }) => engine),
    outcomes.map(({ change }) => change.eventId),
    outcomes.map(({ change }) => change.endpoint),
  ];
}

export async function report(
  query: Query,
  records: readonly Pick<LaneOutcome, "engine" | "record">[],
): Promise<void> {
  await query(
    `INSERT INTO webhook.report (engine, record)
     SELECT engine, record FROM unnest($1::text[], $2::text[]) WITH ORDINALITY
       AS given (engine, record, place) ORDER BY place`,
    [records.map(({ engine }) => engine), records.map(({ record }) => JSON.stringify(record))],
  );
  for (const engine of new Set(records.map((each) => each.engine))) {
    await query("SELECT pg_notify($1, $2)", [REPORT_CHANNEL, engine]);
  }
}
