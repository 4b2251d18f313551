import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { LogDatabase } from "../../../../src-main/store/log/log-database.ts";
import type { StoreFailure } from "../../../../src-main/store/sqlite-worker/failure.ts";
import type { WorkerConnection } from "../../../../src-main/store/sqlite-worker/protocol.ts";
import { attempt, delivery, found, inProcess, logFolder, openLog, put, valueOf } from "./log-fixture.ts";

/** A connection that fails in the ways that `fault` says, call by call. */
function troubled(fault: (method: string) => StoreFailure | undefined): () => WorkerConnection<LogDatabase> {
  return () => {
    const real = inProcess();
    return {
      ...real,
      async call(method, input) {
        const failure = fault(method);
        return failure === undefined ? real.call(method, input) : { ok: false, failure };
      },
    };
  };
}

test("the log works in its own thread, and is there after a restart", async () => {
  const path = join(logFolder(), "log.db");
  const before = openLog({ path, connect: undefined as never });
  const record = delivery();
  put(before.deliveryLog, record, attempt(record));
  expect(await found(before.deliveryLog, { text: "müller" })).toEqual([record.eventId]);
  await before.deliveryLog.close();

  const after = openLog({ path });
  expect(await found(after.deliveryLog, {})).toEqual([record.eventId]);
});

test("nothing is written at once, and everything at the close", async () => {
  const path = join(logFolder(), "log.db");
  const methods: string[] = [];
  const first = openLog({ path, connect: troubled((method) => void methods.push(method)) });
  const record = delivery();
  put(first.deliveryLog, record, attempt(record));
  expect(methods).toEqual([]);
  await first.deliveryLog.close();
  expect(methods).toEqual(["open", "write"]);
  first.deliveryLog.record(attempt(record));
  const second = openLog({ path });
  expect(await found(second.deliveryLog, {})).toEqual([record.eventId]);
});

test("a full disk: records wait, nothing is thrown, and all is there when there is room", async () => {
  let full = true;
  const connect = troubled((method) =>
    full && method === "write" ? { kind: "full", reason: "database or disk is full" } : undefined,
  );
  const { deliveryLog, clock, lines, path } = openLog({ connect });
  const record = put(deliveryLog, delivery());
  await clock.runFor(1000);
  expect(await deliveryLog.stats()).toMatchObject({
    buffered: 1,
    lost: 0,
    problem: expect.stringContaining("no room"),
  });
  await clock.runFor(600_000);
  const complaints = lines.filter(({ level }) => level === "warn");
  expect(complaints).toHaveLength(1);
  expect(complaints[0]?.message).toBe(
    `There is no room on the disk for the delivery log ${path} (database or disk is full); free some space. Webhooks are delivered all the same.`,
  );
  full = false;
  await clock.runFor(60_000);
  expect(await found(deliveryLog, {})).toEqual([record.eventId]);
  expect((await deliveryLog.stats()).problem).toBeUndefined();
});

test("when nothing can be written for long, the oldest records go and are counted once a minute", async () => {
  const connect = troubled((method) =>
    method === "write" ? { kind: "io", reason: "disk I/O error" } : undefined,
  );
  const { deliveryLog, lines, clock } = openLog({ connect });
  for (let n = 0; n < 10_500; n += 1) put(deliveryLog, delivery());
  await clock.runFor(1000);
  const stats = await deliveryLog.stats();
  expect(stats.buffered).toBeLessThanOrEqual(10_000);
  expect(stats.buffered + stats.lost).toBe(10_500);
  expect(lines.filter(({ message }) => message.includes("does not keep up"))).toHaveLength(1);
});

test("an entry that cannot be stored costs only itself", async () => {
  const { deliveryLog, lines } = openLog();
  const good = put(deliveryLog, delivery());
  deliveryLog.accepted(delivery({ caller: Symbol("nonsense") as never }));
  const alsoGood = put(deliveryLog, delivery());
  expect(await found(deliveryLog, {})).toEqual([alsoGood.eventId, good.eventId]);
  expect(lines.filter(({ level }) => level === "warn")).toHaveLength(1);
});

test("a file with tables of somebody else is left alone, and records wait", async () => {
  const path = join(logFolder(), "log.db");
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE delivery (x); PRAGMA user_version = 1");
  db.close();
  const { deliveryLog } = openLog({ path });
  put(deliveryLog, delivery());
  expect(await deliveryLog.query({})).toMatchObject({ ok: false });
  expect(await deliveryLog.stats()).toMatchObject({ buffered: 1, lost: 0 });
});

test("a thread that dies is started anew and loses nothing", async () => {
  let deaths = 0;
  const connect = troubled((method) =>
    method === "write" && deaths++ === 0
      ? { kind: "crashed", reason: "The store's thread ended." }
      : undefined,
  );
  const { deliveryLog, clock } = openLog({ connect });
  const record = put(deliveryLog, delivery());
  await clock.runFor(5000);
  expect(await found(deliveryLog, {})).toEqual([record.eventId]);
});

test("a file that is no database is set aside by name, and a new one begun", async () => {
  const path = join(logFolder(), "log.db");
  writeFileSync(path, "this was a log once".repeat(500));
  const { deliveryLog, lines } = openLog({ path });
  const record = put(deliveryLog, delivery());
  expect(await found(deliveryLog, {})).toEqual([record.eventId]);
  const aside = readdirSync(dirname(path)).find((name) => name.includes("damaged"));
  expect(aside).toMatch(/^log\.damaged-\d{8}T\d{6}\.db$/);
  expect(lines.find(({ level }) => level === "error")?.message).toContain(String(aside));
});

test("damage while running: the file is looked through, set aside, and the log goes on", async () => {
  let damaged = true;
  const path = join(logFolder(), "log.db");
  const connect = troubled((method) => {
    if (method !== "rows" || !damaged) return undefined;
    damaged = false;
    for (const file of [path, `${path}-wal`]) writeFileSync(file, "overwritten by somebody".repeat(9000));
    return { kind: "damaged", reason: "database disk image is malformed" };
  });
  const threads: boolean[] = [];
  const { deliveryLog } = openLog({
    path,
    connect(suspect) {
      threads.push(suspect);
      return connect();
    },
  });
  put(deliveryLog, delivery());
  expect(await deliveryLog.query({})).toMatchObject({ ok: false });
  const record = put(deliveryLog, delivery());
  expect(await found(deliveryLog, {})).toEqual([record.eventId]);
  // The look through all of it takes long and is not for a thread that others share.
  expect(threads).toEqual([false, true]);
  expect(readdirSync(dirname(path)).some((name) => name.includes("damaged"))).toBe(true);
});

test("a log of a later version is left alone", async () => {
  const path = join(logFolder(), "log.db");
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE other (x); PRAGMA user_version = 99");
  db.close();
  const { deliveryLog, lines, clock } = openLog({ path });
  put(deliveryLog, delivery());
  await clock.runFor(300_000);
  const answer = await deliveryLog.query({});
  expect(answer).toMatchObject({ ok: false, sentence: expect.stringContaining("has layout 99") });
  expect(lines.filter(({ level }) => level === "warn")).toHaveLength(1);
  expect(readdirSync(dirname(path)).some((name) => name.includes("damaged"))).toBe(false);
});

test("a path that cannot be opened: a sentence, and no harm", async () => {
  const { deliveryLog } = openLog({ path: join(logFolder(), "missing", "log.db") });
  put(deliveryLog, delivery());
  expect(await deliveryLog.query({})).toMatchObject({
    ok: false,
    sentence: expect.stringContaining("cannot be read"),
  });
  expect(await deliveryLog.stats()).toMatchObject({
    buffered: 1,
    problem: expect.stringContaining("let this user write"),
  });
  await expect(async () => {
    for await (const _piece of deliveryLog.export({}, "csv")) continue;
  }).rejects.toThrow("cannot be read");
});

test("what is open is closed once, and later questions get a sentence", async () => {
  const { deliveryLog } = openLog();
  put(deliveryLog, delivery());
  await deliveryLog.close();
  await deliveryLog.close();
  expect(await deliveryLog.query({})).toMatchObject({
    ok: false,
    sentence: expect.stringContaining("is closed"),
  });
  expect(valueOf({ ok: true, value: 1 })).toBe(1);
});
