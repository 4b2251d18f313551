/** Writes what happened into the log's tables and brings the search index up to date. */
import type { DatabaseSync } from "node:sqlite";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import { createIdSource } from "./row-ids.ts";
import type { SearchIndex } from "./search-index.ts";
import type { DeliveryRecord, LogEntry } from "./types.ts";

/** Returns a function that writes entries in their order; the caller wraps it in a transaction. */
export function createWriter(db: DatabaseSync, index: SearchIndex): (entries: readonly LogEntry[]) => void {
  const ids = createIdSource(db);
  /** Rows that the search index does not have yet. */
  const fresh = new Set<number>();
  const find = db.prepare("SELECT id FROM delivery WHERE event_id = ? AND endpoint = ?");
  const insertDelivery = db.prepare(`
    INSERT INTO delivery (id, event_id, endpoint, type, chain_id, link_id, seq, caller, caller_name, user,
      state, accepted_at_ms, attempts, mirror, test, replayed, simulated, deadline_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, 0, ?, ?, 0, ?, ?)`);
  const insertRequest = db.prepare(`
    INSERT OR REPLACE INTO request (delivery, method, content_type, address, url, fields, headers, body, kept)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const describe = db.prepare(`
    UPDATE delivery SET caller = ?, caller_name = ?, user = ?, simulated = ?,
      deadline_at_ms = coalesce(?, deadline_at_ms) WHERE id = ?`);
  const insertAttempt = db.prepare(`
    INSERT INTO attempt (delivery, at_ms, attempt, result, status, answer, error, queue_ms, connect_ms,
      first_byte_ms, total_ms, next_at_ms, replay, headers, headers_left, answer_bytes, answer_more,
      lookup_ms, tcp_ms, tls_ms, reused, probe)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const conclude = db.prepare(`
    UPDATE delivery SET state = ?, status = coalesce(?, status), error = ?, next_at_ms = ?,
      first_at_ms = coalesce(first_at_ms, ?), last_at_ms = coalesce(?, last_at_ms),
      last_total_ms = coalesce(?, last_total_ms), attempts = attempts + ?, replayed = max(replayed, ?),
      probe = ?, deadline_at_ms = coalesce(?, deadline_at_ms)
    WHERE id = ?`);
  const replay = db.prepare(`
    UPDATE delivery SET state = 'waiting', replayed = 1, next_at_ms = NULL, probe = 0,
      deadline_at_ms = ? WHERE id = ?`);

  function idOf(eventId: string, endpoint: string): number | undefined {
    const id = find.get(eventId, endpoint)?.["id"];
    return typeof id === "number" ? id : undefined;
  }

  function accept(delivery: DeliveryRecord): number {
    const known = idOf(delivery.eventId, delivery.endpoint);
    const id = known ?? insert(delivery);
    if (known !== undefined) {
      const { caller, callerName, user, simulated = false, deadlineAtMs = null } = delivery;
      describe.run(caller, callerName, user, Number(simulated), deadlineAtMs, id);
    }
    insertRequest.run(
      id,
      delivery.method,
      delivery.contentType ?? null,
      delivery.address,
      delivery.url,
      delivery.fields,
      JSON.stringify(delivery.headers),
      delivery.body ?? null,
      1,
    );
    return id;
  }

  function insert(row: Omit<DeliveryRecord, "method" | "address" | "url" | "fields" | "headers">): number {
    const id = ids.next(row.atMs);
    fresh.add(id);
    const { eventId, endpoint, type, chainId, linkId, seq, caller, callerName, user } = row;
    const flags = [Number(row.mirror), Number(row.test)] as const;
    const { simulated = false, deadlineAtMs = null } = row;
    insertDelivery.run(
      ...[id, eventId, endpoint, type, chainId, linkId, seq],
      ...[caller, callerName, user, row.atMs, ...flags, Number(simulated), deadlineAtMs],
    );
    return id;
  }

  /** For an attempt whose acceptance never reached the log: what the attempt itself knows. */
  function insertUnknown(attempt: AttemptRecord): number {
    const id = insert({ ...attempt, test: attempt.test === true, caller: "", callerName: "", user: "" });
    const kept = attempt.method === "POST" && attempt.body !== undefined;
    const { method, url, body } = attempt;
    insertRequest.run(id, method, null, url, url, "", "{}", body ?? null, Number(kept));
    return id;
  }

  function add(attempt: AttemptRecord): number {
    const id = idOf(attempt.eventId, attempt.endpoint) ?? insertUnknown(attempt);
    const { atMs, result, phases, nextTryAtMs } = attempt;
    const replayed = Number(attempt.replay === true);
    const probe = Number(attempt.probe === true);
    const tried = wasTried(attempt);
    const status = attempt.status ?? null;
    const error = attempt.error ?? null;
    const nextAtMs = nextTryAtMs ?? null;
    insertAttempt.run(
      ...[id, atMs, attempt.attempt, result, status, attempt.answer ?? null, error],
      ...[phases.queueMs, phases.connectMs ?? null, phases.firstByteMs ?? null, phases.totalMs],
      ...[nextAtMs, replayed],
      ...answerColumns(attempt),
      ...[phases.lookupMs ?? null, phases.tcpMs ?? null, phases.tlsMs ?? null],
      ...[phases.reused === true ? 1 : null, probe],
    );
    const at = tried ? atMs : null;
    const totalMs = tried ? phases.totalMs : null;
    const deadlineAtMs = attempt.deadlineAtMs ?? null;
    conclude.run(
      ...[result, status, error, nextAtMs, at, at, totalMs, Number(tried), replayed],
      ...[probe, deadlineAtMs, id],
    );
    return id;
  }

  return (entries) => {
    const touched = new Set<number>();
    fresh.clear();
    for (const entry of entries) {
      switch (entry.kind) {
        case "accepted":
          touched.add(accept(entry.delivery));
          break;
        case "attempt":
          touched.add(add(entry.attempt));
          break;
        case "replayed":
          for (const { logId, deadlineAtMs = null } of entry.rows) {
            replay.run(deadlineAtMs, logId);
            touched.add(logId);
          }
          break;
        default: {
          const _never: never = entry;
          return _never;
        }
      }
    }
    for (const id of touched) {
      if (fresh.has(id)) index.add(id);
      else index.update(id);
    }
  };
}

/** In the order of the columns. */
function answerColumns({ answerFacts: facts }: AttemptRecord) {
  if (facts === undefined) return [null, null, null, null];
  return [facts.headers, facts.headersLeft, facts.bytes, Number(facts.more)];
}

/** A delivery can end without an attempt: its deadline passed or its endpoint was removed. */
function wasTried({ attempt, result, status, phases }: AttemptRecord): boolean {
  if (attempt === 0) return false;
  return (result !== "expired" && result !== "dropped") || status !== undefined || phases.totalMs > 0;
}
