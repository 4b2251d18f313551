/** What goes wrong around delivery, on a virtual clock: outages, clocks, sleep, full queues. */
import { describe, expect, it } from "vitest";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import { endpoint } from "../events.ts";
import type { Receiver } from "./bench.ts";
import { accepted, answer, createBench, idOf, refused } from "./bench.ts";

const minute = 60_000;
const hour = 60 * minute;
const crm = endpoint();

function start(receiver: Receiver, endpoints: readonly EndpointSettings[] = [crm]) {
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
  const status = (name = "crm") => bench.delivery.status().find((each) => each.name === name);
  const ends = () => bench.changes.filter(({ state }) => state !== "waiting");
  const sentTo = (name: string) => bench.sent.filter((each) => each.endpoint === name);
  return { ...bench, add, status, ends, sentTo };
}

/** Answers after a while. */
function slowly(bench: () => ReturnType<typeof createBench>, ms: number, status: () => number): Receiver {
  return () =>
    new Promise((resolve) => {
      bench().clock.after(ms, () => resolve(answer(status())));
    });
}

describe("a receiver that is down", () => {
  it("gets nothing after five failures, then a probe, and what waits keeps its attempts", async () => {
    const { add, clock, sent, status, changes, delivery } = start(() => refused);
    const startMs = clock.nowMs();
    for (let chain = 0; chain < 10; chain += 1) add(`c${chain}`, [1]);
    await clock.runFor(0);
    // Four at a time: the fifth failure comes with the second round, whose others were under way.
    expect(sent.length).toBeLessThanOrEqual(8);
    const before = sent.length;
    expect(status()).toMatchObject({ breaker: "open", slots: 0, breakerUntilMs: startMs + 5000 });
    expect(status()?.sentence).toMatch(
      /^Nothing is sent for 5 seconds, because the last attempts failed: .+ 10 webhooks wait\.$/,
    );
    expect(delivery.busy()).toBe(0);
    await clock.runFor(4999);
    expect(sent).toHaveLength(before);
    await clock.runFor(1);
    expect(sent).toHaveLength(before + 1);
    await clock.runFor(9999);
    expect(sent).toHaveLength(before + 1);
    await clock.runFor(1);
    expect(sent).toHaveLength(before + 2);
    expect(changes.filter(({ eventId }) => eventId === "c9.1")).toEqual([]);
  });

  it("gets probes that are told as such, and ordinary attempts that are not", async () => {
    let up = false;
    const { add, clock, attempts } = start(() => (up ? answer(200) : refused));
    for (let chain = 0; chain < 10; chain += 1) add(`c${chain}`, [1]);
    await clock.runFor(4999);
    expect(attempts.some(({ probe }) => probe)).toBe(false);
    await clock.runFor(1);
    expect(attempts.filter(({ probe }) => probe)).toMatchObject([{ result: "retry", eventId: "c0.1" }]);
    up = true;
    await clock.runFor(minute);
    expect(attempts.filter(({ probe }) => probe).map(({ result }) => result)).toEqual(["retry", "delivered"]);
    expect(attempts.filter(({ result }) => result === "delivered")).toHaveLength(10);
  });

  it("is probed with the oldest webhook that may go", async () => {
    const { add, clock, sent } = start(() => refused);
    for (let chain = 0; chain < 9; chain += 1) add(`c${chain}`, [1]);
    await clock.runFor(0);
    const tried = new Set(sent.map(idOf));
    await clock.runFor(5000);
    // The first one's retry was due long before the probe.
    expect(idOf(sent.at(-1)!)).toBe("c0.1");
    expect(tried.has("c0.1")).toBe(true);
  });

  it("uses up deadlines all the while", async () => {
    const { add, clock, ends, sent } = start(() => refused);
    for (let chain = 0; chain < 9; chain += 1) add(`c${chain}`, [1]);
    await clock.runFor(0);
    add("late", [1], { lifeMs: 4000 });
    await clock.runFor(5000);
    expect(ends()).toEqual([{ eventId: "late.1", endpoint: "crm", state: "expired", attempts: 0 }]);
    expect(sent.map(idOf)).not.toContain("late.1");
  });

  it("that was down for an hour with 10,000 calls is not buried, and new calls come first", async () => {
    let up = false;
    let inFlight = 0;
    let most = 0;
    const bench: ReturnType<typeof start> = start((sent) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      return Promise.resolve(
        slowly(
          () => bench,
          20,
          () => (up ? 200 : 503),
        )(sent),
      ).finally(() => (inFlight -= 1));
    });
    const { add, clock, sent, status, ends } = bench;
    for (let call = 0; call < 10_000; call += 1) {
      add(`old${call}`, [1]);
      if (call % 10 === 9) await clock.runFor(hour / 1000);
    }
    const attemptsWhileDown = sent.length;
    expect(attemptsWhileDown).toBeLessThan(60);
    expect(status()?.waiting).toBe(10_000);
    up = true;
    await clock.runUntil(() => status()?.delivered === 1, 5 * minute);
    expect(status()).toMatchObject({ breaker: "closed", slots: 1 });
    expect(status()?.sentence).toMatch(/^The receiver is back and gets 1 at a time until it proves steady\./);
    await clock.runFor(1000);
    most = 0;
    const recoveredMs = clock.nowMs();
    for (let call = 0; call < 40; call += 1) {
      add(`new${call}`, [1, 2]);
      await clock.runFor(50);
    }
    await clock.runFor(1000);
    expect(most).toBe(4);
    const doneAt = new Map(ends().map(({ eventId }, index) => [eventId, index]));
    const fresh = [...doneAt.keys()].filter((id) => id.startsWith("new"));
    expect(fresh).toHaveLength(80);
    // 80 fresh ones among at most 200 sent per second: three of four slots are theirs while they wait.
    const waits = bench.attempts
      .filter(({ eventId }) => eventId.startsWith("new"))
      .map(({ phases }) => phases.queueMs);
    expect(Math.max(...waits)).toBeLessThanOrEqual(40);
    expect(ends().filter(({ eventId }) => eventId.startsWith("old")).length).toBeGreaterThan(300);
    await clock.runUntil(() => status()?.waiting === 0, 10 * minute);
    expect(ends().every(({ state }) => state === "delivered")).toBe(true);
    expect((clock.nowMs() - recoveredMs) / 1000).toBeLessThan(10_100 / 200 + 60);
  });

  it("releases what waited for its retry as soon as it is back", async () => {
    let up = false;
    const { add, clock, ends } = start(() => (up ? answer(200) : answer(500)));
    for (let chain = 0; chain < 6; chain += 1) add(`c${chain}`, [1]);
    await clock.runFor(2 * hour);
    up = true;
    await clock.runFor(6 * minute);
    expect(ends()).toHaveLength(6);
  });

  it("costs a live one nothing", async () => {
    const live = endpoint({ name: "live", url: "https://live.example.com/" });
    const run = async (endpoints: EndpointSettings[]) => {
      const bench: ReturnType<typeof start> = start(
        (sent) =>
          sent.endpoint === "live"
            ? slowly(
                () => bench,
                5,
                () => 200,
              )(sent)
            : refused,
        endpoints,
      );
      for (let call = 0; call < 300; call += 1) {
        bench.add(`c${call}`, [1, 2, 3]);
        await bench.clock.runFor(20);
      }
      await bench.clock.runFor(1000);
      return bench.sentTo("live").map(({ atMs }) => atMs);
    };
    expect(await run([crm, live])).toEqual(await run([live]));
  });
});

describe("Retry-After", () => {
  const waitFor = async (value: string): Promise<number> => {
    const { add, clock, sent } = start(() => answer(503, value));
    add("a", [1]);
    await clock.runUntil(() => sent.length === 2, hour);
    return ((sent[1]?.atMs ?? 0) - (sent[0]?.atMs ?? 0)) / 1000;
  };

  it.each([
    ["7", 7],
    ["-5", 1],
    ["soon", 1],
    ["", 1],
    ["315360000", 600],
    ["Sun, 15 Jun 2025 15:06:50 GMT", 10],
    ["Sun, 15 Jun 2015 15:06:50 GMT", 1],
    ["Fri, 15 Jun 2035 15:06:50 GMT", 600],
  ])("of %j leads to %s s", async (value, seconds) => expect(await waitFor(value)).toBe(seconds));
});

describe("the machine's clock", () => {
  it.each([-hour, 24 * hour, 365 * 24 * hour])(
    "set by %s ms changes no schedule and no deadline",
    async (byMs) => {
      const run = async (jumpMs: number) => {
        const { add, clock, sent, ends, setWallClock } = start(() => refused);
        const startMs = sent.length;
        add("a", [1], { lifeMs: 60_000 });
        add("b", [1], { lifeMs: 10 * minute });
        await clock.runFor(10_000);
        setWallClock(jumpMs);
        await clock.runFor(hour);
        return [sent.slice(startMs).map(({ atMs }) => atMs), ends()];
      };
      expect(await run(byMs)).toEqual(await run(0));
    },
  );

  it.each([-hour, -30 * 24 * hour])(
    "set by %s ms while the program was off prolongs nothing",
    async (byMs) => {
      const { clock, memory, run, setWallClock, ends } = start(() => refused);
      await memory.accept([accepted("a", 1, [crm], { nowMs: clock.nowMs(), lifeMs: 60_000 })]);
      setWallClock(byMs);
      const { delivery } = run();
      delivery.apply([crm]);
      delivery.restore((await memory.loadPending()).events);
      await clock.runFor(66_000);
      expect(ends()).toMatchObject([{ eventId: "a.1", state: "expired" }]);
    },
  );
});

describe("a machine that slept", () => {
  it("does not ring about calls of hours ago, and sends what became due at once", async () => {
    let awake = false;
    const { add, clock, sent, ends, sleep } = start(() => answer(awake ? 200 : 404));
    add("ringing", [1], { lifeMs: 60_000 });
    add("ended", [1]);
    await clock.runFor(40_000);
    sleep(8 * hour);
    awake = true;
    const before = sent.length;
    await clock.runFor(6000);
    expect(ends().map(({ eventId, state }) => [eventId, state])).toEqual([
      ["ringing.1", "expired"],
      ["ended.1", "delivered"],
    ]);
    expect(sent.slice(before).map(idOf)).toEqual(["ended.1"]);
  });
});

describe("events of the same moment", () => {
  it("leave in the order of acceptance, whatever their ids and times say, also after a restart", async () => {
    const { clock, memory, run, sent } = start(() => answer(200));
    const one = endpoint({ concurrency: 1 });
    const events = ["z", "a", "m"].map((chain) => accepted(chain, 1, [one], { nowMs: clock.nowMs() }));
    await memory.accept(events);
    for (const restored of [false, true]) {
      sent.length = 0;
      const { delivery, kill } = run();
      delivery.apply([one]);
      if (restored) delivery.restore((await memory.loadPending()).events);
      else delivery.add(events);
      kill();
      expect(sent.map(idOf)).toEqual(["z.1"]);
      if (!restored) continue;
      const last = run();
      last.delivery.apply([one]);
      last.delivery.restore((await memory.loadPending()).events);
      await clock.runFor(0);
      expect(sent.slice(1).map(idOf)).toEqual(["z.1", "a.1", "m.1"]);
    }
  });
});

describe("a queue that is full", () => {
  const small = endpoint({ queueRows: 100 });

  it("drops what would expire soonest, raises an alarm, and leaves other endpoints alone", async () => {
    const other = endpoint({ name: "other", url: "https://other.example.com/" });
    const { add, status, ends, attempts, alarms, lines } = start(
      () => new Promise(() => undefined),
      [small, other],
    );
    for (let call = 0; call < 50; call += 1) add(`ended${call}`, [1]);
    for (let call = 0; call < 100; call += 1) add(`ringing${call}`, [1], { lifeMs: 60_000 });
    expect(status()).toMatchObject({ waiting: 100, dropped: 50, droppedAtBound: 50, failed: 50 });
    expect(status("other")).toMatchObject({ waiting: 150, dropped: 0 });
    expect(ends().every(({ eventId, state }) => eventId.startsWith("ringing") && state === "dropped")).toBe(
      true,
    );
    expect(attempts[0]).toMatchObject({ result: "dropped", error: expect.stringContaining("queue_rows") });
    expect(alarms).toMatchObject([{ endpoint: "crm", kind: "queue-bound", state: "raised", step: "now" }]);
    expect(lines.filter(({ level }) => level === "warn")).toEqual([]);
  });

  it("never drops what is being sent", () => {
    const { add, status, ends } = start(() => new Promise(() => undefined), [small]);
    for (let call = 0; call < 4; call += 1) add(`sent${call}`, [1], { lifeMs: 1000 });
    for (let call = 0; call < 200; call += 1) add(`ended${call}`, [1]);
    expect(status()?.waiting).toBe(100);
    expect(ends().some(({ eventId }) => eventId.startsWith("sent"))).toBe(false);
  });

  it("counts bytes, too, and lower bounds at once", () => {
    const { add, status, delivery } = start(() => new Promise(() => undefined));
    for (let call = 0; call < 4000; call += 1) add(`c${call}`, [1]);
    const bytes = status()?.waitingBytes ?? 0;
    expect(bytes).toBeGreaterThan(2_000_000);
    delivery.apply([endpoint({ queueMb: 1 })]);
    expect(status()?.waitingBytes).toBeLessThanOrEqual(1_000_000);
    delivery.apply([small]);
    expect(status()?.waiting).toBe(100);
  });

  it("ends its alarm once there is room again", async () => {
    let up = false;
    const { add, clock, alarms } = start(() => (up ? answer(200) : answer(429, "1")), [small]);
    for (let call = 0; call < 120; call += 1) add(`c${call}`, [1]);
    await clock.runFor(0);
    up = true;
    await clock.runFor(minute);
    expect(alarms.filter(({ kind }) => kind === "queue-bound").map(({ state }) => state)).toEqual([
      "raised",
      "cleared",
    ]);
  });
});

describe("alarms of an endpoint", () => {
  const heard = (bench: { alarms: readonly { kind: string; step: string; state: string }[] }) =>
    bench.alarms.map(({ kind, step, state }) => `${kind} ${step} ${state}`);

  it("say that nothing was delivered for 5 minutes, an hour, a day, and that it is over", async () => {
    let up = false;
    const bench = start(() => (up ? answer(200) : answer(500)));
    bench.add("a", [1]);
    await bench.clock.runFor(25 * hour);
    expect(heard(bench)).toEqual(["failing 5min raised", "failing 1h raised", "failing 24h raised"]);
    expect(bench.alarms[0]?.sentence).toBe(
      "Nothing reaches the endpoint crm. The receiver answered 500 Internal Server Error: it has a problem of its own.",
    );
    up = true;
    bench.add("b", [1]);
    await bench.clock.runFor(6 * minute);
    expect(heard(bench).at(-1)).toBe("failing 24h cleared");
    expect(bench.status()?.alarms).toEqual([]);
  });

  it("say at once what only a person can mend, until the settings change", async () => {
    const bench = start(() => answer(401));
    bench.add("a", [1]);
    await bench.clock.runFor(0);
    expect(heard(bench)).toEqual(["config now raised"]);
    bench.delivery.apply([endpoint({ bearerToken: "x" })]);
    expect(heard(bench)).toEqual(["config now raised", "config now cleared"]);
  });

  it("say once that webhooks expire, until deliveries succeed again", async () => {
    let up = false;
    const bench = start(() => (up ? answer(200) : refused));
    bench.add("a", [1], { lifeMs: 1000 });
    bench.add("b", [1], { lifeMs: 1000 });
    await bench.clock.runFor(6000);
    expect(heard(bench)).toEqual(["expired now raised"]);
    up = true;
    bench.add("c", [1]);
    await bench.clock.runFor(0);
    expect(heard(bench)).toEqual(["expired now raised", "expired now cleared"]);
  });

  it("say that a receiver answered 410, until it is resumed", async () => {
    const bench = start(() => answer(410));
    bench.add("a", [1]);
    await bench.clock.runFor(0);
    expect(heard(bench)).toEqual(["gone now raised"]);
    bench.delivery.resume("crm");
    expect(heard(bench).slice(0, 2)).toEqual(["gone now raised", "gone now cleared"]);
  });

  it("are never raised about a mirror, and end with their endpoint", async () => {
    const bench = start(() => answer(404), [endpoint({ mirror: true }), endpoint({ name: "other" })]);
    bench.add("a", [1]);
    await bench.clock.runFor(10 * minute);
    expect(new Set(bench.alarms.map((alarm) => alarm.endpoint))).toEqual(new Set(["other"]));
    bench.delivery.apply([]);
    expect(heard(bench).slice(-2).toSorted()).toEqual(["config now cleared", "failing 5min cleared"]);
    expect(bench.clock.pending()).toBe(0);
  });
});

describe("a pause by hand", () => {
  it("holds everything back until it ends, over changes of settings, and says so", async () => {
    const { add, clock, delivery, sent, status } = start(() => answer(200));
    delivery.pause("crm");
    add("a", [1, 2]);
    await clock.runFor(minute);
    delivery.apply([endpoint({ timeoutS: 9 })]);
    await clock.runFor(minute);
    expect(sent).toEqual([]);
    expect(status()).toMatchObject({ state: "paused", pausedBy: "user", waiting: 2, slots: 0 });
    expect(status()?.sentence).toBe("Paused by hand: nothing is sent until it is resumed. 2 webhooks wait.");
    delivery.resume("crm");
    await clock.runFor(0);
    expect(sent.map(idOf)).toEqual(["a.1", "a.2"]);
    expect(status()).toMatchObject({ state: "ok", waiting: 0, sentence: "Everything was delivered." });
  });

  it("lets what is under way end, and deadlines pass", async () => {
    let finish: () => void = () => undefined;
    const { add, clock, delivery, ends } = start(
      () => new Promise((resolve) => (finish = () => resolve(answer(200)))),
    );
    add("a", [1]);
    add("b", [1], { lifeMs: minute });
    delivery.pause("crm");
    finish();
    add("c", [1], { lifeMs: minute });
    await clock.runFor(2 * minute);
    expect(ends().map(({ eventId, state }) => `${eventId} ${state}`)).toContain("c.1 expired");
  });

  it("before the start holds back what an earlier run left", async () => {
    const { clock, memory, run, sent } = start(() => answer(200));
    await memory.accept([accepted("a", 1, [crm], { nowMs: clock.nowMs() })]);
    const { delivery } = run();
    delivery.apply([crm]);
    delivery.pause("crm");
    delivery.restore((await memory.loadPending()).events);
    await clock.runFor(minute);
    expect(sent).toEqual([]);
    delivery.resume("crm");
    expect(sent).toHaveLength(1);
  });

  it("raises no alarm about what is not delivered, and is dropped with its endpoint", async () => {
    const { add, clock, delivery, alarms, ends } = start(() => answer(500));
    add("a", [1]);
    await clock.runFor(0);
    delivery.pause("crm");
    await clock.runFor(hour);
    expect(alarms).toEqual([]);
    delivery.apply([]);
    expect(ends()).toMatchObject([{ eventId: "a.1", state: "dropped" }]);
  });
});

describe("an endpoint that changes with a request under way", () => {
  it("uses the answer of the old address, and the new address from then on", async () => {
    const answers: ((status: number) => void)[] = [];
    const { add, clock, delivery, sent } = start(
      () => new Promise((resolve) => answers.push((status) => resolve(answer(status)))),
    );
    add("a", [1]);
    delivery.apply([endpoint({ url: "https://new.example.com/" })]);
    await clock.runFor(minute);
    expect(sent).toHaveLength(1);
    answers[0]?.(500);
    await clock.runFor(1000);
    expect(sent.map(({ message }) => message.url)).toEqual([crm.url, "https://new.example.com/"]);
    expect(new Set(sent.map(idOf))).toEqual(new Set(["a.1"]));
  });

  it("removed and added again sends nothing before the old request has ended", async () => {
    const answers: (() => void)[] = [];
    const { add, clock, delivery, sent, ends } = start(
      () => new Promise((resolve) => answers.push(() => resolve(answer(200)))),
    );
    add("a", [1, 2]);
    delivery.apply([]);
    delivery.apply([crm]);
    add("a", [3]);
    await clock.runFor(minute);
    expect(sent.map(idOf)).toEqual(["a.1"]);
    answers[0]?.();
    await clock.runFor(0);
    expect(sent.map(idOf)).toEqual(["a.1", "a.3"]);
    answers[1]?.();
    await clock.runFor(0);
    expect(ends().map(({ eventId, state }) => `${eventId} ${state}`)).toEqual([
      "a.2 dropped",
      "a.1 delivered",
      "a.3 delivered",
    ]);
  });
});
