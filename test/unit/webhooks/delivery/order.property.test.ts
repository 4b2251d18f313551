/** Whatever receivers answer and whenever settings change: order holds, and every delivery ends once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendResult } from "../../../../src-main/webhooks/delivery/sender.ts";
import { endpoint } from "../events.ts";
import { accepted, answer, createBench, idOf, refused } from "./bench.ts";

const results: readonly SendResult[] = [
  answer(200),
  answer(200),
  answer(204),
  answer(500),
  answer(503, "20"),
  answer(429, "700"),
  answer(400),
  answer(302),
  answer(410),
  refused,
];

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("event" as const), chain: fc.constantFrom("a", "b", "c") }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("time" as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("change" as const), concurrency: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("resume" as const) }) },
);

describe("delivery", () => {
  it("keeps the order of each chain at each endpoint and ends every delivery exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(
          fc.record({ result: fc.constantFrom(...results), delayMs: fc.integer({ min: 0, max: 20_000 }) }),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        async (steps, replies) => {
          const now = new Set<string>();
          let overlaps = 0;
          let calls = 0;
          const bench = createBench((sent) => {
            const reply = replies[calls++ % replies.length] ?? { result: refused, delayMs: 0 };
            const key = `${sent.endpoint} ${idOf(sent).split(".")[0]}`;
            if (now.has(key)) overlaps += 1;
            now.add(key);
            return new Promise((resolve) => {
              bench.clock.after(reply.delayMs, () => {
                now.delete(key);
                resolve(reply.result);
              });
            });
          });
          const { clock, delivery, sent, changes } = bench;
          let endpoints = [endpoint({ concurrency: 1 }), endpoint({ name: "other", concurrency: 3 })];
          delivery.apply(endpoints);
          const seqs: Record<string, number> = {};
          for (const action of steps) {
            if (action.do === "event") {
              const seq = (seqs[action.chain] = (seqs[action.chain] ?? 0) + 1);
              const lifeMs = seq % 2 === 0 ? 60_000 : 600_000;
              delivery.add([accepted(action.chain, seq, endpoints, { nowMs: clock.nowMs(), lifeMs })]);
            } else if (action.do === "time") await clock.runFor(action.ms);
            else if (action.do === "resume") delivery.resume("crm");
            else {
              endpoints = endpoints.map((each) => ({ ...each, concurrency: action.concurrency }));
              delivery.apply(endpoints);
            }
          }
          await clock.runFor(3_600_000);

          const expected = Object.entries(seqs).flatMap(([chain, last]) =>
            endpoints.flatMap(({ name }) =>
              Array.from({ length: last }, (_, index) => `${name} ${chain}.${index + 1}`),
            ),
          );
          const ends = changes.filter(({ state }) => state !== "waiting");
          expect(ends.map(({ endpoint: name, eventId }) => `${name} ${eventId}`).toSorted()).toEqual(
            expected.toSorted(),
          );
          expect(overlaps).toBe(0);
          expect(delivery.status().map(({ waiting }) => waiting)).toEqual([0, 0]);
          expect(clock.pending()).toBe(0);
          for (const { name } of endpoints) {
            for (const chain of Object.keys(seqs)) {
              const ids = sent.filter((each) => each.endpoint === name).map(idOf);
              const firsts = [...new Set(ids)]
                .filter((id) => id.startsWith(`${chain}.`))
                .map((id) => Number(id.slice(2)));
              expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
