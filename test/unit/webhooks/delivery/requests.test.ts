/** More waits than is held in memory: the outbox keeps the rest, and nothing about delivery changes. */
import { describe, expect, it } from "vitest";
import type { DeliveryKey, Outbox, PendingWork } from "../../../../src-main/webhooks/types.ts";
import { endpoint } from "../events.ts";
import type { Sent } from "./bench.ts";
import { accepted, answer, createBench, idOf } from "./bench.ts";

const crm = endpoint({ concurrency: 8 });
const single = endpoint({ name: "single", concurrency: 1 });

/** As the outbox on disk does: what waits comes without its requests, and these come later. */
function createLateBench(answerOf: (sent: Sent) => number, requests?: Outbox["requests"]) {
  const bench = createBench((sent) => answer(answerOf(sent)));
  const asked: (readonly DeliveryKey[])[] = [];
  const outbox: Outbox = {
    ...bench.memory,
    async requests(keys) {
      asked.push(keys);
      await undefined;
      return (requests ?? bench.memory.requests)(keys);
    },
  };
  async function left(): Promise<PendingWork["events"]> {
    const { events } = await bench.memory.loadPending();
    return events.map((event) => ({
      ...event,
      deliveries: event.deliveries.map(({ request: _request, ...plan }) => ({ ...plan, requestBytes: 500 })),
    }));
  }
  return { ...bench, ...bench.run(outbox), asked, left };
}

const chain = (n: number) => `chain${String(n).padStart(5, "0")}`;

describe("requests that the outbox keeps", () => {
  it("are read some at a time, and leave in their order with the bytes they were accepted with", async () => {
    const { clock, memory, delivery, left, sent, asked } = createLateBench(() => 200);
    const events = Array.from({ length: 300 }, (_, n) =>
      accepted(chain(n % 100), Math.floor(n / 100) + 1, [crm, single], { nowMs: clock.nowMs() }),
    );
    await memory.accept(events);
    delivery.apply([crm, single]);
    delivery.restore(await left());
    await clock.runFor(1000);
    const ids = (name: string) => sent.filter((each) => each.endpoint === name).map(idOf);
    expect(ids("single")).toEqual(events.map(({ id }) => id));
    expect(ids("crm").toSorted()).toEqual(events.map(({ id }) => id).toSorted());
    for (let n = 0; n < 100; n++) {
      const ofChain = ids("crm").filter((id) => id.startsWith(`${chain(n)}.`));
      expect(ofChain).toEqual(ofChain.toSorted());
    }
    for (const each of sent) expect(each.message.body).toBe(`{"seq":${idOf(each).split(".")[1]}}`);
    expect(asked.flat()).toHaveLength(600);
    expect(asked.length).toBeLessThan(25);
    await expect(memory.loadPending()).resolves.toMatchObject({ events: [] });
  });

  it("are left there when much waits, also of new events, and read again for each attempt", async () => {
    let up = false;
    const { clock, memory, delivery, sent, asked } = createLateBench(() => (up ? 200 : 429));
    delivery.apply([crm]);
    const events = Array.from({ length: 5500 }, (_, n) =>
      accepted(chain(n), 1, [crm], { nowMs: clock.nowMs() }),
    );
    await memory.accept(events);
    delivery.add(events);
    await clock.runFor(60_000);
    expect(asked.length).toBeGreaterThan(0);
    const early = sent.length;
    up = true;
    await clock.runFor(3_600_000);
    expect(new Set(sent.slice(early).map(idOf)).size).toBe(5500);
    expect(delivery.status()[0]).toMatchObject({ waiting: 0, delivered: 5500, dropped: 0 });
  });

  it("that were never kept stay in memory", async () => {
    const { clock, delivery, asked } = createLateBench(() => 200);
    delivery.apply([crm]);
    delivery.pause("crm");
    const events = Array.from({ length: 5500 }, (_, n) =>
      accepted(chain(n), 1, [crm], { nowMs: clock.nowMs() }),
    );
    delivery.add(events, false);
    delivery.resume("crm");
    await clock.runFor(1000);
    expect(asked).toEqual([]);
    expect(delivery.status()[0]).toMatchObject({ waiting: 0, delivered: 5500 });
  });

  it("that cannot be read any more end, with a record and an error in the log", async () => {
    const { clock, memory, delivery, left, sent, attempts, lines } = createLateBench(
      () => 200,
      async (keys) => keys.map(() => undefined),
    );
    await memory.accept([accepted("a", 1, [crm], { nowMs: clock.nowMs() })]);
    delivery.apply([crm]);
    delivery.restore(await left());
    await clock.runFor(0);
    expect(sent).toEqual([]);
    expect(attempts).toMatchObject([{ eventId: "a.1", result: "dropped", attempt: 0 }]);
    expect(attempts[0]?.error).toMatch(/^Not sent: the queue on disk does not hold it/);
    expect(lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect((await memory.loadPending()).events).toEqual([]);
  });

  it("are asked for again when the disk fails, without costing an attempt", async () => {
    let broken = true;
    const bench: ReturnType<typeof createLateBench> = createLateBench(
      () => 200,
      (keys) => (broken ? Promise.reject(new Error("disk I/O error")) : bench.memory.requests(keys)),
    );
    const { clock, memory, delivery, left, attempts, lines } = bench;
    await memory.accept([accepted("a", 1, [crm], { nowMs: clock.nowMs() })]);
    delivery.apply([crm]);
    delivery.restore(await left());
    await clock.runFor(2500);
    expect(attempts).toEqual([]);
    expect(lines.filter(({ level }) => level === "error")).toHaveLength(3);
    broken = false;
    await clock.runFor(1000);
    expect(attempts).toMatchObject([{ result: "delivered", attempt: 1 }]);
  });

  it("are not sent when the endpoint was paused or removed while they were read", async () => {
    for (const [meanwhile, ends] of [
      ["pause", []],
      ["remove", ["dropped"]],
      ["stop", []],
    ] as const) {
      const { clock, memory, delivery, left, sent, attempts } = createLateBench(() => 200);
      await memory.accept([accepted("a", 1, [crm], { nowMs: clock.nowMs() })]);
      delivery.apply([crm]);
      delivery.restore(await left());
      if (meanwhile === "pause") delivery.pause("crm");
      else if (meanwhile === "remove") delivery.apply([single]);
      else void delivery.stop(1000);
      await clock.runFor(0);
      expect(sent).toEqual([]);
      expect(attempts.map(({ result }) => result)).toEqual(ends);
    }
  });
});
