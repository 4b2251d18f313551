/** What must hold whatever the PBX shows: random calls, interleaved, repeated, late and partly lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calls, createCalls } from "../../../src-main/calls/create-calls.ts";
import type { CallDocumentsChange } from "../../../src-main/calls/stored-calls.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import {
  noiseArbitrary,
  noNoise,
  observationsOf,
  type Plan,
  planArbitrary,
  planOf,
  plansArbitrary,
  shapes,
} from "./random-calls.ts";
import { directory, START_MS, storedFrom } from "./watch.ts";

const OPTIONS = { timezone: "UTC", internalCalls: false, numbers: "digits", activeCallsPollS: 1 } as const;
/** More by hand: `RUNS=5000 npx vitest run test/unit/calls/observe.property.test.ts`. */
const RUNS = Number(process.env["RUNS"] ?? 100);

function run(observations: readonly Observation[]): CallEvent[] {
  const calls = createCalls(OPTIONS);
  const events = observations.flatMap((observation) => calls.observe(observation).events);
  expect(calls.openChains()).toBe(0);
  return events;
}

/** A crash at any moment: what was stored with the last events is all that is left. */
function runWithCrash(observations: readonly Observation[], crashAt: number): CallEvent[] {
  const before = createCalls(OPTIONS);
  const changes: CallDocumentsChange[] = [];
  const events: CallEvent[] = [];
  const observe = (calls: Calls, observation: Observation) => {
    const observed = calls.observe(observation);
    events.push(...observed.events);
    if (observed.change) changes.push(observed.change);
  };
  for (const observation of observations.slice(0, crashAt)) observe(before, observation);
  const after = createCalls(OPTIONS);
  const stored = storedFrom(changes);
  expect(after.resume(stored, stored.atMs ?? 0)).toBe(0);
  const rest = observations.slice(crashAt);
  observe(after, { type: "directory", atMs: START_MS, directory });
  let sawSnapshot = false;
  let sawRows = false;
  for (const observation of rest) {
    // After a restart the first answers of each source come before anything else it tells.
    if (observation.type === "snapshot" && !sawSnapshot) {
      sawSnapshot = true;
      observe(after, { ...observation, afterGap: true });
    } else if (observation.type === "active-calls" && !sawRows) {
      sawRows = true;
      observe(after, { ...observation, afterGap: true });
    } else if ((observation.type !== "leg" && observation.type !== "leg-gone") || sawSnapshot) {
      observe(after, observation);
    }
  }
  expect(after.openChains()).toBe(0);
  return events;
}

function byChain(events: readonly CallEvent[]): CallEvent[][] {
  return [...Map.groupBy(events, (event) => event.chainId).values()];
}

describe("whatever the PBX shows", () => {
  it("tells exactly one end for each link, links without holes, and nothing after the last end", () => {
    fc.assert(
      fc.property(plansArbitrary, noiseArbitrary, (plans, noise) => {
        for (const events of byChain(run(observationsOf(plans, noise)))) {
          const ends = events.filter((event) => event.type === "ended").map((event) => event.link);
          const first = ends[0] === 0 ? 0 : 1;
          expect(ends).toEqual(ends.map((_, index) => first + index));
          if (first === 0) expect(ends).toEqual([0]);
          expect(events.slice(-2).map((event) => event.type)).toEqual(["ended", "chain_ended"]);
          const links = events.map((event) => event.link);
          expect(links).toEqual(links.toSorted((x, y) => x - y));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("starts only what answered, and after the chain's first ringing unless reconstructed", () => {
    fc.assert(
      fc.property(plansArbitrary, noiseArbitrary, (plans, noise) => {
        const observations = observationsOf(plans, noise);
        const answered = new Set<string>();
        // Anonymous callers may be taken for one another when legs are lost: any of them must have been answered.
        const owner = (plan: number) => (plans[plan - 1]?.anonymous ? "anonymous" : plan);
        const note = (callId: number, dn: string) => answered.add(`${owner(planOf(callId))} ${dn}`);
        for (const observation of observations) {
          const legs =
            observation.type === "leg"
              ? [observation.leg]
              : observation.type === "snapshot"
                ? observation.legs
                : [];
          for (const leg of legs) if (leg.status === "connected") note(leg.callId, leg.dn);
          if (observation.type !== "active-calls") continue;
          for (const row of observation.calls) {
            if (row.status !== "talking") continue;
            for (const { dn } of [row.callee, row.caller]) note(row.callId, dn);
          }
        }
        for (const events of byChain(run(observations))) {
          const plan = planOf(Number(events[0]?.chainId.split("_")[1]));
          for (const [index, event] of events.entries()) {
            if (event.type !== "started") continue;
            expect(answered).toContain(`${owner(plan)} ${event.user}`);
            const before = events.slice(0, index).map((earlier) => earlier.type);
            // A chain that was going on at first sight never rang; its first start says so.
            const rang = before.some((type) => ["ringing", "dialing", "started"].includes(type));
            expect(rang || event.reconstructed).toBe(true);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("says nothing of internal calls", () => {
    const internal = fc.array(
      planArbitrary.map((plan): Plan => ({ ...plan, shape: "internal" })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(internal, noiseArbitrary, (plans, noise) => {
        expect(run(observationsOf(plans, noise))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("tells the same from the same observations", () => {
    fc.assert(
      fc.property(plansArbitrary, noiseArbitrary, (plans, noise) => {
        const observations = observationsOf(plans, noise);
        expect(run(observations)).toEqual(run(observations));
      }),
      { numRuns: RUNS / 5 },
    );
  });

  it("goes on after a crash at any moment: no link ends twice, no id is given twice, every chain ends", () => {
    fc.assert(
      fc.property(plansArbitrary, noiseArbitrary, fc.nat(400), (plans, noise, moment) => {
        const observations = observationsOf(plans, noise);
        const events = runWithCrash(observations, Math.min(moment, observations.length - 12));
        for (const chain of byChain(events)) {
          const ends = chain.filter((event) => event.type === "ended").map((event) => event.link);
          expect(ends).toEqual([...new Set(ends)]);
          expect(chain.at(-1)?.type).toBe("chain_ended");
          expect(chain.filter((event) => event.type === "chain_ended")).toHaveLength(1);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("tells each call exactly when nothing is lost and each state lasts long enough to be polled", () => {
    // Which of several anonymous callers goes on under a new callid nobody can tell.
    const calm = planArbitrary.map(
      (plan): Plan => ({
        ...plan,
        anonymous: plan.anonymous && !plan.shape.includes("new callid") && plan.shape !== "conference",
        gapsMs: plan.gapsMs.map((gapMs) => gapMs + 2100),
      }),
    );
    fc.assert(
      fc.property(fc.array(calm, { minLength: 1, maxLength: 12 }), (plans) => {
        const chains = byChain(run(observationsOf(plans, noNoise)));
        const ends = new Map<number, string>();
        for (const events of chains) {
          const end = events.findLast((event) => event.type === "ended");
          const callId = Number(end?.chainId.split("_")[1]);
          if (end?.type === "ended") ends.set(callId, `${end.link} ${end.finish}`);
        }
        expect(chains).toHaveLength(plans.filter(({ shape }) => shapes[shape] !== "").length);
        plans.forEach((plan, index) => {
          expect(ends.get(index + 1) ?? "").toBe(shapes[plan.shape]);
        });
      }),
      { numRuns: RUNS },
    );
  });
});
