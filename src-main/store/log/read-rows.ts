/** Reads the log: pages newest first, one delivery with everything, counts. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { AttemptResult } from "../../../src-shared/webhooks/delivery-report.ts";
import type {
  DeliveryState,
  LogAnswer,
  LogAttempt,
  LogCount,
  LogDetail,
  LogFilter,
  LogRow,
} from "../../../src-shared/webhooks/log-query.ts";
import { logAnswerOf } from "../../../src-shared/webhooks/log-answer.ts";
import type { SqlRow } from "./columns.ts";
import { numberIn, optionalNumber, optionalText, textIn } from "./columns.ts";

import { firstIdAt } from "./row-ids.ts";
import type { SearchShards } from "./search-shards.ts";
import { matchOf } from "./search-terms.ts";
import type { FrozenDelivery } from "./types.ts";

export interface PageOrder {
  readonly filter: LogFilter;
  /** Only rows with a lower id: those after the page before. */
  readonly belowId?: number | undefined;
  readonly limit: number;
  /** A search that has taken so long ends after the part of the index that it is in. Default: it goes on. */
  readonly pauseAfterMs?: number | undefined;
}

/** What was found; `reachedId`: the search paused, and rows below this id were not looked at. */
export interface FoundRows {
  readonly rows: LogRow[];
  readonly reachedId?: number;
}

/** Counted so far; `reachedId` as in `FoundRows`. */
export interface FoundCount {
  readonly count: number;
  readonly reachedId?: number;
}

/** `reachedId` as in `FoundRows`. */
export interface FoundCandidates {
  readonly candidates: readonly Candidate[];
  readonly reachedId?: number;
}

/** What a resend needs to know of a row to count it. */
export interface Candidate {
  readonly logId: number;
  readonly endpoint: string;
  readonly state: DeliveryState;
  readonly test: boolean;
  readonly contentKept: boolean;
}

export interface Reader {
  rows(order: PageOrder): FoundRows;
  /** In the order of `ids`; unknown ones are left out. */
  details(ids: readonly number[]): LogDetail[];
  /** Counts at most `limit`. */
  total(order: PageOrder): FoundCount;
  counts(): LogCount[];
  candidates(order: PageOrder): FoundCandidates;
  /** In the order of `ids`; those without content are left out. */
  frozen(ids: readonly number[]): FrozenDelivery[];
}

type Condition = readonly [sql: string, value: SQLInputValue];

export function createReader(db: DatabaseSync, shards: SearchShards): Reader {
  const oneRow = db.prepare("SELECT * FROM delivery WHERE id = ?");
  const oneRequest = db.prepare("SELECT * FROM request WHERE delivery = ?");
  const attemptsOf = db.prepare("SELECT * FROM attempt WHERE delivery = ? ORDER BY at_ms, id");
  const tally = db.prepare("SELECT * FROM tally WHERE count > 0 ORDER BY endpoint, state");

  /** Highest id first. */
  function select(columns: string, order: PageOrder): { found: SqlRow[]; reachedId?: number } {
    const { filter, belowId, limit, pauseAfterMs = Infinity } = order;
    const startedAt = performance.now();
    const match = matchOf(filter);
    const fromId = filter.fromMs === undefined ? 0 : firstIdAt(filter.fromMs);
    const toId = filter.toMs === undefined ? Infinity : firstIdAt(filter.toMs);
    const [lowest, highest] = boundsOf(filter.ids);
    const range = {
      fromId: Math.max(fromId, lowest),
      toId: Math.min(belowId ?? Infinity, toId, highest + 1),
    };
    if (match === undefined) {
      return { found: selectFrom("delivery", "delivery.id", [], range, columns, filter, limit) };
    }
    const found: SqlRow[] = [];
    for (const [at, shard] of shards.newestFirst().entries()) {
      if (found.length >= limit) break;
      const next = shards.newestFirst()[at - 1]?.fromId ?? Infinity;
      if (shard.fromId >= range.toId || next <= range.fromId) continue;
      if (range.toId > next && performance.now() - startedAt >= pauseAfterMs) {
        return { found, reachedId: next };
      }
      const { table } = shard;
      const source = `${table} CROSS JOIN delivery ON delivery.id = ${table}.rowid`;
      const matches: Condition[] = [[`${table} MATCH ?`, match]];
      const left = limit - found.length;
      found.push(...selectFrom(source, `${table}.rowid`, matches, range, columns, filter, left));
    }
    return { found };
  }

  function selectFrom(
    source: string,
    id: string,
    matches: readonly Condition[],
    range: { readonly fromId: number; readonly toId: number },
    columns: string,
    filter: LogFilter,
    limit: number,
  ): SqlRow[] {
    const conditions = [...matches];
    if (range.fromId > 0) conditions.push([`${id} >= ?`, range.fromId]);
    if (range.toId < Infinity) conditions.push([`${id} < ?`, range.toId]);
    if (filter.ids !== undefined) {
      conditions.push([`${id} IN (SELECT value FROM json_each(?))`, JSON.stringify(filter.ids)]);
    }
    if (filter.eventIds !== undefined) {
      const events = JSON.stringify(filter.eventIds);
      conditions.push(["delivery.event_id IN (SELECT value FROM json_each(?))", events]);
    }
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`;
    const sql = `SELECT ${columns} FROM ${source} ${where} ORDER BY ${id} DESC LIMIT ?`;
    return db.prepare(sql).all(...conditions.map(([, value]) => value), limit);
  }

  function detailOf(id: number): LogDetail[] {
    const row = oneRow.get(id);
    const request = oneRequest.get(id);
    if (row === undefined || request === undefined) return [];
    return [
      {
        ...rowOf(row),
        request: {
          method: methodIn(request),
          address: textIn(request, "address"),
          url: textIn(request, "url"),
          headers: headersIn(request),
          ...optionalText(request, "body", "body"),
        },
        contentKept: numberIn(request, "kept") === 1,
        ...optionalNumber(row, "deadline_at_ms", "deadlineAtMs"),
        tries: attemptsOf.all(id).map(attemptOf),
      },
    ];
  }

  function frozenOf(id: number): FrozenDelivery[] {
    const row = oneRow.get(id);
    const request = oneRequest.get(id);
    if (row === undefined || request === undefined || numberIn(request, "kept") === 0) return [];
    const { eventId, endpoint, type, chainId, linkId, seq } = rowOf(row);
    return [
      {
        ...{ logId: id, eventId, endpoint, type: type as FrozenDelivery["type"], chainId, linkId, seq },
        method: methodIn(request),
        fields: textIn(request, "fields"),
        ...optionalText(request, "content_type", "contentType"),
        ...optionalText(request, "body", "body"),
      },
    ];
  }

  return {
    rows(order) {
      const { found, ...reached } = select("delivery.*", order);
      return { rows: found.map(rowOf), ...reached };
    },
    details: (ids) => ids.flatMap(detailOf),
    total(order) {
      const { found, ...reached } = select("1", order);
      return { count: found.length, ...reached };
    },
    counts: () =>
      tally.all().map((row) => ({
        endpoint: textIn(row, "endpoint"),
        state: stateIn(row),
        count: numberIn(row, "count"),
      })),
    candidates(order) {
      const { found, ...reached } = select(
        "delivery.id, endpoint, state, test, coalesce((SELECT kept FROM request WHERE request.delivery = delivery.id), 0) AS kept",
        order,
      );
      const candidates = found.map((row) => ({
        logId: numberIn(row, "id"),
        endpoint: textIn(row, "endpoint"),
        state: stateIn(row),
        test: numberIn(row, "test") === 1,
        contentKept: numberIn(row, "kept") === 1,
      }));
      return { candidates, ...reached };
    },
    frozen: (ids) => ids.flatMap(frozenOf),
  };
}

/** Outside of these no part of the index has to be read. */
function boundsOf(ids: readonly number[] | undefined): readonly [lowest: number, highest: number] {
  return ids === undefined ? [0, Infinity] : [Math.min(...ids), Math.max(...ids)];
}

function rowOf(row: SqlRow): LogRow {
  return {
    id: numberIn(row, "id"),
    eventId: textIn(row, "event_id"),
    endpoint: textIn(row, "endpoint"),
    type: textIn(row, "type"),
    chainId: textIn(row, "chain_id"),
    linkId: textIn(row, "link_id"),
    seq: numberIn(row, "seq"),
    caller: textIn(row, "caller"),
    callerName: textIn(row, "caller_name"),
    user: textIn(row, "user"),
    state: stateIn(row),
    ...optionalNumber(row, "status", "status"),
    ...optionalText(row, "error", "error"),
    acceptedAtMs: numberIn(row, "accepted_at_ms"),
    ...optionalNumber(row, "first_at_ms", "firstAttemptAtMs"),
    ...optionalNumber(row, "last_at_ms", "lastAttemptAtMs"),
    ...optionalNumber(row, "next_at_ms", "nextTryAtMs"),
    ...optionalNumber(row, "last_total_ms", "lastTotalMs"),
    attempts: numberIn(row, "attempts"),
    mirror: numberIn(row, "mirror") === 1,
    test: numberIn(row, "test") === 1,
    replayed: numberIn(row, "replayed") === 1,
    ...(numberIn(row, "probe") === 1 ? { probe: true } : {}),
    ...(numberIn(row, "simulated") === 1 ? { simulated: true } : {}),
  };
}

function attemptOf(row: SqlRow): LogAttempt {
  return {
    atMs: numberIn(row, "at_ms"),
    attempt: numberIn(row, "attempt"),
    // The column takes only what an AttemptRecord held.
    result: textIn(row, "result") as AttemptResult,
    ...optionalNumber(row, "status", "status"),
    ...optionalText(row, "answer", "answer"),
    ...answerIn(row),
    ...optionalText(row, "error", "error"),
    phases: {
      queueMs: numberIn(row, "queue_ms"),
      ...optionalNumber(row, "connect_ms", "connectMs"),
      ...optionalNumber(row, "lookup_ms", "lookupMs"),
      ...optionalNumber(row, "tcp_ms", "tcpMs"),
      ...optionalNumber(row, "tls_ms", "tlsMs"),
      ...(numberIn(row, "reused") === 1 ? { reused: true } : {}),
      ...optionalNumber(row, "first_byte_ms", "firstByteMs"),
      totalMs: numberIn(row, "total_ms"),
    },
    ...optionalNumber(row, "next_at_ms", "nextTryAtMs"),
    replay: numberIn(row, "replay") === 1,
    ...(numberIn(row, "probe") === 1 ? { probe: true } : {}),
  };
}

/** Nothing for attempts without an answer and for those of older programs. */
function answerIn(row: SqlRow): LogAnswer {
  const headers = row["headers"];
  if (typeof headers !== "string") return {};
  return logAnswerOf({
    headers,
    headersLeft: numberIn(row, "headers_left"),
    bytes: numberIn(row, "answer_bytes"),
    more: numberIn(row, "answer_more") === 1,
  });
}

/** The column takes only `waiting` and the results of attempts. */
function stateIn(row: SqlRow): DeliveryState {
  return textIn(row, "state") as DeliveryState;
}

function methodIn(row: SqlRow): "GET" | "POST" {
  return textIn(row, "method") === "GET" ? "GET" : "POST";
}

function headersIn(row: SqlRow): Record<string, string> {
  const parsed: unknown = JSON.parse(textIn(row, "headers") || "{}");
  if (typeof parsed !== "object" || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}
