/**
 * Opens log.db. It may hold gigabytes, and to look through all of them at each start would keep the disk
 * busy for a minute: SQLite notices damage when it reads it, and only then everything is looked through.
 */
import { DatabaseSync } from "node:sqlite";
import { failureOf } from "../sqlite-worker/failure.ts";
import { migrate } from "../sqlite-worker/migrate.ts";
import type { Opened } from "../sqlite-worker/open-database.ts";
import { makePrivate, openDatabase, setDurability } from "../sqlite-worker/open-database.ts";
import { numberIn } from "./columns.ts";
import { logMigrations } from "./schema.ts";

const busyTimeoutMs = 500;
/** Pages of the file that stay in memory, in KiB. */
const cacheKib = 16_000;

/** Throws as `openDatabase` does. `suspect`: something was wrong with the file. */
export function openLog(input: { path: string; nowMs: number; suspect: boolean }): Opened {
  const opened = (input.suspect ? undefined : openQuickly(input.path)) ?? openThoroughly(input);
  setDurability(opened.db, "normal");
  opened.db.exec(`PRAGMA cache_size = -${cacheKib}`);
  letShrink(opened.db);
  return opened;
}

function openThoroughly({ path, nowMs }: { path: string; nowMs: number }): Opened {
  return openDatabase({ path, migrations: logMigrations, nowMs, suspect: true });
}

/** `undefined` when the file is damaged in a way that shows at once. */
function openQuickly(path: string): Opened | undefined {
  makePrivate(path);
  const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 1000");
    migrate(db, logMigrations, path);
    // SQLite opens a file that it may not write to without a word.
    db.exec("BEGIN IMMEDIATE; ROLLBACK");
    return { db };
  } catch (error) {
    db.close();
    if (failureOf(error).kind === "damaged") return undefined;
    throw error;
  }
}

/** So that pages of forgotten rows go back to the disk bit by bit. SQLite takes this up by rewriting the file: done while it is empty. */
function letShrink(db: DatabaseSync): void {
  const incremental = 2;
  if (numberIn(db.prepare("PRAGMA auto_vacuum").get() ?? {}, "auto_vacuum") === incremental) return;
  if (db.prepare("SELECT 1 FROM delivery LIMIT 1").get() !== undefined) return;
  db.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
}
