/** Writes entries into queue.db, within the transaction of whoever calls. */
import type { DatabaseSync } from "node:sqlite";
import type { DeliveryChange, StateChange } from "../../webhooks/types.ts";
import type { EventRow } from "./event-row.ts";
import { DELIVERY_COLUMNS } from "./event-row.ts";
import type { QueueEntry } from "./queue-entry.ts";

export interface QueueWriter {
  write(entry: QueueEntry): void;
}

export function createQueueWriter(db: DatabaseSync): QueueWriter {
  // An event may come again: after a commit whose end nobody saw, or when somebody has it sent again.
  const addEvent = db.prepare(
    `INSERT INTO event (id, chain_id, link_id, seq, type, accepted_at_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const findEvent = db.prepare("SELECT n FROM event WHERE id = ?");
  const addDelivery = db.prepare(
    `INSERT INTO delivery (event, endpoint, request, deadline_at_ms, replay, attempts) VALUES (?, ?, ?, ?, ?, 0)
     ON CONFLICT (event, endpoint) DO NOTHING`,
  );
  const noteSeq = db.prepare(
    `INSERT INTO chain_seq (chain_id, seq, touched) VALUES (?, ?, ?)
     ON CONFLICT (chain_id) DO UPDATE SET seq = max(seq, excluded.seq), touched = excluded.touched`,
  );
  const postpone = db.prepare(
    `UPDATE delivery SET attempts = ?, refusals = coalesce(?, refusals), due_at_ms = coalesce(?, due_at_ms)
     WHERE event = (SELECT n FROM event WHERE id = ?) AND endpoint = ?`,
  );
  const endDelivery = db.prepare(
    "DELETE FROM delivery WHERE event = (SELECT n FROM event WHERE id = ?) AND endpoint = ?",
  );
  const forgetEvent = db.prepare(
    "DELETE FROM event WHERE id = ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event = event.n)",
  );
  const put = db.prepare(
    "INSERT INTO document (key, json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET json = excluded.json",
  );
  const remove = db.prepare("DELETE FROM document WHERE key = ?");
  const noteTime = db.prepare(
    `INSERT INTO meta (name, value) VALUES ('last_at_ms', ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  let touched = Number(db.prepare("SELECT max(touched) AS most FROM chain_seq").get()?.["most"] ?? 0);

  function accept([id, chainId, linkId, seq, type, acceptedAtMs, ...deliveries]: EventRow): void {
    noteSeq.run(chainId, seq, ++touched);
    if (deliveries.length === 0) return;
    const { changes, lastInsertRowid } = addEvent.run(id, chainId, linkId, seq, type, acceptedAtMs);
    const n = changes === 0 ? (findEvent.get(id)?.["n"] ?? null) : lastInsertRowid;
    for (let at = 0; at < deliveries.length; at += DELIVERY_COLUMNS) {
      addDelivery.run(n, ...deliveries.slice(at, at + DELIVERY_COLUMNS));
    }
  }

  function settle({ eventId, endpoint, state, attempts, refusals, dueAtMs }: DeliveryChange): void {
    if (state === "waiting") {
      postpone.run(attempts, refusals ?? null, dueAtMs ?? null, eventId, endpoint);
      return;
    }
    endDelivery.run(eventId, endpoint);
    forgetEvent.run(eventId);
  }

  function changeState(change: StateChange): void {
    for (const { key, json } of change.put) put.run(key, json);
    for (const key of change.remove) remove.run(key);
    if (change.atMs !== undefined) noteTime.run(change.atMs);
  }

  return {
    write(entry) {
      if (entry.kind === "settle") return entry.changes.forEach(settle);
      entry.events.forEach(accept);
      entry.changes.forEach(changeState);
    },
  };
}
