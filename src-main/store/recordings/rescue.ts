/**
 * Reads from a damaged file whatever can still be read, so that damage to one page does not cost what
 * is known of all other recordings. What comes back may be a little old.
 */
import type { SQLInputValue, StatementSync } from "node:sqlite";
import { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../sqlite-worker/migrate.ts";
import { recordingsLayout } from "./layout.ts";

/** The tally follows by itself. */
const tables = ["recording", "link", "note"];

/** Copies into `db`, which is fresh. Returns the number of recordings in it now. Never throws. */
export function rescueRecordings(db: DatabaseSync, damagedPath: string): number {
  let from: DatabaseSync | undefined;
  try {
    const damaged = new DatabaseSync(damagedPath, { readOnly: true });
    from = damaged;
    if (damaged.prepare("PRAGMA user_version").get()?.["user_version"] !== recordingsLayout.length) return 0;
    return inTransaction(db, () => {
      for (const table of tables) copyTable(damaged, db, table);
      return Number(db.prepare("SELECT count(*) AS count FROM recording").get()?.["count"]);
    });
  } catch {
    return 0;
  } finally {
    from?.close();
  }
}

/** From both ends, because reading stops at a damaged page. */
function copyTable(from: DatabaseSync, to: DatabaseSync, table: string): void {
  const columns = to
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map(({ name }) => String(name));
  const list = columns.join(", ");
  const insert = to.prepare(
    `INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
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

function insertReadable(insert: StatementSync, values: SQLInputValue[]): void {
  try {
    insert.run(...values);
  } catch {
    // A row that does not fit the layout is none.
  }
}
