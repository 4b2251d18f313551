import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../../src-main/clock.ts";
import { openQueue, type ProgramQueue } from "../../../src-main/program/queue.ts";
import { createWorkerStore } from "../../../src-main/store/postgres/worker-store.ts";
import { createWebhooks, type Webhooks } from "../../../src-main/webhooks/create-webhooks.ts";
import type { SendResult } from "../../../src-main/webhooks/delivery/sender.ts";
import { createWorker, type Worker } from "../../../src-main/worker/create-worker.ts";
import type { DeliverySettings, EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import { accepted } from "../store/outbox-conformance.ts";
import { postgresPrograms, usePostgresServer, withoutPostgres } from "../store/postgres/postgres-server.ts";
import { answer, createLogBook, idOf, type Sent } from "../webhooks/delivery/bench.ts";
import { ended, endpoint } from "../webhooks/events.ts";

const local: DeliverySettings = { durability: "full", queue: "local", queueUrl: undefined, engine: "main" };
const LEASE_MS = 15_000;

describe.skipIf(postgresPrograms === undefined)(`an engine whose queue is shared${withoutPostgres}`, () => {
  const server = usePostgresServer();
  const clock = createRealClock();
  const { log } = createLogBook();
  const ends: (() => Promise<void> | void)[] = [];
  let folder = "";
  let engines = 0;
  let engine = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "program-queue-"));
    engine = `pbx-${(engines += 1)}`;
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
    await server().ask("TRUNCATE webhook.engine, webhook.worker CASCADE");
  });

  async function open(settings: DeliverySettings): Promise<ProgramQueue> {
    const nothing = () => undefined;
    const started = await openQueue({ folder, settings, clock, log, onAlarm: nothing, onCommit: nothing });
    if (!started.ok) throw new Error(started.sentence);
    ends.push(() => started.queue.outbox.close());
    return started.queue;
  }

  const shared = (): DeliverySettings => ({ ...local, queue: "postgres", queueUrl: server().url, engine });

  async function startEngine(endpoints: readonly EndpointSettings[]) {
    const { outbox, delivery } = await open(shared());
    const attempts: AttemptRecord[] = [];
    let ids = 0;
    const webhooks: Webhooks = createWebhooks({
      ...{ clock, log, outbox, delivery, random: () => 0.5, version: "9.9.9" },
      newId: () => `${engine}.${(ids += 1)}`,
    });
    webhooks.onAttempt((record) => attempts.push(record));
    webhooks.apply(endpoints, { timezone: undefined });
    await webhooks.start();
    ends.push(() => webhooks.stop(1000));
    return { webhooks, attempts };
  }

  function hire(endpoints: readonly EndpointSettings[], result: (sent: Sent) => SendResult) {
    const sent: Sent[] = [];
    const worker: Worker = createWorker({
      open: (onNews) =>
        createWorkerStore({ url: server().url, name: "w", version: "9.9.9", leaseMs: LEASE_MS, onNews }),
      leaseMs: LEASE_MS,
      ...{ clock, log, random: () => 0.5, version: "9.9.9", monotonicMs: () => performance.now() },
      sender: {
        async send({ name }, message) {
          const each = { endpoint: name, message, atMs: clock.nowMs() };
          sent.push(each);
          return result(each);
        },
        forget: () => undefined,
        close: async () => undefined,
      },
    });
    worker.apply(endpoints);
    worker.start();
    ends.push(() => worker.stop(1000));
    return { worker, sent };
  }

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it("lets a worker deliver in order, and tells its attempts as if they were its own", async () => {
    const crm = endpoint();
    const { webhooks, attempts } = await startEngine([crm]);
    const { sent } = hire([crm], () => answer(200));
    await webhooks.accept([ended({ link: 1 }), ended({ link: 2 })]);
    await webhooks.accept([ended({ link: 3 })]);
    await until(() => attempts.length === 3);
    expect(sent.map(idOf)).toEqual([`${engine}.1`, `${engine}.2`, `${engine}.3`]);
    expect(attempts.map(({ eventId, result, seq }) => [eventId, result, seq])).toEqual([
      [`${engine}.1`, "delivered", 1],
      [`${engine}.2`, "delivered", 2],
      [`${engine}.3`, "delivered", 3],
    ]);
    // The engine may hear of its new worker after it heard of the worker's deliveries.
    await until(() => webhooks.status()[0]?.state === "ok");
    expect(webhooks.status()[0]).toMatchObject({ name: "crm", delivered: 3 });
    await until(async () => (await server().ask("SELECT 1 FROM webhook.report")).length === 0);
  });

  it("says that nobody delivers while there is no worker, and which endpoint no worker has", async () => {
    const { webhooks } = await startEngine([endpoint()]);
    await until(() => webhooks.status()[0]?.sentence.includes("No delivery worker is connected") === true);
    expect(webhooks.status()[0]?.alarms).toHaveLength(1);
    hire([endpoint({ name: "other" })], () => answer(200));
    await until(async () => (await server().ask("SELECT 1 FROM webhook.worker")).length > 0);
    webhooks.apply([endpoint()], { timezone: undefined });
    await until(() => webhooks.status()[0]?.sentence.includes("[endpoint.crm]") === true);
  });

  it("holds back what is paused, and lets it go when it is resumed", async () => {
    const crm = endpoint();
    const { webhooks, attempts } = await startEngine([crm]);
    webhooks.pause("crm");
    await until(async () => (await server().ask("SELECT 1 FROM webhook.pause")).length > 0);
    const { sent, worker } = hire([crm], () => answer(200));
    await webhooks.accept([ended()]);
    await until(async () => (await server().ask("SELECT 1 FROM webhook.worker")).length > 0);
    await until(() => worker.busy() === 0);
    expect(sent).toEqual([]);
    await until(() => webhooks.status()[0]?.pausedBy === "user");
    webhooks.resume("crm");
    await until(() => attempts.length === 1);
    expect(sent).toHaveLength(1);
  });

  it("pauses a receiver that answered 410 for all workers, until it is resumed", async () => {
    const crm = endpoint();
    const { webhooks, attempts } = await startEngine([crm]);
    let gone = true;
    const { sent } = hire([crm], () => answer(gone ? 410 : 200));
    await webhooks.accept([ended()]);
    await until(() => attempts.length === 1);
    expect(attempts[0]?.result).toBe("paused");
    await until(async () => (await server().ask("SELECT 1 FROM webhook.pause")).length > 0);
    gone = false;
    webhooks.resume("crm");
    await until(() => attempts.length === 2);
    expect(attempts[1]?.result).toBe("delivered");
    expect(sent).toHaveLength(2);
  });

  it("drops what waits for an endpoint that was removed from its settings, with a record", async () => {
    const { webhooks, attempts } = await startEngine([endpoint(), endpoint({ name: "other" })]);
    await webhooks.accept([ended()]);
    webhooks.apply([endpoint()], { timezone: undefined });
    await until(() => attempts.length === 1);
    expect(attempts[0]).toMatchObject({ endpoint: "other", result: "dropped" });
  });

  it("leaves what is for an endpoint that a worker does not have to others", async () => {
    const { webhooks, attempts } = await startEngine([endpoint(), endpoint({ name: "other" })]);
    const one = hire([endpoint()], () => answer(200));
    await webhooks.accept([ended()]);
    await until(() => attempts.length === 1);
    const two = hire([endpoint({ name: "other" })], () => answer(200));
    await until(() => attempts.length === 2);
    expect([one.sent, two.sent].map((sent) => sent.map((each) => each.endpoint))).toEqual([
      ["crm"],
      ["other"],
    ]);
  });

  it("gives lanes back when an endpoint leaves a worker's settings, without ending anything", async () => {
    const crm = endpoint();
    const { webhooks, attempts } = await startEngine([crm]);
    const first = hire([crm, endpoint({ name: "other" })], () => answer(500));
    await webhooks.accept([ended()]);
    await until(() => attempts.length === 1);
    first.worker.apply([endpoint({ name: "other" })]);
    hire([crm], () => answer(200));
    await until(() => attempts.length === 2);
    expect(attempts.map(({ result, attempt }) => [result, attempt])).toEqual([
      ["retry", 1],
      ["delivered", 2],
    ]);
  });

  it("takes over what waited in the data folder", async () => {
    const { outbox } = await open(local);
    await outbox.accept([accepted("1", "a", 1, ["crm"]), accepted("2", "a", 2, ["crm"])], {
      atMs: 5,
      put: [{ key: "chain/a", json: "1" }],
      remove: [],
    });
    await outbox.close();
    const moved = await open(shared());
    const { events, lastSeqs } = await moved.outbox.loadPending();
    expect(events.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(lastSeqs).toEqual([{ chainId: "a", seq: 2 }]);
    expect(await moved.outbox.loadDocuments()).toEqual({
      atMs: 5,
      documents: [{ key: "chain/a", json: "1" }],
    });
    const left = await open(local);
    expect((await left.outbox.loadPending()).events).toEqual([]);
  });

  it("asks for the address of the database", async () => {
    await expect(open({ ...shared(), queueUrl: undefined })).rejects.toThrow("set queue_url");
  });
});
