/**
 * Opens a database file as this program wants it: write-ahead log, checked, in the known layout. A file
 * that SQLite cannot read any more is set aside under a new name, never deleted, and a fresh one begun.
 */
import { closeSync, existsSync, openSync, renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { failureOf, StoreError } from "./failure.ts";
import { migrate } from "./migrate.ts";

/** `full`: a commit survives a power cut; `normal`: it survives a crash of this program. */
export type Durability = "full" | "normal";

export interface OpenOptions {
  readonly path: string;
  readonly migrations: readonly string[];
  /** Something was wrong with the file: look at everything in it, which takes longer. */
  readonly suspect: boolean;
  /** For the name of a file that is set aside. */
  readonly nowMs: number;
}

export interface Opened {
  readonly db: DatabaseSync;
  /** Where the damaged file is now, when there was one, and what was wrong with it. */
  readonly setAside?: { readonly path: string; readonly reason: string };
}

/** How long SQLite itself waits for a lock of another program. The caller's patience comes on top. */
const BUSY_TIMEOUT_MS = 500;

/** Throws a StoreError or an error of node:sqlite; `failureOf` tells them apart. */
export function openDatabase(options: OpenOptions): Opened {
  try {
    return { db: openChecked(options) };
  } catch (error) {
    const { kind, reason } = failureOf(error);
    if (kind !== "damaged") throw error;
    const path = setAside(options.path, options.nowMs);
    return { db: openChecked(options), setAside: { path, reason } };
  }
}

/** Makes the file if there is none. SQLite would let others read what it makes; its companions follow the file's rights. */
export function makePrivate(path: string): void {
  closeSync(openSync(path, "a", 0o600));
}

function openChecked({ path, migrations, suspect }: OpenOptions): DatabaseSync {
  makePrivate(path);
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec("PRAGMA journal_mode = WAL");
    setDurability(db, "full");
    db.exec("PRAGMA wal_autocheckpoint = 1000");
    check(db, suspect);
    migrate(db, migrations, path);
    proveWritable(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Holds from the next transaction on; a database opens as `full`. */
export function setDurability(db: DatabaseSync, durability: Durability): void {
  db.exec(durability === "full" ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

function check(db: DatabaseSync, suspect: boolean): void {
  const row = db.prepare(suspect ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)").get();
  const verdict = Object.values(row ?? {}).join();
  if (verdict !== "ok") throw new StoreError("damaged", verdict);
}

/** SQLite opens a file that it may not write to without a word. */
function proveWritable(db: DatabaseSync): void {
  db.exec("BEGIN IMMEDIATE");
  db.exec("ROLLBACK");
}

/** Returns the new name. The companions keep the names that SQLite looks for beside it. */
function setAside(path: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  const stem = path.replace(/\.db$/, "");
  let aside = `${stem}.damaged-${time}.db`;
  for (let n = 2; existsSync(aside); n++) aside = `${stem}.damaged-${time}-${n}.db`;
  renameSync(path, aside);
  for (const companion of ["-wal", "-shm"]) {
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion);
  }
  return aside;
}
