/** What an outbox that keeps things must hold after any accepts, outcomes and restarts: the same as the one in memory. */
import fc from "fast-check";
import { expect } from "vitest";
import { createMemoryOutbox } from "../../../src-main/webhooks/memory-outbox.ts";
import type { DeliveryChange, Outbox } from "../../../src-main/webhooks/types.ts";
import { accepted, pendingWith } from "./outbox-conformance.ts";

const endpoints = ["crm", "mirror", "other"] as const;
const states = ["delivered", "gave-up", "expired", "dropped", "waiting"] as const;

type Step =
  | { readonly do: "accept"; readonly chains: readonly number[]; readonly wanted: number }
  | { readonly do: "settle"; readonly event: number; readonly endpoint: number; readonly state: number }
  | { readonly do: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("accept" as const),
      chains: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
      wanted: fc.nat(7),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("settle" as const),
      event: fc.nat(30),
      endpoint: fc.nat(2),
      state: fc.nat(4),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const) }) },
);

/** Gives both outboxes the same, without waiting; each keeps its own order. */
function createPlayer() {
  const seqs = new Map<string, number>();
  let events = 0;
  return function play(
    step: Exclude<Step, { do: "restart" }>,
    outbox: Outbox,
    model: Outbox,
  ): Promise<unknown> {
    if (step.do === "settle") {
      const change: DeliveryChange = {
        eventId: String(step.event),
        endpoint: endpoints[step.endpoint] ?? "crm",
        state: states[step.state] ?? "waiting",
        attempts: 2,
        ...(step.state === 4 && step.event % 2 === 0 ? { dueAtMs: 7000 + step.event } : {}),
      };
      return Promise.all([outbox.settle([change]), model.settle([change])]);
    }
    const batch = step.chains.map((number) => {
      const chain = `chain ${number}`;
      const seq = (seqs.get(chain) ?? 0) + 1;
      seqs.set(chain, seq);
      const wanted = endpoints.filter((_, index) => (step.wanted & (1 << index)) !== 0);
      return accepted(String(events++), chain, seq, wanted);
    });
    const put = batch.map(({ chainId, id }) => ({ key: chainId, json: `"${id}"` }));
    const remove = batch.slice(2).map(({ chainId }) => chainId);
    const change = { atMs: events, put, remove };
    return Promise.all([outbox.accept(batch, change), model.accept(batch, change)]);
  };
}

async function contentOf(outbox: Outbox) {
  const events = await pendingWith(outbox);
  const { lastSeqs } = await outbox.loadPending();
  const { atMs, documents } = await outbox.loadDocuments();
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  return { events, lastSeqs, atMs, documents: documents.toSorted(byKey) };
}

/** `newPlace` gives an empty place; each call of what it returns opens the outbox that is kept there. */
export async function holdsAsMemoryDoes(
  newPlace: () => () => Promise<Outbox & { close(): Promise<unknown> }>,
  parameters: { readonly numRuns: number; readonly seed: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const open = newPlace();
      const model = createMemoryOutbox();
      const play = createPlayer();
      let outbox = await open();
      let underWay: Promise<unknown>[] = [];
      for (const next of [...steps, { do: "restart" } as const]) {
        if (next.do !== "restart") {
          underWay.push(play(next, outbox, model));
          continue;
        }
        await Promise.all(underWay);
        underWay = [];
        await outbox.close();
        outbox = await open();
        expect(await contentOf(outbox)).toEqual(await contentOf(model));
      }
      await outbox.close();
    }),
    parameters,
  );
}
