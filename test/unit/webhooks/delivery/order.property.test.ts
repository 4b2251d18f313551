/**
 * Whatever receivers answer, whenever settings change or the program dies: order holds, every
 * delivery ends once, and what is sent again is the same.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendResult } from "../../../../src-main/webhooks/delivery/sender.ts";
import { endpoint } from "../events.ts";
import type { Receiver } from "./bench.ts";
import { accepted, answer, createBench, idOf, phases, refused } from "./bench.ts";

const timeOut: SendResult = { kind: "error", error: "It did not answer in time.", phases };
const results: readonly SendResult[] = [
  ...[200, 200, 204, 200, 500, 400, 302, 410].map((status) => answer(status)),
  answer(503, "20"),
  answer(429, "700"),
  refused,
  timeOut,
];

const names = ["crm", "other"] as const;
const oneOf = fc.constantFrom(...names);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("event"), chain: fc.constantFrom("a", "b", "c") }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("time"), ms: fc.integer({ min: 0, max: 90_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("edit"),
      name: oneOf,
      concurrency: fc.integer({ min: 1, max: 3 }),
      queueRows: fc.constantFrom(4, 500_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("pause", "resume"), name: oneOf }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("remove", "add"), name: oneOf }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("set clock"), ms: fc.constantFrom(-3_600_000, 0) }) },
);
type Step = Readonly<{
  do: string;
  chain?: string;
  name?: string;
  ms?: number;
  concurrency?: number;
  queueRows?: number;
}>;
const reply = fc.record({
  result: fc.constantFrom(...results),
  delayMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 15_000 })),
});

async function play(
  steps: readonly Step[],
  replies: readonly { readonly result: SendResult; readonly delayMs: number }[],
) {
  const inFlight = new Set<string>();
  const overlaps: string[] = [];
  let asked = 0;
  const receiver: Receiver = (sent) => {
    const { result, delayMs } = replies[asked++ % replies.length] ?? { result: refused, delayMs: 0 };
    const lane = `${sent.endpoint} ${idOf(sent).split(".")[0]}`;
    if (inFlight.has(lane)) overlaps.push(lane);
    inFlight.add(lane);
    const born = run;
    return new Promise((resolve) => {
      bench.clock.after(delayMs, () => {
        if (born === run) inFlight.delete(lane);
        resolve(result);
      });
    });
  };
  const bench = createBench(receiver);
  const { clock, memory } = bench;
  let run = bench.run();
  let known = [endpoint({ concurrency: 1 }), endpoint({ name: "other", concurrency: 3 })];
  let removed = new Set<string>();
  const endpoints = () => known.filter(({ name }) => !removed.has(name));
  const apply = (): void => run.delivery.apply(endpoints());
  const wanted: string[] = [];
  const seqs: Record<string, number> = {};

  async function take(action: Step): Promise<void> {
    const { chain = "", name = "", ms = 0, concurrency = 1, queueRows = 1 } = action;
    switch (action.do) {
      case "event": {
        const seq = (seqs[chain] = (seqs[chain] ?? 0) + 1);
        const lifeMs = seq % 2 === 0 ? 60_000 : 600_000;
        const event = accepted(chain, seq, endpoints(), { nowMs: clock.nowMs(), lifeMs });
        wanted.push(...event.deliveries.map((plan) => `${plan.endpoint} ${event.id}`));
        await memory.accept([event]);
        return run.delivery.add([event]);
      }
      case "time":
        return clock.runFor(ms);
      case "edit":
        known = known.map((each) => (each.name === name ? { ...each, concurrency, queueRows } : each));
        return apply();
      case "pause":
        return run.delivery.pause(name);
      case "resume":
        return run.delivery.resume(name);
      case "remove":
        removed = new Set([...removed, name]);
        return apply();
      case "add":
        removed = new Set([...removed].filter((each) => each !== name));
        return apply();
      case "restart": {
        run.kill();
        inFlight.clear();
        run = bench.run();
        apply();
        return run.delivery.restore((await memory.loadPending()).events);
      }
      default:
        return bench.setWallClock(ms);
    }
  }

  apply();
  for (const action of steps) await take(action);
  await clock.runFor(3 * 3_600_000);
  return { ...bench, overlaps, wanted, chains: Object.keys(seqs), delivery: run.delivery };
}

describe("delivery", () => {
  it("keeps the order of each chain at each endpoint and ends every delivery exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(reply, { minLength: 1, maxLength: 30 }),
        async (steps, replies) => {
          const { sent, changes, overlaps, wanted, chains, delivery } = await play(steps, replies);
          const ends = changes.filter(({ state }) => state !== "waiting");
          expect(ends.map(({ endpoint: name, eventId }) => `${name} ${eventId}`).toSorted()).toEqual(
            wanted.toSorted(),
          );
          expect(overlaps).toEqual([]);
          for (const { waiting, waitingBytes } of delivery.status()) {
            expect([waiting, waitingBytes]).toEqual([0, 0]);
          }
          const first = new Map<string, string>();
          for (const each of sent) {
            const key = `${each.endpoint} ${idOf(each)}`;
            const written = JSON.stringify([each.message.url, each.message.body]);
            expect(first.get(key) ?? written).toBe(written);
            first.set(key, written);
          }
          for (const name of names) {
            for (const chain of chains) {
              const start = `${name} ${chain}.`;
              const order = [...first.keys()].filter((key) => key.startsWith(start));
              const numbers = order.map((key) => Number(key.slice(start.length)));
              expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
