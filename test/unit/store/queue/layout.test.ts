/** Files of every earlier version are read; a released step of the layout never changes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { queueLayout } from "../../../../src-main/store/queue/layout.ts";
import { createQueueDatabase } from "../../../../src-main/store/queue/queue-database.ts";
import { migrate } from "../../../../src-main/store/sqlite-worker/migrate.ts";
import { connectInProcess } from "../in-process.ts";
import { useQueueFolders } from "./queue-folder.ts";

const newFolder = useQueueFolders();
const fixture = (version: number) =>
  readFileSync(join(import.meta.dirname, `../../../fixtures/queue/version-${version}.sql`), "utf8");

/** Tables and columns, whatever the layout's text looks like. */
function shapeOf(db: DatabaseSync) {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return tables.map(({ name }) => ({
    name,
    columns: db.prepare(`SELECT name, type, "notnull", pk FROM pragma_table_info('${name}')`).all(),
    indexes: db.prepare(`SELECT name, "unique" FROM pragma_index_list('${name}') ORDER BY name`).all(),
  }));
}

describe("the layout of queue.db", () => {
  it.each(queueLayout.map((_, index) => index + 1))(
    "still makes version %i as it was released",
    (version) => {
      const made = new DatabaseSync(":memory:");
      migrate(made, queueLayout.slice(0, version), "queue.db");
      const released = new DatabaseSync(":memory:");
      released.exec(fixture(version));
      expect(shapeOf(made)).toEqual(shapeOf(released));
    },
  );

  it.each(queueLayout.map((_, index) => index + 1))("reads a file of version %i", async (version) => {
    const folder = newFolder();
    const db = new DatabaseSync(folder.path);
    db.exec(fixture(version));
    db.close();
    const outbox = await folder.open({ connect: () => connectInProcess(createQueueDatabase()) });
    const { events, lastSeqs } = await outbox.loadPending();
    expect(events).toMatchObject([
      {
        id: "01JZ0000000000000000000001",
        seq: 2,
        type: "started",
        deliveries: [{ attempts: 2, dueAtMs: 1758128720000 }],
      },
      {
        id: "01JZ0000000000000000000002",
        seq: 3,
        type: "ended",
        deliveries: [{ endpoint: "crm", attempts: 0 }],
      },
    ]);
    expect(lastSeqs).toEqual([{ chainId: "250917190514_45", seq: 3 }]);
    // Since version 2 it is known what is sent again.
    const replayed = events[1]?.deliveries[0];
    expect(replayed !== undefined && "replay" in replayed).toBe(version >= 2);
    expect(await outbox.loadDocuments()).toEqual({
      atMs: 1758128918500,
      documents: [{ key: "chain/250917190514_45", json: '{"link":1}' }],
    });
  });
});

describe("migration", () => {
  const first = "CREATE TABLE a (x INTEGER) STRICT;";
  const second = "ALTER TABLE a ADD COLUMN y INTEGER;";
  const versionOf = (db: DatabaseSync) => db.prepare("PRAGMA user_version").get()?.["user_version"];

  it("goes step by step from where the file is", () => {
    const db = new DatabaseSync(":memory:");
    migrate(db, [first], "a.db");
    expect(versionOf(db)).toBe(1);
    migrate(db, [first, second], "a.db");
    expect(versionOf(db)).toBe(2);
    db.exec("INSERT INTO a VALUES (1, 2)");
  });

  it("leaves the last whole version when a step fails", () => {
    const db = new DatabaseSync(":memory:");
    expect(() => migrate(db, [first, "CREATE TABLE b (x INTEGER) STRICT; nonsense;"], "a.db")).toThrow();
    expect(versionOf(db)).toBe(1);
    expect(db.isTransaction).toBe(false);
    expect(shapeOf(db).map(({ name }) => name)).toEqual(["a"]);
  });
});
