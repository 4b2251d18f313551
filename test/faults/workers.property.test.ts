/**
 * The promises of delivery when engines and workers are on different machines: whatever receivers answer, and
 * whichever workers are killed or lose their lease without knowing, against a real PostgreSQL server.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PostgresOutbox } from "../../src-main/store/postgres/postgres-outbox.ts";
import type { SendResult } from "../../src-main/webhooks/delivery/sender.ts";
import {
  postgresPrograms,
  usePostgresServer,
  withoutPostgres,
} from "../unit/store/postgres/postgres-server.ts";
import { accepted, answer, phases, refused } from "../unit/webhooks/delivery/bench.ts";
import { endpoint } from "../unit/webhooks/events.ts";
import { allFaults } from "./selection.ts";
import type { CrewWorker, SentByWorker } from "./workers/crew.ts";
import { createCrew } from "./workers/crew.ts";

const engines = ["pbx-a", "pbx-b"] as const;
const names = ["crm", "other"] as const;
const chains = ["a", "b", "c"] as const;
const lifeMs = 60_000;
const crewSize = 3;

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("event" as const),
      engine: fc.constantFrom(...engines),
      chain: fc.constantFrom(...chains),
      kept: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("time" as const), ms: fc.integer({ min: 0, max: 15_000 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("kill" as const, "lose" as const, "lose answer" as const),
      // Whoever has sent last is the one who has something under way.
      worker: fc.oneof(fc.constant("sent last" as const), fc.nat(crewSize - 1)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("restart engine" as const), engine: fc.constantFrom(...engines) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("single file" as const),
      engine: fc.constantFrom(...engines),
      on: fc.boolean(),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const results: readonly SendResult[] = [
  ...[200, 200, 200, 204, 500, 400].map((status) => answer(status)),
  answer(503, "20"),
  refused,
  { kind: "error", error: "It did not answer in time.", phases },
];
const reply = fc.record({
  result: fc.constantFrom(...results),
  delayMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 15_000 })),
});
type Reply = typeof reply extends fc.Arbitrary<infer Value> ? Value : never;

describe.skipIf(postgresPrograms === undefined)(
  `delivery by workers${withoutPostgres}`,
  { timeout: 600_000 },
  () => {
    const server = usePostgresServer();

    async function play(steps: readonly Step[], replies: readonly Reply[]) {
      const sent: SentByWorker[] = [];
      let asked = 0;
      const crew = await createCrew(server(), (each) => {
        sent.push(each);
        const { result, delayMs } = replies[asked++ % replies.length] ?? { result: refused, delayMs: 0 };
        return new Promise((resolve) => crew.clock.after(delayMs, () => resolve(result)));
      });
      const endpoints = [endpoint({ concurrency: 1 }), endpoint({ name: "other", concurrency: 3 })];
      const outboxes = new Map<string, PostgresOutbox>();
      for (const name of engines) outboxes.set(name, await crew.engine(name));
      const workers: CrewWorker[] = Array.from({ length: crewSize }, () => crew.hire(endpoints));
      const seqs = new Map<string, number>();
      /** What an engine's outbox said it keeps, as `engine endpoint id`. */
      const promised: string[] = [];
      const underWay: Promise<void>[] = [];

      async function accept(engine: string, chain: string): Promise<void> {
        // Receivers see no engine, so its name is in the chain's.
        const chainId = `${engine}/${chain}`;
        const seq = (seqs.get(chainId) ?? 0) + 1;
        seqs.set(chainId, seq);
        const event = accepted(chainId, seq, endpoints, { nowMs: crew.clock.nowMs(), lifeMs });
        await outboxes.get(engine)?.accept([event]);
        promised.push(...event.deliveries.map((plan) => `${engine} ${plan.endpoint} ${event.id}`));
      }

      function placeOf(worker: number | "sent last"): number {
        if (worker !== "sent last") return worker;
        const name = sent.at(-1)?.worker;
        return Math.max(
          0,
          workers.findIndex((each) => each.name === name),
        );
      }

      async function take(action: Step): Promise<void> {
        switch (action.do) {
          case "event": {
            const done = accept(action.engine, action.chain);
            underWay.push(done);
            return action.kept ? done : undefined;
          }
          case "time":
            return crew.runFor(action.ms);
          case "kill":
            await workers[placeOf(action.worker)]?.kill();
            workers[placeOf(action.worker)] = crew.hire(endpoints);
            return;
          case "lose":
            return workers[placeOf(action.worker)]?.lose();
          case "lose answer":
            return workers[placeOf(action.worker)]?.loseAnswer();
          case "restart engine":
            await outboxes.get(action.engine)?.close();
            outboxes.set(action.engine, await crew.engine(action.engine));
            return;
          case "single file":
            return outboxes.get(action.engine)?.setSingleFile(action.on ? ["crm"] : []);
          default: {
            const _never: never = action;
            return _never;
          }
        }
      }

      try {
        await crew.calm();
        for (const action of steps) await take(action);
        await Promise.all(underWay);
        await crew.runFor(2 * lifeMs + 30_000);
        const ends = (await crew.told())
          .filter(({ record }) => record.result !== "retry")
          .map(({ engine, record }) => `${engine} ${record.endpoint} ${record.eventId}`);
        return { sent, promised, ends, left: await crew.left(), late: crew.handedLate() };
      } finally {
        await crew.end();
      }
    }

    type Played = Awaited<ReturnType<typeof play>>;

    /** The few stories of each run are long: in short ones nobody has anything to lose. */
    async function forAnyStory(check: (played: Played) => void): Promise<void> {
      const stories = fc.asyncProperty(
        fc.array(step, { minLength: allFaults ? 0 : 30, maxLength: 40 }),
        fc.array(reply, { minLength: allFaults ? 1 : 10, maxLength: 20 }),
        async (steps, replies) => check(await play(steps, replies)),
      );
      await fc.assert(stories, allFaults ? { numRuns: 100 } : { numRuns: 6, seed: 11, endOnFailure: true });
    }

    it("ends each accepted webhook exactly once, in its order, with the same bytes, and hands none to a lost worker", () =>
      forAnyStory(({ sent, promised, ends, left, late }) => {
        expect(ends.toSorted()).toEqual([...promised].toSorted());
        expect(left).toBe(0);
        expect(late).toEqual([]);
        const first = new Set(sent.map((each) => `${each.endpoint} ${each.message.headers["webhook-id"]}`));
        for (const to of names) {
          for (const engine of engines) {
            for (const chain of chains) {
              const start = `${to} ${engine}/${chain}.`;
              const numbers = [...first]
                .filter((key) => key.startsWith(start))
                .map((key) => Number(key.slice(start.length)));
              expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
            }
          }
        }
        for (const { message } of sent) {
          expect(message.body).toBe(`{"seq":${message.headers["webhook-id"]?.split(".")[1]}}`);
        }
      }));
  },
);
