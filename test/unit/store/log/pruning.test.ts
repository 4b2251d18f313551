import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { attempt, delivery, failedAttempt, found, openLog, put, startMs, valueOf } from "./log-fixture.ts";

const dayMs = 86_400_000;

test("rows go when they are older than keep_days, by themselves", async () => {
  const { deliveryLog, clock } = openLog({ keepDays: 3 });
  const old = delivery({ atMs: startMs - 4 * dayMs });
  put(deliveryLog, old, attempt(old));
  const young = put(deliveryLog, delivery({ atMs: startMs - 2 * dayMs }));
  expect(await found(deliveryLog, {})).toEqual([young.eventId, old.eventId]);
  await clock.runFor(70_000);
  expect(await found(deliveryLog, {})).toEqual([young.eventId]);
  expect(await found(deliveryLog, { text: "müller" })).toEqual([young.eventId]);
  await clock.runFor(dayMs + 2 * 3_600_000);
  expect(await found(deliveryLog, {})).toEqual([]);
  expect(valueOf(await deliveryLog.counts())).toEqual([]);
  expect(await deliveryLog.stats()).toMatchObject({ rows: 0 });
});

test("the content of delivered events goes after a week, what failed keeps it", async () => {
  const { deliveryLog } = openLog();
  const atMs = startMs - 8 * dayMs;
  const url = "https://crm.example.com/3cx?key=***&callerid=493012345678";
  const done = delivery({ atMs, method: "GET", url, fields: "callerid=493012345678", endpoint: "get" });
  put(deliveryLog, done, attempt(done, { answer: "fine" }));
  const failed = delivery({ atMs });
  put(deliveryLog, failed, failedAttempt(failed, { result: "gave-up" }));
  const young = delivery();
  put(deliveryLog, young, attempt(young));
  await deliveryLog.prune();

  const rows = valueOf(await deliveryLog.query({})).rows;
  const details = await Promise.all(rows.map(async ({ id }) => valueOf(await deliveryLog.delivery(id))));
  expect(details.map((detail) => detail?.contentKept)).toEqual([true, true, false]);
  const dropped = details[2];
  expect(dropped?.eventId).toBe(done.eventId);
  expect(dropped?.request.url).toBe("https://crm.example.com/3cx?key=***");
  expect(dropped?.request).not.toHaveProperty("body");
  expect(dropped?.tries).toHaveLength(1);
  expect(await found(deliveryLog, { text: "493012345678", endpoints: ["get"] })).toEqual([]);
  const ids = rows.map(({ id }) => id);
  expect(valueOf(await deliveryLog.frozen(ids)).map(({ eventId }) => eventId)).toEqual([
    failed.eventId,
    young.eventId,
  ]);
});

test("a log that is too large loses its oldest rows and gives the room back", async () => {
  const { deliveryLog, path } = openLog({ mostBytes: 1_500_000 });
  const body = JSON.stringify({ text: "lorem ipsum dolor ".repeat(60) });
  let last = "";
  for (let n = 0; n < 2500; n += 1) last = put(deliveryLog, delivery({ body })).eventId;
  const before = await deliveryLog.stats();
  expect(before.bytes).toBeGreaterThan(1_500_000);
  await deliveryLog.prune();
  const after = await deliveryLog.stats();
  expect(after.bytes).toBeLessThanOrEqual(1_500_000);
  expect(after.rows).toBeGreaterThan(0);
  expect(await found(deliveryLog, { limit: 1 })).toEqual([last]);
  await deliveryLog.close();
  expect(statSync(path).size).toBeLessThan(before.bytes);
});

test("cleaning goes in slices, and what is recorded meanwhile is written between them", async () => {
  const { deliveryLog } = openLog();
  for (let n = 0; n < 1200; n += 1) put(deliveryLog, delivery({ atMs: startMs - 40 * dayMs + n }));
  await deliveryLog.stats();
  const cleaning = deliveryLog.prune();
  const record = put(deliveryLog, delivery());
  expect(await found(deliveryLog, { fromMs: startMs })).toEqual([record.eventId]);
  await cleaning;
  expect(await found(deliveryLog, {})).toEqual([record.eventId]);
});

test("a changed keep_days counts from the next cleaning on", async () => {
  const { deliveryLog } = openLog({ keepDays: 30 });
  put(deliveryLog, delivery({ atMs: startMs - 10 * dayMs }));
  await deliveryLog.prune();
  expect(await deliveryLog.stats()).toMatchObject({ rows: 1 });
  deliveryLog.keep(5);
  await deliveryLog.prune();
  expect(await deliveryLog.stats()).toMatchObject({ rows: 0 });
});
