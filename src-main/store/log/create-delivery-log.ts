/**
 * The delivery log as others use it. Writing is handing over: it never waits, never fails and never
 * throws; reading answers with data or a sentence. The file belongs to another thread.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import type {
  LogCount,
  LogDetail,
  LogFilter,
  LogPage,
  LogQuery,
  LogRow,
  LogStats,
  LogTotal,
} from "../../../src-shared/webhooks/log-query.ts";
import { mostRowsPerPage } from "../../../src-shared/webhooks/log-query.ts";
import { createRecordsThread } from "../records-thread.ts";
import type { StoreFailure } from "../sqlite-worker/failure.ts";
import type { WorkerConnection } from "../sqlite-worker/protocol.ts";
import { cursorAt, readCursor } from "./cursor.ts";
import { createEntryBuffer } from "./entry-buffer.ts";
import type { ExportFormat } from "./export-rows.ts";
import { exportRows } from "./export-rows.ts";
import { createLogFile } from "./log-file.ts";
import type { LogDatabase } from "./log-database.ts";
import { createPruning } from "./pruning.ts";
import type { Candidate, FoundRows, PageOrder } from "./read-rows.ts";
import { msOfId } from "./row-ids.ts";
import type { DeliveryRecord, FrozenDelivery, ReplayedRow } from "./types.ts";
import { readSentence } from "./words.ts";

/** Expected failures are sentences for the administrator. */
export type LogAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly sentence: string };

export interface DeliveryLogOptions {
  /** The file, usually `log.db` in the data folder. */
  readonly path: string;
  /** Rows older than this go. */
  readonly keepDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** The oldest rows go while the file is larger; default 2 GB. */
  readonly mostBytes?: number;
  /** A search that takes longer lets others have their turn, and pauses where it may; default 15 ms. */
  readonly pauseAfterMs?: number;
  /**
   * To the thread that owns the file; default: one of its own. `suspect`: all of the file will be looked
   * through, which may take a minute.
   */
  readonly connect?: (suspect: boolean) => WorkerConnection<LogDatabase>;
}

export interface DeliveryLog {
  /** A delivery was accepted. Call before its first attempt is recorded. */
  accepted(delivery: DeliveryRecord): void;
  record(attempt: AttemptRecord): void;
  /** These rows were handed over to be sent again. */
  replayed(rows: readonly ReplayedRow[]): void;
  /** Told of each event about which something was noted, whoever sent it. Returns a function that ends it. */
  onNoted(listener: (eventId: string) => void): () => void;
  /** A page, newest first. With `mayPause` it may hold less than was asked for and yet go on. */
  query(query: LogQuery): Promise<LogAnswer<LogPage>>;
  /** How many rows match; counts up to 10,000. */
  total(filter: LogFilter): Promise<LogAnswer<LogTotal>>;
  counts(): Promise<LogAnswer<readonly LogCount[]>>;
  /** One delivery with all its attempts; `undefined` when the log does not have it (any more). */
  delivery(id: number): Promise<LogAnswer<LogDetail | undefined>>;
  /** Everything that a resend by this filter would look at, newest first; `more`: there is more than `most`. */
  resendPlan(
    filter: LogFilter,
    most: number,
  ): Promise<LogAnswer<{ candidates: readonly Candidate[]; more: boolean }>>;
  /** The requests of these rows, oldest first; those whose content is gone are left out. */
  frozen(logIds: readonly number[]): Promise<LogAnswer<readonly FrozenDelivery[]>>;
  /**
   * Text in pieces, newest first, without rows that come later. Throws an Error with a sentence when the
   * log cannot be read.
   */
  export(filter: LogFilter, format: ExportFormat): AsyncIterable<string>;
  /** Applies a changed `[log] keep_days`. */
  keep(days: number): void;
  /** Cleans now what an hourly cleaning would. */
  prune(): Promise<void>;
  stats(): Promise<LogStats>;
  /** Writes what waits, if the disk lets it, and closes the file. */
  close(): Promise<void>;
}

const mostCounted = 10_000;
/** Each is looked up in two tables: more in one go would keep fresh records and other readers waiting. */
const candidatesPerCall = 1000;
/** Several such pieces of a search fit into what a person takes for at once. */
const usualPauseAfterMs = 15;
const defaultMostBytes = 2_000_000_000;

export function createDeliveryLog(options: DeliveryLogOptions): DeliveryLog {
  const { path, clock, log, mostBytes = defaultMostBytes, pauseAfterMs = usualPauseAfterMs } = options;
  const { connect = () => createRecordsThread().connect("log") } = options;
  const buffer = createEntryBuffer();
  const file = createLogFile({ path, clock, log, buffer, connect });
  const pruning = createPruning({ clock, log, file, mostBytes, keepDays: options.keepDays });

  const listeners = new Set<(eventId: string) => void>();

  function tell(eventId: string): void {
    for (const listener of listeners) listener(eventId);
  }

  /** Reads after everything that was recorded so far is written, as far as it can be. */
  async function read<Value>(ask: () => ReturnType<typeof file.ask<Value>>): Promise<LogAnswer<Value>> {
    await file.flush();
    const answer = await ask();
    return answer.ok ? answer : unreadable(answer.failure);
  }

  function unreadable(failure: StoreFailure): { ok: false; sentence: string } {
    return { ok: false, sentence: readSentence(path, failure) };
  }

  async function rows(order: PageOrder): Promise<LogAnswer<FoundRows>> {
    return read(() => file.ask((worker) => worker.call("rows", order)));
  }

  /** All of a page, piece by piece: in between the log is written, and others read it. */
  async function wholePage(order: PageOrder): Promise<LogAnswer<FoundRows>> {
    const found: LogRow[] = [];
    let { belowId } = order;
    for (;;) {
      const answer = await rows({ ...order, belowId, limit: order.limit - found.length, pauseAfterMs });
      if (!answer.ok) return answer;
      found.push(...answer.value.rows);
      belowId = answer.value.reachedId;
      if (belowId === undefined || found.length >= order.limit) return { ok: true, value: { rows: found } };
    }
  }

  async function total(filter: LogFilter): Promise<LogAnswer<LogTotal>> {
    let count = 0;
    let belowId: number | undefined;
    for (;;) {
      const order = { filter, belowId, limit: mostCounted + 1 - count, pauseAfterMs };
      const answer = await read(() => file.ask((worker) => worker.call("total", order)));
      if (!answer.ok) return answer;
      count += answer.value.count;
      belowId = answer.value.reachedId;
      if (belowId !== undefined && count <= mostCounted) continue;
      return { ok: true, value: { count: Math.min(count, mostCounted), more: count > mostCounted } };
    }
  }

  return {
    accepted(delivery) {
      file.add({ kind: "accepted", delivery });
      tell(delivery.eventId);
    },
    record(attempt) {
      file.add({ kind: "attempt", attempt });
      tell(attempt.eventId);
    },
    replayed(rows) {
      file.add({ kind: "replayed", rows });
      for (const { eventId } of rows) tell(eventId);
    },
    onNoted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async query({ cursor, limit = 50, mayPause = false, ...filter }) {
      const belowId = readCursor(cursor);
      if (belowId === "unknown") {
        return { ok: false, sentence: "This page of the log is not known; begin at the first page again." };
      }
      const wanted = Math.min(Math.max(1, limit), mostRowsPerPage);
      const order = { filter, belowId, limit: wanted + 1, pauseAfterMs };
      const answer = await (mayPause ? rows(order) : wholePage(order));
      return answer.ok ? { ok: true, value: pageOf(answer.value, wanted) } : answer;
    },
    total,
    counts: () => read(() => file.ask((worker) => worker.call("counts", undefined))),
    async delivery(id) {
      const answer = await read(() => file.ask((worker) => worker.call("details", [id])));
      return answer.ok ? { ok: true, value: answer.value[0] } : answer;
    },
    async resendPlan(filter, most) {
      const candidates: Candidate[] = [];
      let belowId: number | undefined;
      for (;;) {
        const limit = Math.min(candidatesPerCall, most + 1 - candidates.length);
        const order = { filter, belowId, limit, pauseAfterMs };
        const answer = await read(() => file.ask((worker) => worker.call("candidates", order)));
        if (!answer.ok) return answer;
        const { candidates: found, reachedId } = answer.value;
        candidates.push(...found);
        belowId = reachedId ?? (found.length === limit ? found.at(-1)?.logId : undefined);
        const more = candidates.length > most;
        if (!more && belowId !== undefined) continue;
        return { ok: true, value: { candidates: candidates.slice(0, most), more } };
      }
    },
    frozen: (logIds) =>
      read(() =>
        file.ask((worker) =>
          worker.call(
            "frozen",
            logIds.toSorted((a, b) => a - b),
          ),
        ),
      ),
    export: (filter, format) =>
      exportRows(format, {
        page: async (belowId, limit) => valueOf(await wholePage({ filter, belowId, limit })).rows,
        details: async (ids) =>
          valueOf(await read(() => file.ask((worker) => worker.call("details", [...ids])))),
      }),
    keep: pruning.keep,
    prune: pruning.run,
    async stats() {
      const size = await read(() => file.ask((worker) => worker.call("size", undefined)));
      const problem = file.problem() ?? (size.ok ? undefined : size.sentence);
      return {
        ...(size.ok ? size.value : { rows: 0, bytes: 0 }),
        buffered: buffer.size(),
        lost: buffer.lost(),
        ...(problem === undefined ? {} : { problem }),
      };
    },
    async close() {
      await pruning.stop();
      await file.close();
    },
  };
}

function pageOf({ rows, reachedId }: FoundRows, wanted: number): LogPage {
  const page = rows.slice(0, wanted);
  const last = page.at(-1);
  if (rows.length > wanted && last !== undefined) return { rows: page, cursor: cursorAt(last.id) };
  if (reachedId === undefined) return { rows: page };
  return { rows: page, cursor: cursorAt(reachedId), searchedToMs: msOfId(reachedId) };
}

function valueOf<Value>(answer: LogAnswer<Value>): Value {
  if (!answer.ok) throw new Error(answer.sentence);
  return answer.value;
}
