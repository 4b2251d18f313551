/** log.db as a module of synchronous functions. Runs in the records thread. */
import type { DatabaseSync } from "node:sqlite";
import type { LogCount, LogDetail } from "../../../src-shared/webhooks/log-query.ts";
import { StoreError } from "../sqlite-worker/failure.ts";
import { inTransaction } from "../sqlite-worker/migrate.ts";
import { numberIn } from "./columns.ts";
import { openLog } from "./open-log.ts";
import type { PruneOrder, Pruned } from "./prune-rows.ts";
import { createPruner, releasePages, usedBytes } from "./prune-rows.ts";
import type { FoundCandidates, FoundCount, FoundRows, PageOrder, Reader } from "./read-rows.ts";
import { createReader } from "./read-rows.ts";
import { createSearchIndex } from "./search-index.ts";
import { createSearchShards } from "./search-shards.ts";
import type { FrozenDelivery, LogEntry } from "./types.ts";
import { createWriter } from "./write-entries.ts";

export interface OpenedLog {
  readonly setAside?: { readonly path: string; readonly reason: string };
}

export interface LogSize {
  readonly rows: number;
  readonly bytes: number;
  readonly oldestAtMs?: number;
}

export interface LogDatabase {
  /** Opens the file, or opens it anew; `suspect`: look closely, because something was wrong with it. */
  open(input: { path: string; nowMs: number; suspect: boolean }): OpenedLog;
  write(entries: readonly LogEntry[]): void;
  rows(order: PageOrder): FoundRows;
  details(ids: readonly number[]): LogDetail[];
  total(order: PageOrder): FoundCount;
  counts(input: undefined): LogCount[];
  candidates(order: PageOrder): FoundCandidates;
  frozen(ids: readonly number[]): FrozenDelivery[];
  /** One slice of cleaning. */
  prune(order: PruneOrder): Pruned;
  size(input: undefined): LogSize;
  close(input: undefined): void;
}

interface Open {
  readonly db: DatabaseSync;
  readonly write: (entries: readonly LogEntry[]) => void;
  readonly reader: Reader;
  readonly prune: (order: PruneOrder) => Pruned;
  /** Runs work that changes the file as a whole or not at all. */
  readonly change: <Result>(work: () => Result) => Result;
}

/** `rowsPerShard`: see search-shards.ts; a test may want few. */
export function createLogDatabase(rowsPerShard?: number): LogDatabase {
  let open: Open | undefined;

  function current(): Open {
    if (open === undefined) throw new StoreError("cannot-open", "The delivery log is not open.");
    return open;
  }

  function close(): void {
    open?.db.close();
    open = undefined;
  }

  return {
    open(input) {
      close();
      const { db, setAside } = openLog(input);
      open = parts(db, rowsPerShard);
      return setAside === undefined ? {} : { setAside };
    },
    write(entries) {
      const { change, write } = current();
      change(() => write(entries));
    },
    rows: (order) => current().reader.rows(order),
    details: (ids) => current().reader.details(ids),
    total: (order) => current().reader.total(order),
    counts: () => current().reader.counts(),
    candidates: (order) => current().reader.candidates(order),
    frozen: (ids) => current().reader.frozen(ids),
    prune(order) {
      const { db, change, prune } = current();
      const pruned = change(() => prune(order));
      return { ...pruned, freedPages: releasePages(db) };
    },
    size() {
      const { db } = current();
      const rows = db.prepare("SELECT coalesce(sum(count), 0) AS rows FROM tally").get() ?? {};
      const oldest = db.prepare("SELECT accepted_at_ms FROM delivery ORDER BY id LIMIT 1").get();
      return {
        rows: numberIn(rows, "rows"),
        bytes: usedBytes(db),
        ...(oldest === undefined ? {} : { oldestAtMs: numberIn(oldest, "accepted_at_ms") }),
      };
    },
    close,
  };
}

function parts(db: DatabaseSync, rowsPerShard: number | undefined): Open {
  const shards = createSearchShards(db, rowsPerShard);
  const index = createSearchIndex(db, shards);
  return {
    db,
    write: createWriter(db, index),
    reader: createReader(db, shards),
    prune: createPruner(db, index, shards),
    change(work) {
      try {
        return inTransaction(db, work);
      } catch (error) {
        shards.reload();
        throw error;
      }
    },
  };
}
