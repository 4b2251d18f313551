/** The queue's real file behind the engine: its troubles and its commits reach whoever asks the engine. */
import type { DatabaseSync } from "node:sqlite";
import { DatabaseSync as OtherProgram } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { settingsOf } from "../../src-main/demo/stage.ts";
import { createEngine } from "../../src-main/engine.ts";
import { createMetrics } from "../../src-main/metrics/create-metrics.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { createStoreAlarms } from "../../src-main/program/store-alarms.ts";
import { createQueueDatabase } from "../../src-main/store/queue/queue-database.ts";
import { expectAgreement } from "../unit/metrics/agreement.ts";
import { parsePage } from "../unit/metrics/parse-page.ts";
import { connectInProcess } from "../unit/store/in-process.ts";
import { accepted } from "../unit/store/outbox-conformance.ts";
import { useQueueFolders } from "../unit/store/queue/queue-folder.ts";

const newFolder = useQueueFolders();
const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function calm(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** An engine that is not started, so that nothing but the test uses its queue. */
async function newWorld() {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 0, 15) });
  const storeAlarms = createStoreAlarms(clock.nowMs);
  const metrics = createMetrics({ version: "1.0.0" });
  onTestFinished(metrics.stop);
  const folder = newFolder();
  const files: DatabaseSync[] = [];
  const opened = (file: DatabaseSync) => {
    files.push(file);
    // Nobody waits for a lock in these tests.
    file.exec("PRAGMA busy_timeout = 0");
  };
  const outbox = await folder.open({
    clock,
    onAlarm: storeAlarms.note,
    onCommit: metrics.observeCommit,
    connect: () => connectInProcess(createQueueDatabase({ opened })),
  });
  const engine = createEngine({
    settings: settingsOf("[endpoint.crm]\nurl = http://127.0.0.1:9/"),
    clock,
    random: () => 0.5,
    newId: () => "id",
    logger: () => silent,
    outbox,
    version: "1.0.0",
    metrics,
    storeAlarms: storeAlarms.standing,
  });
  const look = async () => {
    const [snapshot, { text }] = await Promise.all([engine.metricsSnapshot(), engine.metrics()]);
    const page = parsePage(text);
    expectAgreement(snapshot, page);
    return { snapshot, page, store: engine.health().store, status: engine.health().status };
  };
  const pass = (ms: number) => clock.runFor(ms, calm);
  return { path: folder.path, outbox, look, pass, exec: (sql: string) => files.at(-1)?.exec(sql) };
}

/** An event that takes about 100 kB. */
function large(id: string) {
  const event = accepted(id, "a", 1, ["crm"]);
  const body = "x".repeat(100_000);
  return {
    ...event,
    deliveries: event.deliveries.map((each) => ({ ...each, request: { ...each.request, body } })),
  };
}

test("a full disk is told in /health, as a metric and in the snapshot until there is room", async () => {
  const { outbox, look, pass, exec } = await newWorld();
  const well = await look();
  expect(well.store).toEqual({ state: "ok", sentence: "New webhooks can be kept." });
  expect(well.page.sum("webhook_store_alarm")).toBe(0);

  exec("PRAGMA max_page_count = 20");
  const kept = outbox.accept([large("1")]);
  await pass(30_000);
  const full = await look();
  expect(full.status).toBe("failing");
  expect(full.store?.state).toBe("disk-full");
  expect(full.store?.sentence).toMatch(/^There is no room on the disk for .*queue\.db .* free some space\.$/);
  expect(full.page.value("webhook_store_alarm", { kind: "disk-full" })).toBe(1);
  expect(full.snapshot.storeAlarms).toMatchObject([{ kind: "disk-full" }]);
  expect(full.snapshot.atMs - (full.snapshot.storeAlarms[0]?.sinceMs ?? 0)).toBeGreaterThan(29_000);

  exec("PRAGMA max_page_count = 1000000");
  await pass(2000);
  await kept;
  const again = await look();
  expect(again.store?.state).toBe("ok");
  expect(again.page.sum("webhook_store_alarm")).toBe(0);
  expect(again.snapshot.storeAlarms).toEqual([]);
});

test("a file that another program holds is told, too", async () => {
  const { path, outbox, look, pass } = await newWorld();
  const backup = new OtherProgram(path);
  backup.exec("BEGIN IMMEDIATE");
  const kept = outbox.accept([large("1")]);
  await pass(8000);
  expect(await look()).toMatchObject({ status: "failing", store: { state: "locked" } });
  backup.exec("ROLLBACK");
  backup.close();
  await pass(2000);
  await kept;
  expect((await look()).store?.state).toBe("ok");
});

test("each commit is measured: those that failed are none", async () => {
  const { outbox, look, pass, exec } = await newWorld();
  for (const id of ["1", "2", "3"]) {
    const kept = outbox.accept([accepted(id, id, 1, ["crm"])]);
    await pass(10);
    await kept;
  }
  const { snapshot } = await look();
  expect(snapshot.commit.count).toBe(3);
  expect(snapshot.commit.sumS).toBeGreaterThan(0);
  expect(snapshot.commit.p99S).toBeGreaterThan(0);

  exec("PRAGMA max_page_count = 20");
  void outbox.accept([large("4")]).catch(() => undefined);
  await pass(5000);
  expect((await look()).snapshot.commit.count).toBe(3);
});
