/** A worker for the tests of the plumbing: one table, one row. */
import { DatabaseSync } from "node:sqlite";
import { serve } from "../../../../src-main/store/sqlite-worker/serve.ts";

const db = new DatabaseSync(":memory:");
db.exec("CREATE TABLE counter (value INTEGER NOT NULL) STRICT; INSERT INTO counter VALUES (0);");

const counter = {
  add({ amount }: { amount: number }): number {
    db.prepare("UPDATE counter SET value = value + ?").run(amount);
    return Number(db.prepare("SELECT value FROM counter").get()?.["value"]);
  },
  fail(): void {
    db.exec("SELECT * FROM missing");
  },
  throwText(): void {
    throw new TypeError("not that way");
  },
  /** Nested deeper than the main thread, whose stack is smaller, can take it apart. */
  tooDeep(): unknown {
    let nested: unknown = [];
    for (let depth = 0; depth < 8000; depth++) nested = [nested];
    return nested;
  },
  crash(): void {
    process.exit(3);
  },
  close(): void {
    db.close();
  },
};

export type Counter = typeof counter;
serve(counter);
