/** Reads back what an engine has in the shared queue. */
import type {
  AcceptedEvent,
  DeliveryKey,
  PendingDelivery,
  PendingEvent,
  PendingWork,
  StoredState,
  WebhookRequest,
} from "../../webhooks/types.ts";
import type { Query, Row } from "./connection.ts";

/** Rows in a page: enough to be quick, few enough not to fill the memory twice. */
const PAGE_ROWS = 5000;

/** What is known of a delivery besides its request, in the names that `deliveryOf` reads. */
export const DELIVERY_COLUMNS = `delivery.n, delivery.lane, delivery.engine, event_id, delivery.endpoint,
  delivery.chain_id, link_id, seq, type, accepted_at_ms, deadline_at_ms, replay, attempts, refusals, due_at_ms`;

export async function readPending(query: Query, engine: string): Promise<PendingEvent[]> {
  const events = new Map<string, PendingEvent & { deliveries: PendingDelivery[] }>();
  for (let after = 0, more = true; more; ) {
    const rows = await query(
      `SELECT ${DELIVERY_COLUMNS}, octet_length(request) AS request_bytes FROM webhook.delivery
       WHERE engine = $1 AND n > $2 ORDER BY n LIMIT $3`,
      [engine, after, PAGE_ROWS],
    );
    for (const row of rows) {
      const facts = factsOf(row);
      const event = events.get(facts.id) ?? { ...facts, deliveries: [] };
      events.set(facts.id, event);
      event.deliveries.push({ ...planOf(row), requestBytes: Number(row["request_bytes"]) });
    }
    after = Number(rows.at(-1)?.["n"] ?? after);
    more = rows.length === PAGE_ROWS;
  }
  return [...events.values()];
}

export function factsOf(row: Row): Omit<PendingEvent, "deliveries"> {
  return {
    id: String(row["event_id"]),
    chainId: String(row["chain_id"]),
    linkId: String(row["link_id"]),
    seq: Number(row["seq"]),
    // Written by this program from a value of this type.
    type: String(row["type"]) as AcceptedEvent["type"],
    acceptedAtMs: Number(row["accepted_at_ms"]),
  };
}

/** Without its request. */
export function planOf(row: Row): PendingDelivery {
  const refusals = Number(row["refusals"]);
  return {
    endpoint: String(row["endpoint"]),
    deadlineAtMs: Number(row["deadline_at_ms"]),
    attempts: Number(row["attempts"]),
    ...(refusals === 0 ? {} : { refusals }),
    ...(row["due_at_ms"] === null ? {} : { dueAtMs: Number(row["due_at_ms"]) }),
    ...(row["replay"] === true ? { replay: true } : {}),
  };
}

/** `undefined` for what is not readable. */
export function requestIn(json: unknown): WebhookRequest | undefined {
  if (typeof json !== "string") return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export async function readRequests(
  query: Query,
  engine: string,
  keys: readonly DeliveryKey[],
): Promise<(WebhookRequest | undefined)[]> {
  const rows = await query(
    `SELECT place, request FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS asked (event_id, endpoint, place)
     JOIN webhook.delivery USING (event_id, endpoint) WHERE engine = $1`,
    [engine, keys.map(({ eventId }) => eventId), keys.map(({ endpoint }) => endpoint)],
  );
  const byPlace = new Map(rows.map((row) => [Number(row["place"]), row["request"]]));
  return keys.map((_key, index) => requestIn(byPlace.get(index + 1)));
}

export async function readLastSeqs(query: Query, engine: string): Promise<PendingWork["lastSeqs"]> {
  const rows = await query("SELECT chain_id, seq FROM webhook.chain_seq WHERE engine = $1 ORDER BY touched", [
    engine,
  ]);
  return rows.map((row) => ({ chainId: String(row["chain_id"]), seq: Number(row["seq"]) }));
}

export async function readDocuments(query: Query, engine: string): Promise<StoredState> {
  const documents = await query("SELECT key, json FROM webhook.document WHERE engine = $1 ORDER BY key", [
    engine,
  ]);
  const [row] = await query("SELECT last_at_ms FROM webhook.engine WHERE id = $1", [engine]);
  const atMs = row?.["last_at_ms"] ?? null;
  return {
    atMs: atMs === null ? undefined : Number(atMs),
    documents: documents.map((each) => ({ key: String(each["key"]), json: String(each["json"]) })),
  };
}
