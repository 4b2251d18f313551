/** Reads back what queue.db holds, page by page, as the webhooks room gave it. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type {
  AcceptedEvent,
  PendingDelivery,
  PendingEvent,
  StoredState,
  WebhookRequest,
} from "../../webhooks/types.ts";
import type { LastSeqs, PendingPage } from "./types.ts";

type Row = Record<string, SQLOutputValue>;

/** Events in a page: enough to be quick, few enough to let other work in between. */
const PAGE_EVENTS = 2000;

/** Events in the order of acceptance with the deliveries that are not over; the first page is after 0. */
export function readPage(db: DatabaseSync, after: number): PendingPage {
  const last = db.prepare("SELECT n FROM event WHERE n > ? ORDER BY n LIMIT 1 OFFSET ?");
  const until = last.get(after, PAGE_EVENTS - 1)?.["n"];
  const rows = db
    .prepare(
      `SELECT event.n AS event_n, id, chain_id, link_id, seq, type, accepted_at_ms,
         endpoint, request, deadline_at_ms, attempts, due_at_ms, replay
       FROM event JOIN delivery ON delivery.event = event.n
       WHERE event.n > ? AND event.n <= ? ORDER BY event.n, delivery.n`,
    )
    .iterate(after, until ?? Number.MAX_SAFE_INTEGER);
  const unreadable: string[] = [];
  const events = [...eventsOf(rows, (id) => unreadable.push(id))];
  return { events, unreadable, next: until === undefined ? undefined : Number(until) };
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

/** Rows of one event follow each other. */
function* eventsOf(rows: Iterable<Row>, onUnreadable: (id: string) => void): Generator<PendingEvent> {
  let current: (AcceptedEvent & { deliveries: PendingDelivery[] }) | undefined;
  let currentN: SQLOutputValue | undefined;
  for (const row of rows) {
    if (current === undefined || row["event_n"] !== currentN) {
      if (current !== undefined) yield current;
      current = eventOf(row);
      currentN = row["event_n"];
    }
    const delivery = deliveryOf(row);
    if (delivery === undefined) onUnreadable(current.id);
    else current.deliveries.push(delivery);
  }
  if (current !== undefined) yield current;
}

function eventOf(row: Row): AcceptedEvent & { deliveries: PendingDelivery[] } {
  return {
    id: text(row, "id"),
    chainId: text(row, "chain_id"),
    linkId: text(row, "link_id"),
    seq: number(row, "seq"),
    // Only this program writes the file.
    type: text(row, "type") as AcceptedEvent["type"],
    acceptedAtMs: number(row, "accepted_at_ms"),
    deliveries: [],
  };
}

function deliveryOf(row: Row): PendingDelivery | undefined {
  const request = requestOf(text(row, "request"));
  if (request === undefined) return undefined;
  const due = row["due_at_ms"];
  return {
    endpoint: text(row, "endpoint"),
    request,
    deadlineAtMs: number(row, "deadline_at_ms"),
    attempts: number(row, "attempts"),
    ...(typeof due === "number" ? { dueAtMs: due } : {}),
    ...(row["replay"] === 1 ? { replay: true } : {}),
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

function text(row: Row, column: string): string {
  return String(row[column]);
}

function number(row: Row, column: string): number {
  return Number(row[column]);
}
