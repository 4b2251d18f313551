/** Brings a database file to the layout that this program knows, one numbered step after the other. */
import type { DatabaseSync } from "node:sqlite";
import { say } from "../../../src-shared/messages/say.ts";
import { StoreError } from "./failure.ts";

/**
 * `steps[0]` makes version 1 of an empty file, `steps[1]` version 2 of that, and so on; a step that was
 * released is never changed. Each runs in a transaction, so a crash leaves a whole version. Throws a
 * StoreError of kind `newer` when the file is of a later program.
 */
export function migrate(db: DatabaseSync, steps: readonly string[], path: string): void {
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (version > steps.length) {
    throw new StoreError("newer", say("store.newer", { path, version, known: steps.length }));
  }
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    inTransaction(db, () => db.exec(`${step}\nPRAGMA user_version = ${index + 1};`));
  }
}

/** Runs `work` in a write transaction; rolls back when it or the commit fails, and throws on. */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite ends the transaction by itself after some failures, such as a full disk.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
