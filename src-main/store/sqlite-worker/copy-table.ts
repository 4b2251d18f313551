/** What can still be read of a damaged file: row by row into a fresh one. */
import type { SQLInputValue, StatementSync } from "node:sqlite";
import { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./migrate.ts";

export interface Rescue {
  /** Fresh. */
  readonly db: DatabaseSync;
  readonly damagedPath: string;
  /** Steps of the layout; a file of another layout is left alone. */
  readonly layoutVersion: number;
  /** Names of columns by table, the first of them in the order of an index. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** In the same transaction, when all is copied: returns how much was rescued. */
  readonly after: (db: DatabaseSync) => number;
}

/** Never throws; 0 when nothing could be read. */
export function rescueFrom({ db, damagedPath, layoutVersion, tables, after }: Rescue): number {
  let from: DatabaseSync | undefined;
  try {
    const damaged = new DatabaseSync(damagedPath, { readOnly: true });
    from = damaged;
    if (damaged.prepare("PRAGMA user_version").get()?.["user_version"] !== layoutVersion) return 0;
    return inTransaction(db, () => {
      for (const [table, columns] of Object.entries(tables)) copyTable(damaged, db, table, columns);
      return after(db);
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
      for (const row of rows) {
        insertReadable(
          insert,
          columns.map((column) => row[column] ?? null),
        );
      }
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
