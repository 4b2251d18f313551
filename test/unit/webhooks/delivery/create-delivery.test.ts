/** The rules of delivery, on a virtual clock and without a network. */
import { describe, expect, it } from "vitest";
import { endpoint } from "../events.ts";
import type { Receiver } from "./bench.ts";
import { accepted, answer, createBench, idOf, refused } from "./bench.ts";

const crm = endpoint();
const other = endpoint({ name: "other", url: "https://other.example.com/" });

function start(receiver: Receiver, endpoints = [crm]) {
  const bench = createBench(receiver);
  bench.delivery.apply(endpoints);
  const add = (chain: string, seqs: readonly number[], options: { lifeMs?: number } = {}) => {
    const events = seqs.map((seq) =>
      accepted(chain, seq, endpoints, { nowMs: bench.clock.nowMs(), ...options }),
    );
    // In memory it is kept at once.
    void bench.memory.accept(events);
    bench.delivery.add(events);
  };
  const ids = () => bench.sent.map(idOf);
  const ends = () => bench.changes.filter(({ state }) => state !== "waiting");
  return { ...bench, add, ids, ends };
}

describe("order", () => {
  it("sends at once, without waiting for anything", () => {
    const { add, ids } = start(() => answer(200));
    add("a", [1]);
    expect(ids()).toEqual(["a.1"]);
  });

  it("keeps a chain's order while its first delivery fails, and lets other chains pass", async () => {
    let failures = 3;
    const { add, ids, clock, delivery } = start(({ message }) =>
      message.headers["webhook-id"] === "a.1" && failures-- > 0 ? answer(500) : answer(204),
    );
    add("a", [1, 2, 3]);
    add("b", [1]);
    await clock.runFor(0);
    expect(ids()).toEqual(["a.1", "b.1"]);
    expect(delivery.busy()).toBe(0);
    await clock.runFor(60_000);
    expect(ids()).toEqual(["a.1", "b.1", "a.1", "a.1", "a.1", "a.2", "a.3"]);
  });

  it("takes turns between chains, with as many at a time as the endpoint allows", async () => {
    const waiting: (() => void)[] = [];
    const { add, ids, clock } = start(
      () => new Promise((resolve) => waiting.push(() => resolve(answer(200)))),
      [endpoint({ concurrency: 2 })],
    );
    add("a", [1, 2]);
    add("b", [1, 2]);
    add("c", [1]);
    expect(ids()).toEqual(["a.1", "b.1"]);
    for (let round = 0; round < 5; round += 1) {
      waiting.shift()?.();
      await clock.runFor(0);
    }
    expect(ids()).toEqual(["a.1", "b.1", "c.1", "a.2", "b.2"]);
  });

  it("lets nothing overtake with a concurrency of 1", async () => {
    let failures = 1;
    const { add, ids, clock, delivery } = start(
      () => (failures-- > 0 ? answer(500) : answer(200)),
      [endpoint({ concurrency: 1 })],
    );
    add("a", [1]);
    add("b", [1]);
    add("a", [2]);
    await clock.runFor(0);
    expect(ids()).toEqual(["a.1"]);
    expect(delivery.busy()).toBe(0);
    await clock.runFor(2000);
    expect(ids()).toEqual(["a.1", "a.1", "b.1", "a.2"]);
  });

  it("keeps order when the concurrency changes while deliveries wait", async () => {
    let up = false;
    const { add, ids, clock, delivery } = start(() => (up ? answer(200) : refused));
    add("a", [1, 2]);
    add("b", [1]);
    await clock.runFor(0);
    delivery.apply([endpoint({ concurrency: 1 })]);
    await clock.runFor(0);
    up = true;
    delivery.apply([endpoint({ concurrency: 1, timeoutS: 9 })]);
    await clock.runFor(0);
    expect(ids().slice(-3)).toEqual(["a.1", "a.2", "b.1"]);
  });

  it("lets a dead endpoint slow no other", async () => {
    const { add, clock, sent } = start(
      ({ endpoint: name }) => (name === "crm" ? new Promise(() => undefined) : answer(200)),
      [crm, other],
    );
    for (const chain of ["a", "b", "c", "d", "e", "f"]) add(chain, [1, 2]);
    await clock.runFor(0);
    expect(sent.filter((entry) => entry.endpoint === "crm")).toHaveLength(4);
    expect(sent.filter((entry) => entry.endpoint === "other")).toHaveLength(12);
  });
});

describe("retries", () => {
  it("follow the schedule until the deadline and end as expired", async () => {
    const { add, clock, sent, ends, attempts, delivery } = start(() => refused);
    const startMs = clock.nowMs();
    add("a", [1], { lifeMs: 60_000 });
    await clock.runFor(3_600_000);
    expect(sent.map(({ atMs }) => (atMs - startMs) / 1000)).toEqual([0, 1, 3, 8, 18, 48]);
    expect(ends()).toEqual([{ eventId: "a.1", endpoint: "crm", state: "expired", attempts: 6 }]);
    expect(attempts.at(-1)).toMatchObject({ result: "expired", attempt: 6, error: "Nothing listens there." });
    await delivery.stop(0);
    expect(clock.pending()).toBe(0);
  });

  it("go on with the chain after an expiry", async () => {
    const { add, ids, clock } = start(({ message }) =>
      message.headers["webhook-id"] === "a.1" ? refused : answer(200),
    );
    add("a", [1], { lifeMs: 500 });
    add("a", [2]);
    await clock.runFor(0);
    expect(ids()).toEqual(["a.1", "a.2"]);
  });

  it("are not even begun when the deadline passed while the slots were taken", async () => {
    let finish: () => void = () => undefined;
    const { add, ids, clock, ends } = start(
      () => new Promise((resolve) => (finish = () => resolve(answer(200)))),
      [endpoint({ concurrency: 1 })],
    );
    add("a", [1]);
    add("b", [1], { lifeMs: 1000 });
    await clock.runFor(1000);
    finish();
    await clock.runFor(0);
    expect(ids()).toEqual(["a.1"]);
    expect(ends().map(({ eventId, state }) => [eventId, state])).toEqual([
      ["a.1", "delivered"],
      ["b.1", "expired"],
    ]);
  });

  it("send the same id and the same bytes each time", async () => {
    let failures = 2;
    const { add, clock, sent } = start(() => (failures-- > 0 ? answer(503) : answer(200)));
    add("a", [1]);
    await clock.runFor(10_000);
    expect(sent).toHaveLength(3);
    for (const { message } of sent) expect(message).toEqual(sent[0]?.message);
  });

  it("give up after three answers that say the request is wrong", async () => {
    const { add, ids, clock, ends } = start(({ message }) =>
      message.headers["webhook-id"] === "a.1" ? answer(422) : answer(200),
    );
    add("a", [1, 2]);
    await clock.runFor(60_000);
    expect(ids()).toEqual(["a.1", "a.1", "a.1", "a.2"]);
    expect(ends()[0]).toMatchObject({ eventId: "a.1", state: "gave-up", attempts: 3 });
  });

  it("hold the whole endpoint back as long as a 429 asks for", async () => {
    let limited = true;
    const { add, clock, sent, delivery } = start(() => (limited ? answer(429, "30") : answer(200)));
    const startMs = clock.nowMs();
    add("a", [1]);
    await clock.runFor(0);
    limited = false;
    add("b", [1]);
    expect(delivery.busy()).toBe(0);
    await clock.runFor(60_000);
    expect(sent.map(({ atMs }) => atMs - startMs)).toEqual([0, 30_000, 30_000]);
  });

  it("expire what waits behind a long retry, without its turn", async () => {
    const { add, clock, ends, delivery } = start(() => answer(429, "540"));
    add("a", [1]);
    await clock.runFor(0);
    add("b", [1], { lifeMs: 60_000 });
    await clock.runFor(70_000);
    expect(ends()).toEqual([{ eventId: "b.1", endpoint: "crm", state: "expired", attempts: 0 }]);
    expect(delivery.status()[0]).toMatchObject({ waiting: 1, expired: 1, failed: 1 });
  });
});

it("ends thousands whose time is over in turns, so that other endpoints are served in between", async () => {
  const { add, clock, ends, attempts } = start(() => refused);
  for (let n = 0; n < 1000; n += 1) add(`a${n}`, [1], { lifeMs: 10_000 });
  await clock.runFor(10_000);
  const before = attempts.filter(({ result }) => result === "expired").length;
  const expiredBy: number[] = [];
  for (let ms = 0; ms < 10_000; ms += 1) {
    await clock.runFor(1);
    expiredBy.push(attempts.filter(({ result }) => result === "expired").length);
  }
  const most = Math.max(...expiredBy.map((count, ms) => count - (expiredBy[ms - 1] ?? before)));
  expect(most).toBeLessThanOrEqual(4);
  expect(ends().map(({ state }) => state)).toEqual(Array(1000).fill("expired"));
});

describe("410", () => {
  it("pauses the endpoint until its settings change", async () => {
    let gone = true;
    const { add, ids, clock, delivery } = start(() => (gone ? answer(410) : answer(200)));
    add("a", [1, 2]);
    await clock.runFor(3_600_000);
    expect(ids()).toEqual(["a.1"]);
    expect(delivery.status()[0]).toMatchObject({ state: "paused", waiting: 2 });
    expect(delivery.busy()).toBe(0);
    gone = false;
    delivery.apply([endpoint({ timeoutS: 5 })]);
    await clock.runFor(0);
    expect(ids()).toEqual(["a.1", "a.1", "a.2"]);
  });

  it("can be resumed by hand", async () => {
    let gone = true;
    const { add, ids, clock, delivery } = start(() => (gone ? answer(410) : answer(200)));
    add("a", [1]);
    await clock.runFor(0);
    gone = false;
    delivery.resume("crm");
    await clock.runFor(0);
    expect(ids()).toEqual(["a.1", "a.1"]);
    expect(delivery.status()[0]?.state).toBe("ok");
  });
});

describe("settings", () => {
  it("drop what waits for a removed endpoint, with a line in the log", async () => {
    const { add, clock, delivery, ends, lines, memory } = start(() => refused);
    add("a", [1, 2]);
    await clock.runFor(0);
    delivery.apply([]);
    expect(ends().map(({ state }) => state)).toEqual(["dropped", "dropped"]);
    expect(lines.some(({ message }) => message.includes("removed from the settings"))).toBe(true);
    expect((await memory.loadPending()).events).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it("let a request in flight end when its endpoint is removed", async () => {
    let finish: (status: number) => void = () => undefined;
    const { add, clock, delivery, ends } = start(
      () => new Promise((resolve) => (finish = (status) => resolve(answer(status)))),
    );
    add("a", [1, 2]);
    delivery.apply([]);
    expect(delivery.busy()).toBe(1);
    finish(200);
    await clock.runFor(0);
    expect(ends().map(({ eventId, state }) => [eventId, state])).toEqual([
      ["a.2", "dropped"],
      ["a.1", "delivered"],
    ]);
    expect(delivery.busy()).toBe(0);
  });

  it("send what waits to a corrected address, at once", async () => {
    const { add, clock, delivery, sent } = start(({ message }) =>
      message.url === "https://right.example.com/" ? answer(200) : refused,
    );
    add("a", [1]);
    await clock.runFor(0);
    delivery.apply([endpoint({ url: "https://right.example.com/" })]);
    await clock.runFor(0);
    expect(sent.map(({ message }) => message.url)).toEqual([crm.url, "https://right.example.com/"]);
    expect(delivery.status()[0]).toMatchObject({ state: "ok", delivered: 1, waiting: 0 });
  });

  it("change nothing when they are the same", async () => {
    const { add, clock, delivery, sent } = start(() => refused);
    add("a", [1]);
    await clock.runFor(0);
    delivery.apply([endpoint()]);
    await clock.runFor(0);
    expect(sent).toHaveLength(1);
  });
});

describe("status and records", () => {
  it("say what waits, since when, and why", async () => {
    const { add, clock, delivery, attempts } = start(() => answer(404));
    const nowMs = clock.nowMs();
    add("a", [1, 2]);
    await clock.runFor(0);
    expect(delivery.status()).toEqual([
      {
        name: "crm",
        mirror: false,
        state: "failing",
        sentence:
          "The last attempt failed: The receiver answered 404 Not Found: nothing is at this address, so check the path. 2 webhooks wait.",
        breaker: "closed",
        slots: 4,
        concurrency: 4,
        waiting: 2,
        waitingBytes: 1072,
        oldestAtMs: nowMs,
        lastError: "The receiver answered 404 Not Found: nothing is at this address, so check the path.",
        lastErrorAtMs: nowMs,
        failingSinceMs: nowMs,
        attempts: 1,
        delivered: 0,
        gaveUp: 0,
        expired: 0,
        dropped: 0,
        droppedAtBound: 0,
        failed: 0,
        alarms: [expect.objectContaining({ endpoint: "crm", kind: "config", step: "now", sinceMs: nowMs })],
      },
    ]);
    expect(attempts).toEqual([
      expect.objectContaining({
        eventId: "a.1",
        attempt: 1,
        status: 404,
        result: "retry",
        nextTryAtMs: nowMs + 1000,
      }),
    ]);
  });

  it("warn about an endpoint, not about a mirror", async () => {
    for (const mirror of [false, true]) {
      const { add, clock, lines } = start(() => refused, [endpoint({ mirror })]);
      add("a", [1]);
      await clock.runFor(0);
      expect(lines.some(({ level }) => level === "warn")).toBe(!mirror);
    }
  });
});

describe("an earlier run", () => {
  it("is taken up: order, attempts and waiting times", async () => {
    const { clock, delivery, ids } = start(() => answer(200));
    const nowMs = clock.nowMs();
    const pending = (chain: string, seq: number, attempts: number, dueAtMs?: number) => {
      const event = accepted(chain, seq, [crm], { nowMs: nowMs - 1000 });
      const due = dueAtMs === undefined ? {} : { dueAtMs };
      return { ...event, deliveries: event.deliveries.map((plan) => ({ ...plan, attempts, ...due })) };
    };
    delivery.restore([pending("a", 1, 3, nowMs + 4000), pending("a", 2, 0), pending("b", 1, 0)]);
    await clock.runFor(0);
    expect(ids()).toEqual(["b.1"]);
    await clock.runFor(4000);
    expect(ids()).toEqual(["b.1", "a.1", "a.2"]);
  });

  it("counts on how often the receiver has refused a request", async () => {
    const { clock, delivery, memory, changes, run, lines: _lines } = createBench(() => answer(400));
    const event = accepted("a", 1, [crm], { nowMs: clock.nowMs() });
    await memory.accept([event]);
    delivery.apply([crm]);
    delivery.add([event]);
    await clock.runFor(1500);
    await delivery.stop(0);
    const after = run();
    after.delivery.apply([crm]);
    after.delivery.restore((await memory.loadPending()).events);
    await clock.runFor(60_000);
    expect(changes.at(-1)).toMatchObject({ state: "gave-up", attempts: 3, refusals: 3 });
  });

  it("ends what it left for an endpoint that is gone, with a record that says so", async () => {
    const { clock, memory, attempts, run } = createBench(() => answer(500));
    await memory.accept([accepted("a", 1, [crm], { nowMs: clock.nowMs() })]);
    await memory.settle([{ eventId: "a.1", endpoint: "crm", state: "waiting", attempts: 2 }]);
    const { delivery } = run();
    delivery.apply([other]);
    delivery.restore((await memory.loadPending()).events);
    expect(attempts).toMatchObject([
      {
        ...{ endpoint: "crm", eventId: "a.1", chainId: "a", seq: 1, attempt: 2, result: "dropped" },
        error: "Not sent: the endpoint was removed from the settings.",
      },
    ]);
    expect((await memory.loadPending()).events).toEqual([]);
  });

  it("waits no longer than its step when the clock was set back", async () => {
    const { clock, delivery, ids } = start(() => answer(200));
    const event = accepted("a", 1, [crm], { nowMs: clock.nowMs() });
    const dueAtMs = clock.nowMs() + 86_400_000;
    delivery.restore([
      { ...event, deliveries: event.deliveries.map((plan) => ({ ...plan, attempts: 1, dueAtMs })) },
    ]);
    await clock.runFor(1200);
    expect(ids()).toEqual(["a.1"]);
  });
});

describe("stop", () => {
  it("starts nothing more and leaves what waits in the outbox", async () => {
    const { add, clock, delivery, sent, ends } = start(() => refused);
    add("a", [1]);
    await clock.runFor(0);
    await delivery.stop(1000);
    add("b", [1]);
    await clock.runFor(100_000);
    expect(sent).toHaveLength(1);
    expect(ends()).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it("waits for what is in flight, but not for ever", async () => {
    const { add, clock, delivery } = start(() => new Promise(() => undefined));
    add("a", [1]);
    let stopped = false;
    void delivery.stop(1000).then(() => (stopped = true));
    await clock.runFor(999);
    expect(stopped).toBe(false);
    await clock.runFor(1);
    expect(stopped).toBe(true);
  });
});
