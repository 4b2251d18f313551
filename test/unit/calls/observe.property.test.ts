/** What must hold whatever the PBX shows: random calls, interleaved, repeated and partly lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calls, createCalls } from "../../../src-main/calls/create-calls.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { DnRef } from "../../../src-shared/telephony/dn.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import type { CallDocumentsChange } from "../../../src-main/calls/stored-calls.ts";
import { directory, legOf, rowOf, START_MS, storedFrom } from "./watch.ts";

const OPTIONS = { timezone: "UTC", internalCalls: false, numbers: "digits", activeCallsPollS: 1 } as const;
const EXTENSIONS = ["101", "102", "103", "104"];
const MONITORED = EXTENSIONS.map((dn): DnRef => ({ dn, type: "extension" }));

/** A moment of one call: what the PBX shows from then on. */
interface Frame {
  legs: Leg[];
  rows: ActiveCall[];
}

type Shape = "answered" | "missed" | "queue" | "blind" | "back" | "outgoing" | "internal" | "ivr only";

interface Plan {
  shape: Shape;
  a: number;
  b: number;
  gapsMs: number[];
  startMs: number;
}

const planArbitrary: fc.Arbitrary<Plan> = fc.record({
  shape: fc.constantFrom<Shape>(
    "answered",
    "missed",
    "queue",
    "blind",
    "back",
    "outgoing",
    "internal",
    "ivr only",
  ),
  a: fc.nat(3),
  b: fc.nat(3),
  gapsMs: fc.array(fc.integer({ min: 50, max: 4000 }), { minLength: 8, maxLength: 8 }),
  startMs: fc.nat(5000),
});

function framesOf(plan: Plan, callId: number): Frame[] {
  const number = `+4207748${String(10000 + callId)}`;
  const a = EXTENSIONS[plan.a] ?? "101";
  const b = EXTENSIONS[plan.b === plan.a ? (plan.b + 1) % 4 : plan.b] ?? "102";
  const first = callId * 100;
  const leg = (dn: string, n: number, status: Leg["status"], extras = {}) =>
    legOf(dn, first + n, status, callId, { number, ...extras });
  const row = (to: string, status: ActiveCall["status"]) => [rowOf(callId, number, to, status)];
  const queue = { onBehalfOf: { dn: "800", type: "queue" as const } };
  const refer = { referredBy: { dn: a, type: "extension" as const } };
  const talkA: Frame[] = [
    { legs: [leg(a, 1, "ringing")], rows: row(a, "routing") },
    { legs: [leg(a, 1, "connected")], rows: row(a, "talking") },
  ];
  const over: Frame = { legs: [], rows: [] };
  switch (plan.shape) {
    case "answered":
      return [...talkA, over];
    case "missed":
      return [...talkA.slice(0, 1), over];
    case "ivr only":
      return [{ legs: [], rows: row("900", "talking") }, over];
    case "queue":
      return [
        { legs: [], rows: row("900", "talking") },
        { legs: [], rows: row("800", "talking") },
        { legs: [leg(a, 1, "ringing", queue), leg(b, 2, "ringing", queue)], rows: row(a, "routing") },
        { legs: [leg(b, 2, "connected")], rows: row(b, "talking") },
        over,
      ];
    case "blind":
      return [
        ...talkA,
        { legs: [leg(b, 2, "ringing", refer)], rows: row(b, "routing") },
        { legs: [leg(b, 2, "connected")], rows: row(b, "talking") },
        over,
      ];
    case "back":
      return [
        ...talkA,
        { legs: [leg(b, 2, "ringing", refer)], rows: row(b, "routing") },
        { legs: [leg(a, 3, "ringing")], rows: row(a, "routing") },
        { legs: [leg(a, 3, "connected")], rows: row(a, "talking") },
        over,
      ];
    case "outgoing":
      return [
        { legs: [leg(a, 1, "dialing")], rows: [rowOf(callId, a, number, "routing")] },
        { legs: [leg(a, 1, "connected")], rows: [rowOf(callId, a, number, "talking")] },
        over,
      ];
    case "internal": {
      const party = (dn: string) => ({ party: { dn, type: "extension" as const }, number: dn });
      const rows = (status: ActiveCall["status"]) => [rowOf(callId, a, b, status)];
      return [
        { legs: [leg(a, 1, "dialing", party(b)), leg(b, 2, "ringing", party(a))], rows: rows("routing") },
        { legs: [leg(a, 1, "connected", party(b)), leg(b, 2, "connected", party(a))], rows: rows("talking") },
        over,
      ];
    }
    default: {
      const _never: never = plan.shape;
      return _never;
    }
  }
}

interface Noise {
  duplicate: boolean[];
  lose: boolean[];
  dropAt: number;
}

/** The observations of all plans on one time line, as `pbx` would hand them on. */
function observationsOf(plans: Plan[], noise: Noise): Observation[] {
  const changes: { atMs: number; callId: number; frame: Frame }[] = [];
  plans.forEach((plan, index) => {
    let atMs = START_MS + plan.startMs;
    framesOf(plan, index + 1).forEach((frame, step) => {
      changes.push({ atMs, callId: index + 1, frame });
      atMs += plan.gapsMs[step] ?? 1000;
    });
  });
  changes.sort((x, y) => x.atMs - y.atMs);
  const present = new Map<number, Frame>();
  const legs = () => [...present.values()].flatMap((frame) => frame.legs);
  const rows = () => [...present.values()].flatMap((frame) => frame.rows);
  const observations: Observation[] = [
    { type: "directory", atMs: START_MS, directory },
    { type: "snapshot", atMs: START_MS, askedAtMs: START_MS, afterGap: true, monitored: MONITORED, legs: [] },
    { type: "active-calls", atMs: START_MS, askedAtMs: START_MS, afterGap: true, calls: [] },
  ];
  const endMs = (changes.at(-1)?.atMs ?? START_MS) + 3000;
  let count = 0;
  const push = (observation: Observation) => {
    const index = count++;
    if (noise.lose[index % noise.lose.length]) return;
    observations.push(observation);
    if (noise.duplicate[index % noise.duplicate.length]) observations.push(observation);
  };
  for (let atMs = START_MS + 1000; atMs <= endMs; atMs += 1000) {
    while (changes[0] && changes[0].atMs <= atMs) {
      const change = changes.shift();
      if (!change) break;
      const before = present.get(change.callId)?.legs ?? [];
      present.set(change.callId, change.frame);
      for (const leg of change.frame.legs) push({ type: "leg", atMs: change.atMs, leg });
      for (const leg of before) {
        if (change.frame.legs.some((next) => next.legId === leg.legId)) continue;
        push({ type: "leg-gone", atMs: change.atMs, dn: leg.dn, legId: leg.legId });
      }
    }
    const second = (atMs - START_MS) / 1000;
    observations.push({ type: "active-calls", atMs, askedAtMs: atMs, afterGap: false, calls: rows() });
    observations.push({ type: "time", atMs });
    if (second === noise.dropAt) observations.push({ type: "source-lost", atMs, source: "call-control" });
    if (second === noise.dropAt + 3 || second % 10 === 0) {
      const afterGap = second === noise.dropAt + 3;
      observations.push({
        type: "snapshot",
        atMs,
        askedAtMs: atMs,
        afterGap,
        monitored: MONITORED,
        legs: legs(),
      });
    }
  }
  // In the end everybody has hung up, both sources say so, and the call log knows nothing more.
  for (const afterMs of [1000, 2000, 3000]) {
    const atMs = endMs + afterMs;
    observations.push(
      { type: "snapshot", atMs, askedAtMs: atMs, afterGap: false, monitored: MONITORED, legs: [] },
      { type: "active-calls", atMs, askedAtMs: atMs, afterGap: false, calls: [] },
    );
  }
  observations.push({
    type: "call-log",
    atMs: endMs + 4000,
    fromMs: START_MS,
    toMs: endMs + 4000,
    final: true,
    calls: [],
  });
  observations.push({ type: "time", atMs: endMs + 120_000 });
  return observations;
}

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
  expect(after.resume(storedFrom(changes))).toBe(0);
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

const noiseArbitrary: fc.Arbitrary<Noise> = fc.record({
  duplicate: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  lose: fc.array(
    fc.nat(9).map((n) => n === 0),
    { minLength: 11, maxLength: 11 },
  ),
  dropAt: fc.integer({ min: 1, max: 25 }),
});

const plansArbitrary = fc.array(planArbitrary, { minLength: 1, maxLength: 12 });

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
      { numRuns: 300 },
    );
  });

  it("starts only what answered, and after the chain's first ringing unless reconstructed", () => {
    fc.assert(
      fc.property(plansArbitrary, noiseArbitrary, (plans, noise) => {
        const observations = observationsOf(plans, noise);
        const answered = new Set<string>();
        for (const observation of observations) {
          const legs =
            observation.type === "leg"
              ? [observation.leg]
              : observation.type === "snapshot"
                ? observation.legs
                : [];
          for (const leg of legs) if (leg.status === "connected") answered.add(`${leg.callId} ${leg.dn}`);
          if (observation.type !== "active-calls") continue;
          for (const row of observation.calls) {
            if (row.status !== "talking") continue;
            answered.add(`${row.callId} ${row.callee.dn}`).add(`${row.callId} ${row.caller.dn}`);
          }
        }
        for (const events of byChain(run(observations))) {
          const callId = events[0]?.chainId.split("_")[1];
          for (const [index, event] of events.entries()) {
            if (event.type !== "started") continue;
            expect(answered).toContain(`${callId} ${event.user}`);
            const before = events.slice(0, index).map((earlier) => earlier.type);
            const rang = before.includes("ringing") || before.includes("dialing");
            expect(rang || event.reconstructed).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
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
      { numRuns: 100 },
    );
  });

  it("tells the same from the same observations", () => {
    fc.assert(
      fc.property(plansArbitrary, noiseArbitrary, (plans, noise) => {
        const observations = observationsOf(plans, noise);
        expect(run(observations)).toEqual(run(observations));
      }),
      { numRuns: 60 },
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
      { numRuns: 300 },
    );
  });

  it("tells each call exactly when nothing is lost and each state lasts long enough to be polled", () => {
    const calm = planArbitrary.map(
      (plan): Plan => ({ ...plan, gapsMs: plan.gapsMs.map((gapMs) => gapMs + 2100) }),
    );
    const none: Noise = { duplicate: [true, false, false], lose: [false], dropAt: -1 };
    const finals: Record<Shape, string> = {
      answered: "1 ok",
      missed: "0 missed",
      "ivr only": "0 missed",
      queue: "1 ok",
      blind: "2 ok",
      back: "3 ok",
      outgoing: "1 ok",
      internal: "",
    };
    fc.assert(
      fc.property(fc.array(calm, { minLength: 1, maxLength: 12 }), (plans) => {
        const chains = byChain(run(observationsOf(plans, none)));
        const ends = new Map<number, string>();
        for (const events of chains) {
          const end = events.findLast((event) => event.type === "ended");
          const callId = Number(end?.chainId.split("_")[1]);
          if (end?.type === "ended") ends.set(callId, `${end.link} ${end.finish}`);
        }
        plans.forEach((plan, index) => {
          expect(ends.get(index + 1) ?? "").toBe(finals[plan.shape]);
        });
      }),
      { numRuns: 200 },
    );
  });
});
