/**
 * The promises of delivery with the queue that is kept on disk: whatever receivers answer, and whenever the
 * program is killed, an endpoint is switched off, removed or changed, or the clock is set.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendResult } from "../../src-main/webhooks/delivery/sender.ts";
import type { AcceptedEvent } from "../../src-main/webhooks/types.ts";
import type { Sent } from "../unit/webhooks/delivery/bench.ts";
import {
  accepted,
  answer,
  createBench,
  createLogBook,
  idOf,
  phases,
  refused,
} from "../unit/webhooks/delivery/bench.ts";
import { endpoint } from "../unit/webhooks/events.ts";
import { createDurableLives } from "./durable-lives.ts";
import { allFaults } from "./selection.ts";

const names = ["crm", "other"] as const;
const chains = ["a", "b", "c"] as const;
const name = fc.constantFrom(...names);
const lifeMs = 600_000;
/** At 0, 1, 3, 8, 18, 48, 108, 228 and 528 s; the next would be beyond the life. */
const attemptsInALife = 9;

const step = fc.oneof(
  {
    weight: 8,
    // `kept`: nothing else happens before it is on disk; else the program may die with it half-way.
    arbitrary: fc.record({
      do: fc.constant("event" as const),
      chain: fc.constantFrom(...chains),
      kept: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("time" as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("kill" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      name,
      concurrency: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("pause" as const, "resume" as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("remove" as const, "put back" as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("set clock" as const),
      ms: fc.constantFrom(-3_600_000, 86_400_000),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const results: readonly SendResult[] = [
  ...[200, 200, 200, 204, 500, 400, 302, 410].map((status) => answer(status)),
  answer(503, "20"),
  refused,
  { kind: "error", error: "It did not answer in time.", phases },
];
const reply = fc.record({
  result: fc.constantFrom(...results),
  delayMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 15_000 })),
});
type Reply = typeof reply extends fc.Arbitrary<infer Value> ? Value : never;

/** A commit takes a few turns of the loop. */
async function calm(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function play(steps: readonly Step[], replies: readonly Reply[]) {
  const sent: Sent[] = [];
  const overlaps: string[] = [];
  const inFlight = new Set<string>();
  let asked = 0;
  /** Occasions on which what waits is tried before its time. */
  let releases = 0;
  let kills = 0;

  const bench = createBench((each) => {
    const { result, delayMs } = replies[asked++ % replies.length] ?? { result: refused, delayMs: 0 };
    const lane = `${each.endpoint} ${idOf(each).split(".")[0]}`;
    if (inFlight.has(lane)) overlaps.push(lane);
    inFlight.add(lane);
    sent.push(each);
    const born = kills;
    return new Promise((resolve) => {
      bench.clock.after(delayMs, () => {
        if (born !== kills) return;
        inFlight.delete(lane);
        const probing = run.delivery.status().some((status) => status.breaker === "probing");
        if (probing && result.kind === "answer") releases += 1;
        resolve(result);
      });
    });
  });
  const { clock } = bench;
  const lives = createDurableLives(clock, createLogBook().log);
  let outbox = await lives.next();
  let run = bench.run(outbox);
  let known = [endpoint({ concurrency: 1 }), endpoint({ name: "other", concurrency: 3 })];
  const removed = new Set<string>();
  const endpoints = () => known.filter((each) => !removed.has(each.name));
  const seqs: Record<string, number> = {};
  /** What the outbox said it keeps, as `endpoint id`. */
  const promised: string[] = [];
  const bodies = new Map<string, string>();

  async function accept(event: AcceptedEvent): Promise<void> {
    const life = run;
    const { delivery } = run;
    await outbox.accept([event]);
    if (life !== run) return;
    promised.push(...event.deliveries.map((plan) => `${plan.endpoint} ${event.id}`));
    delivery.add([event]);
  }

  async function take(action: Step): Promise<void> {
    switch (action.do) {
      case "event": {
        const seq = (seqs[action.chain] ?? 0) + 1;
        seqs[action.chain] = seq;
        const event = accepted(action.chain, seq, endpoints(), { nowMs: clock.nowMs(), lifeMs });
        for (const { endpoint: to, request } of event.deliveries)
          bodies.set(`${to} ${event.id}`, request.body ?? "");
        const done = accept(event);
        return action.kept ? done : undefined;
      }
      case "time":
        return void (await clock.runFor(action.ms, calm));
      case "kill": {
        run.kill();
        kills += 1;
        inFlight.clear();
        outbox = await lives.next();
        run = bench.run(outbox);
        run.delivery.apply(endpoints());
        return run.delivery.restore((await outbox.loadPending()).events);
      }
      case "edit":
        releases += 1;
        known = known.map((each) =>
          each.name === action.name ? { ...each, concurrency: action.concurrency } : each,
        );
        return run.delivery.apply(endpoints());
      case "pause":
        return run.delivery.pause(action.name);
      case "resume":
        releases += 1;
        return run.delivery.resume(action.name);
      case "remove":
      case "put back":
        if (action.do === "remove") removed.add(action.name);
        else removed.delete(action.name);
        return run.delivery.apply(endpoints());
      case "set clock":
        return bench.setWallClock(action.ms);
      default: {
        const _never: never = action;
        return _never;
      }
    }
  }

  try {
    run.delivery.apply(endpoints());
    for (const action of steps) await take(action);
    await clock.runFor(2 * lifeMs, calm);
    const left = (await outbox.loadPending()).events.length;
    const attemptsAtMost = attemptsInALife * (kills + 1) + releases;
    return { sent, overlaps, promised, bodies, ends: lives.ends, left, attemptsAtMost };
  } finally {
    run.kill();
    await lives.end();
  }
}

const keyOf = (each: Sent): string => `${each.endpoint} ${idOf(each)}`;

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** For each endpoint and chain the numbers of its events, as they came first. */
function firstReceipts(sent: readonly Sent[]): number[][] {
  const first = [...new Set(sent.map(keyOf))];
  return names.flatMap((to) =>
    chains.map((chain) => {
      const start = `${to} ${chain}.`;
      return first.filter((key) => key.startsWith(start)).map((key) => Number(key.slice(start.length)));
    }),
  );
}

type Played = Awaited<ReturnType<typeof play>>;

async function forAnyStory(check: (played: Played) => void): Promise<void> {
  const stories = fc.asyncProperty(
    fc.array(step, { maxLength: 40 }),
    fc.array(reply, { minLength: 1, maxLength: 30 }),
    async (steps, replies) => check(await play(steps, replies)),
  );
  await fc.assert(stories, allFaults ? { numRuns: 300 } : { numRuns: 25, seed: 7 });
}

// A story that fails is replayed many times to find its shortest form.
describe("delivery from the queue on disk, over kills, restarts, pauses and edits", {
  timeout: 60_000,
}, () => {
  it("ends each accepted webhook exactly once", () =>
    forAnyStory(({ promised, ends, left }) => {
      const counts = countsOf(ends);
      expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
      expect(promised.filter((key) => !counts.has(key))).toEqual([]);
      expect(left).toBe(0);
    }));

  it("sends the webhooks of a call to an endpoint first in their order", () =>
    forAnyStory(({ sent }) => {
      for (const numbers of firstReceipts(sent)) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }));

  it("sends the same id and the same bytes each time", () =>
    forAnyStory(({ sent, bodies }) => {
      for (const each of sent) expect(each.message.body).toBe(bodies.get(keyOf(each)));
    }));

  it("makes no more attempts than the schedule allows", () =>
    forAnyStory(({ sent, attemptsAtMost }) => {
      for (const [, count] of countsOf(sent.map(keyOf))) expect(count).toBeLessThanOrEqual(attemptsAtMost);
    }));

  it("never has two requests of a call under way to an endpoint", () =>
    forAnyStory(({ overlaps }) => {
      expect(overlaps).toEqual([]);
    }));
});
