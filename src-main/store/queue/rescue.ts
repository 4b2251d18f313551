/**
 * Reads from a damaged queue file whatever can still be read, so that damage to one page does not cost
 * the events on all others. What comes back may be a little old: better twice than never.
 */
import type { SQLInputValue } from "node:sqlite";
import { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../sqlite-worker/migrate.ts";
import { queueLayout } from "./layout.ts";

const tables: Readonly<Record<string, readonly string[]>> = {
  event: ["n", "id", "chain_id", "link_id", "seq", "type", "accepted_at_ms"],
  delivery: [
    "n",
    "event",
    "endpoint",
    "request",
    "deadline_at_ms",
    "attempts",
    "due_at_ms",
    "replay",
    "refusals",
  ],
  document: ["key", "json"],
  chain_seq: ["chain_id", "seq", "touched"],
  meta: ["name", "value"],
};

/** Copies into `db`, which is fresh. Returns the number of events that wait for delivery now. Never throws. */
export function rescue(db: DatabaseSync, damagedPath: string): number {
  let from: DatabaseSync | undefined;
  try {
    const damaged = new DatabaseSync(damagedPath, { readOnly: true });
    from = damaged;
    if (damaged.prepare("PRAGMA user_version").get()?.["user_version"] !== queueLayout.length) return 0;
    return inTransaction(db, () => {
      for (const [table, columns] of Object.entries(tables)) copyTable(damaged, db, table, columns);
      dropBroken(db);
      return Number(db.prepare("SELECT count(*) AS count FROM event").get()?.["count"]);
    });
  } catch {
    return 0;
  } finally {
    from?.close();
  }
}

/** From both ends, because reading stops at a damaged page. */
function copyTable(from: DatabaseSync, to: DatabaseSync, table: string, columns: readonly string[]): void {
  const list = columns.join(", ");
  const marks = columns.map(() => "?").join(", ");
  const insert = to.prepare(`INSERT OR IGNORE INTO ${table} (${list}) VALUES (${marks})`);
  for (const order of ["ASC", "DESC"]) {
    try {
      const rows = from.prepare(`SELECT ${list} FROM ${table} ORDER BY ${columns[0]} ${order}`).iterate();
      for (const row of rows)
        insertReadable(
          insert,
          columns.map((column) => row[column] ?? null),
        );
    } catch {
      // The other end, then the next table.
    }
  }
}

function insertReadable(insert: { run(...values: SQLInputValue[]): unknown }, values: SQLInputValue[]): void {
  try {
    insert.run(...values);
  } catch {
    // A row that does not fit the layout is none.
  }
}

/** Halves of events, and texts that are no JSON. */
function dropBroken(db: DatabaseSync): void {
  db.exec(`
    DELETE FROM delivery WHERE NOT json_valid(request) OR event NOT IN (SELECT n FROM event);
    DELETE FROM event WHERE n NOT IN (SELECT event FROM delivery);
    DELETE FROM document WHERE NOT json_valid(json);
  `);
}
