import { afterEach, describe, expect, it } from "vitest";
import type { Head, LaneOutcome } from "../../../../src-main/store/postgres/types.ts";
import { createWorkerStore, type WorkerStore } from "../../../../src-main/store/postgres/worker-store.ts";
import type { AttemptRecord } from "../../../../src-shared/webhooks/delivery-report.ts";
import { accepted } from "../outbox-conformance.ts";
import { useEngineOutboxes } from "./engine-outboxes.ts";
import { postgresPrograms, usePostgresServer, withoutPostgres } from "./postgres-server.ts";

const status = { serves: ["crm"], seen: [] };

describe.skipIf(postgresPrograms === undefined)(`lanes of the shared queue${withoutPostgres}`, () => {
  const server = usePostgresServer();
  const engines = useEngineOutboxes(server);
  const stores: WorkerStore[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.end();
    await server().ask("TRUNCATE webhook.engine, webhook.worker CASCADE");
  });

  async function hire(): Promise<WorkerStore> {
    const { url } = server();
    const store = createWorkerStore({
      ...{ url, name: "w", version: "1", leaseMs: 3_600_000 },
      onNews: () => undefined,
    });
    stores.push(store);
    await store.begin(status);
    return store;
  }

  const claim = (store: WorkerStore, lanes = 10, held: number[] = []) =>
    store.claim({ rooms: [{ endpoint: "crm", lanes, sinceMs: 0 }], held: () => held });

  function delivered({ lane, engine, event }: Head): LaneOutcome {
    const { id: eventId, type, chainId, linkId, seq } = event;
    const record: AttemptRecord = {
      ...{ atMs: 1, endpoint: "crm", mirror: false, eventId, type, chainId, linkId, seq, attempt: 1 },
      ...{ url: "", phases: { queueMs: 0, totalMs: 1 } },
      method: "POST",
      result: "delivered",
    };
    return { lane, engine, change: { eventId, endpoint: "crm", state: "delivered", attempts: 1 }, record };
  }

  const idsOf = (heads: readonly Head[]) => heads.map(({ event }) => event.id).toSorted();
  const reports = async () => (await server().ask("SELECT 1 FROM webhook.report")).length;

  it("belong to one worker at a time, and give their events one after the other", async () => {
    const outbox = await engines.open("main");
    await outbox.accept([accepted("1", "a", 1, ["crm"]), accepted("2", "a", 2, ["crm"])]);
    await outbox.accept([accepted("3", "b", 1, ["crm"])]);
    const [first, second] = [await hire(), await hire()];
    const theirs = await Promise.all([claim(first, 1), claim(second)]);
    expect(idsOf(theirs.flat())).toEqual(["1", "3"]);
    const [owner, head] = theirs[0].some(({ event }) => event.id === "1")
      ? [first, theirs[0].find(({ event }) => event.id === "1")]
      : [second, theirs[1].find(({ event }) => event.id === "1")];
    if (head === undefined) throw new Error("Nobody has the lane.");
    const { heads } = await owner.settle(1, [delivered(head)]);
    expect(idsOf(heads)).toEqual(["2"]);
  });

  it("are taken over when a lease is over, and the worker that lost it cannot write any more", async () => {
    const outbox = await engines.open("main");
    await outbox.accept([accepted("1", "a", 1, ["crm"]), accepted("2", "a", 2, ["crm"])]);
    const [slow, quick] = [await hire(), await hire()];
    const [late] = await claim(slow);
    if (late === undefined) throw new Error("Nothing was claimed.");
    expect(await claim(quick)).toEqual([]);
    await server().ask(
      "UPDATE webhook.worker SET lease_until = now() - interval '1 s' WHERE id = (SELECT worker FROM webhook.lane)",
    );
    expect(await quick.renew(status)).toBe(true);
    const [head] = await claim(quick);
    if (head === undefined) throw new Error("Nothing was taken over.");
    expect(head.event.id).toBe("1");

    expect((await slow.settle(1, [delivered(late)])).heads).toEqual([]);
    expect(await reports()).toBe(0);
    expect(await slow.renew(status)).toBe(false);

    expect(idsOf((await quick.settle(1, [delivered(head)])).heads)).toEqual(["2"]);
    expect(await reports()).toBe(1);
  });

  it("keep outcomes from being written for a lane that was given back and taken by another", async () => {
    const outbox = await engines.open("main");
    await outbox.accept([accepted("1", "a", 1, ["crm"])]);
    const [first, second] = [await hire(), await hire()];
    const [before] = await claim(first);
    if (before === undefined) throw new Error("Nothing was claimed.");
    await first.release([before.lane]);
    expect(idsOf(await claim(second))).toEqual(["1"]);
    expect((await first.settle(1, [delivered(before)])).notHeld).toEqual([before.lane]);
    expect(await reports()).toBe(0);
  });

  it("note an outcome once, however often it is given after a lost answer", async () => {
    const outbox = await engines.open("main");
    await outbox.accept([accepted("1", "a", 1, ["crm"]), accepted("2", "a", 2, ["crm"])]);
    const worker = await hire();
    const [head] = await claim(worker);
    if (head === undefined) throw new Error("Nothing was claimed.");
    await worker.settle(1, [delivered(head)]);
    expect(idsOf((await worker.settle(1, [delivered(head)])).heads)).toEqual(["2"]);
    expect(await reports()).toBe(1);
  });

  it("of a claim whose answer was lost come with the next", async () => {
    const outbox = await engines.open("main");
    await outbox.accept([accepted("1", "a", 1, ["crm"])]);
    const worker = await hire();
    await server().ask("UPDATE webhook.lane SET worker = (SELECT id FROM webhook.worker)");
    expect(idsOf(await claim(worker))).toEqual(["1"]);
  });

  it("of a paused endpoint are left alone", async () => {
    const outbox = await engines.open("main");
    await outbox.accept([accepted("1", "a", 1, ["crm"])]);
    const worker = await hire();
    await worker.pauseByReceiver("main", "crm");
    expect(await claim(worker)).toEqual([]);
    await worker.endReceiverPause("crm");
    expect(idsOf(await claim(worker))).toEqual(["1"]);
  });
});
