/** Reads back what queue.db holds; what waits for delivery page by page, since it may be much. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { DeliveryKey, StoredState } from "../../webhooks/types.ts";
import type { PendingRow } from "./pending-events.ts";
import type { LastSeqs, PendingPage } from "./types.ts";

type Row = Record<string, SQLOutputValue>;

/** Events in a page: enough to be quick, few enough to let other work in between. */
const PAGE_EVENTS = 2000;

/** In the order of acceptance; the first page is after 0. */
export function readPage(db: DatabaseSync, after: number): PendingPage {
  const last = db.prepare("SELECT n FROM event WHERE n > ? ORDER BY n LIMIT 1 OFFSET ?");
  const until = last.get(after, PAGE_EVENTS - 1)?.["n"];
  const select = db.prepare(
    `SELECT event.n, id, chain_id, link_id, seq, type, accepted_at_ms,
       endpoint, octet_length(request), deadline_at_ms, attempts, refusals, due_at_ms, replay
     FROM event JOIN delivery ON delivery.event = event.n
     WHERE event.n > ? AND event.n <= ? ORDER BY event.n, delivery.n`,
  );
  select.setReturnArrays(true);
  const rows: unknown = select.all(after, until ?? Number.MAX_SAFE_INTEGER);
  // The columns above, whose types the tables are strict about.
  return { rows: rows as PendingRow[], next: until === undefined ? undefined : Number(until) };
}

/** The requests as JSON, each where its key is; `undefined` where there is none. */
export function readRequests(db: DatabaseSync, keys: readonly DeliveryKey[]): (string | undefined)[] {
  const select = db.prepare(
    "SELECT request FROM delivery WHERE event = (SELECT n FROM event WHERE id = ?) AND endpoint = ?",
  );
  return keys.map(({ eventId, endpoint }) => {
    const json = select.get(eventId, endpoint)?.["request"];
    return typeof json === "string" ? json : undefined;
  });
}

export function readLastSeqs(db: DatabaseSync): LastSeqs {
  const rows = db.prepare("SELECT chain_id, seq FROM chain_seq ORDER BY touched").all();
  return rows.map((row) => ({ chainId: text(row, "chain_id"), seq: number(row, "seq") }));
}

export function readDocuments(db: DatabaseSync): StoredState {
  const documents = db.prepare("SELECT key, json FROM document ORDER BY rowid").all();
  const last = db.prepare("SELECT value FROM meta WHERE name = 'last_at_ms'").get();
  return {
    atMs: last === undefined ? undefined : number(last, "value"),
    documents: documents.map((row) => ({ key: text(row, "key"), json: text(row, "json") })),
  };
}

function text(row: Row, column: string): string {
  return String(row[column]);
}

function number(row: Row, column: string): number {
  return Number(row[column]);
}
