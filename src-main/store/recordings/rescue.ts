/**
 * Reads from a damaged file whatever can still be read, so that damage to one page does not cost what
 * is known of all other recordings. What comes back may be a little old.
 */
import type { DatabaseSync } from "node:sqlite";
import { rescueFrom } from "../sqlite-worker/copy-table.ts";
import { recordingsLayout } from "./layout.ts";

/** The tally follows by itself. */
const tables = ["recording", "link", "note"];

/** Copies into `db`, which is fresh. Returns the number of recordings in it now. Never throws. */
export function rescueRecordings(db: DatabaseSync, damagedPath: string): number {
  return rescueFrom({
    ...{ db, damagedPath, layoutVersion: recordingsLayout.length },
    tables: Object.fromEntries(tables.map((table) => [table, columnsOf(db, table)])),
    after: () => Number(db.prepare("SELECT count(*) AS count FROM recording").get()?.["count"]),
  });
}

function columnsOf(db: DatabaseSync, table: string): string[] {
  return db
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map(({ name }) => String(name));
}
