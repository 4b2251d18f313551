import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { attempt, delivery, found, logFolder, openLog, put, startMs, valueOf } from "./log-fixture.ts";

const dayMs = 86_400_000;

function shardsIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db.prepare(
    "SELECT count(*) AS count FROM sqlite_schema WHERE name GLOB 'search_[0-9]*' AND sql LIKE '%fts5%'",
  );
  const count = Number(tables.get()?.["count"]);
  db.close();
  return count;
}

test("the index grows in parts, is searched over all of them, and loses those of forgotten rows", async () => {
  const path = join(logFolder(), "log.db");
  const { deliveryLog } = openLog({ path });
  const ids: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const record = delivery({
      atMs: startMs - 50 * dayMs + n * 1000,
      endpoint: n % 2 === 0 ? "crm" : "desk",
    });
    ids.unshift(put(deliveryLog, record, attempt(record)).eventId);
    // One row a batch, so that a part is begun as soon as the one before is full.
    await deliveryLog.stats();
  }
  const young = put(deliveryLog, delivery());
  expect(await found(deliveryLog, { text: "müller" })).toEqual([young.eventId, ...ids]);
  expect(await found(deliveryLog, { states: ["delivered"], limit: 3 })).toEqual(ids.slice(0, 3));
  expect(shardsIn(path)).toBeGreaterThan(4);
  await deliveryLog.prune();
  expect(await found(deliveryLog, { text: "müller" })).toEqual([young.eventId]);
  expect(shardsIn(path)).toBe(1);
});

test("a clock that was set back puts rows into older parts, and each is found once", async () => {
  const { deliveryLog } = openLog();
  const ids: string[] = [];
  for (let n = 0; n < 30; n += 1) {
    const record = delivery({ atMs: startMs + ((n * 7) % 30) * 1000 });
    ids.push(put(deliveryLog, record, attempt(record)).eventId);
    await deliveryLog.stats();
  }
  const answer = await found(deliveryLog, { states: ["delivered"] });
  expect(answer).toHaveLength(30);
  expect(new Set(answer)).toEqual(new Set(ids));
});

test("the same words are found after the file is opened again", async () => {
  const path = join(logFolder(), "log.db");
  const first = openLog({ path });
  for (let n = 0; n < 20; n += 1) {
    put(first.deliveryLog, delivery());
    await first.deliveryLog.stats();
  }
  await first.deliveryLog.close();
  const second = openLog({ path });
  const record = put(second.deliveryLog, delivery());
  const answer = await found(second.deliveryLog, { text: "müller" });
  expect(answer).toHaveLength(21);
  expect(answer[0]).toBe(record.eventId);
});

test("a search that takes long pauses where it may, says how far it looked, and goes on from there", async () => {
  const { deliveryLog } = openLog({ pauseAfterMs: 0 });
  const oldest = put(deliveryLog, delivery({ atMs: startMs, callerName: "Rare Name" }));
  for (let n = 1; n < 30; n += 1) {
    put(deliveryLog, delivery({ atMs: startMs + n * 1000 }));
    await deliveryLog.stats();
  }
  const query = { text: "rare", mayPause: true } as const;
  const times: number[] = [];
  let page = valueOf(await deliveryLog.query(query));
  while (page.searchedToMs !== undefined && page.cursor !== undefined) {
    expect(page.rows).toEqual([]);
    times.push(page.searchedToMs);
    page = valueOf(await deliveryLog.query({ ...query, cursor: page.cursor }));
  }
  expect(times.length).toBeGreaterThan(2);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(page.rows.map(({ eventId }) => eventId)).toEqual([oldest.eventId]);
  expect(page).not.toHaveProperty("cursor");
  // Whoever needs all of it gets all of it.
  expect(await found(deliveryLog, { text: "rare" })).toEqual([oldest.eventId]);
  expect(valueOf(await deliveryLog.total({ text: "rare" }))).toEqual({ count: 1, more: false });
  const { candidates } = valueOf(await deliveryLog.resendPlan({ text: "rare" }, 10));
  expect(candidates).toHaveLength(1);
});
