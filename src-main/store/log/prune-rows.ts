/**
 * Forgets what is old or too much, a slice at a time: between two slices the log is written and read,
 * so nobody waits for the cleaning.
 */
import type { DatabaseSync } from "node:sqlite";
import { numberIn } from "./columns.ts";
import { firstIdAt } from "./row-ids.ts";
import type { SearchIndex } from "./search-index.ts";
import type { SearchShards } from "./search-shards.ts";

export interface PruneOrder {
  /** Rows accepted before go. */
  readonly beforeMs: number;
  /** Of delivered events accepted before, the content goes. */
  readonly contentBeforeMs: number;
  /** While the file's used part is larger, the oldest rows go. */
  readonly mostBytes: number;
}

/** What one slice did; all zero means that nothing is left to do. */
export interface Pruned {
  readonly rows: number;
  readonly contents: number;
  readonly freedPages: number;
}

const perSlice = 500;
const pagesPerSlice = 2000;
/** How far contents were dropped is remembered, so that each row is looked at once. */
export const contentNote = "content_dropped_below_id";

/** Returns a function that does one slice; the caller wraps it in a transaction. */
export function createPruner(
  db: DatabaseSync,
  index: SearchIndex,
  shards: SearchShards,
): (order: PruneOrder) => Pruned {
  const oldest = db.prepare("SELECT id FROM delivery WHERE id < ? ORDER BY id LIMIT ?");
  const removals = ["attempt", "request"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE delivery = ?`),
  );
  const removeRow = db.prepare("DELETE FROM delivery WHERE id = ?");
  const seen = db.prepare("SELECT id, state FROM delivery WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
  const dropContent = db.prepare(
    "UPDATE request SET body = NULL, fields = '', url = address, kept = 0 WHERE delivery = ? AND kept = 1",
  );
  const readNote = db.prepare("SELECT value FROM note WHERE name = ?");
  const writeNote = db.prepare("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)");

  function removeOldest(belowId: number): number {
    const ids = oldest.all(belowId, perSlice).map((row) => numberIn(row, "id"));
    for (const id of ids) {
      for (const removal of removals) removal.run(id);
      index.remove(id);
      removeRow.run(id);
    }
    shards.dropBelow(numberIn(oldest.get(Number.MAX_SAFE_INTEGER, 1) ?? {}, "id"));
    return ids.length;
  }

  /** Looks at the next slice of rows; returns how many it saw. */
  function dropContents(belowId: number): number {
    const fromId = numberIn(readNote.get(contentNote) ?? {}, "value");
    const rows = seen.all(fromId, belowId, perSlice);
    for (const row of rows) {
      const id = numberIn(row, "id");
      if (row["state"] === "delivered" && dropContent.run(id).changes > 0) index.update(id);
    }
    const last = rows.at(-1);
    if (last !== undefined) writeNote.run(contentNote, numberIn(last, "id") + 1);
    return rows.length;
  }

  return ({ beforeMs, contentBeforeMs, mostBytes }) => {
    const aged = removeOldest(firstIdAt(beforeMs));
    const rows = aged > 0 || usedBytes(db) <= mostBytes ? aged : removeOldest(Number.MAX_SAFE_INTEGER);
    const contents = dropContents(firstIdAt(contentBeforeMs));
    return { rows, contents, freedPages: 0 };
  };
}

/** Gives free pages back to the disk; not within a transaction. */
export function releasePages(db: DatabaseSync): number {
  const free = pragma(db, "freelist_count");
  if (free > 0) db.prepare(`PRAGMA incremental_vacuum(${pagesPerSlice})`).all();
  return Math.min(free, pagesPerSlice);
}

/** Bytes of the file that hold something. */
export function usedBytes(db: DatabaseSync): number {
  return (pragma(db, "page_count") - pragma(db, "freelist_count")) * pragma(db, "page_size");
}

function pragma(db: DatabaseSync, name: string): number {
  return numberIn(db.prepare(`PRAGMA ${name}`).get() ?? {}, name);
}
