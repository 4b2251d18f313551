/** Random calls as `pbx` would tell them: interleaved, in any order within a moment, repeated, late and partly lost. */
import fc from "fast-check";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { DnRef } from "../../../src-shared/telephony/dn.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import { directory, type LegExtras, legOf, rowOf, START_MS } from "./watch.ts";

const EXTENSIONS = ["101", "102", "103", "104"];
const MONITORED = EXTENSIONS.map((dn): DnRef => ({ dn, type: "extension" }));
/** A call's second callid: of a consultation, a conference, a parked call that is picked up. */
const SECOND = 1000;

/** What the PBX shows of one call from then on. */
interface Frame {
  legs: Leg[];
  rows: ActiveCall[];
}

/** The kinds of calls, each with the end of its last link when it was watched well: `link finish`. */
export const shapes = {
  answered: "1 ok",
  missed: "0 missed",
  "ivr only": "0 missed",
  queue: "1 ok",
  waves: "1 ok",
  blind: "2 ok",
  back: "3 ok",
  "to queue": "2 ok",
  "to queue and back": "2 ok",
  attended: "2 ok",
  "attended, new callid": "2 ok",
  parked: "2 ok",
  "parked, new callid": "2 ok",
  conference: "2 ok",
  outgoing: "1 ok",
  internal: "",
} as const;

export type Shape = keyof typeof shapes;

export interface Plan {
  shape: Shape;
  a: number;
  b: number;
  anonymous: boolean;
  gapsMs: number[];
  startMs: number;
}

export const planArbitrary: fc.Arbitrary<Plan> = fc.record({
  // Safe: the keys of `shapes` are its type.
  shape: fc.constantFrom(...(Object.keys(shapes) as Shape[])),
  a: fc.nat(3),
  b: fc.nat(3),
  anonymous: fc.nat(5).map((n) => n === 0),
  gapsMs: fc.array(fc.integer({ min: 50, max: 4000 }), { minLength: 8, maxLength: 8 }),
  startMs: fc.nat(5000),
});

export const plansArbitrary = fc.array(planArbitrary, { minLength: 1, maxLength: 12 });

/** The plan a callid belongs to. */
export function planOf(callId: number): number {
  return callId % SECOND;
}

function framesOf(plan: Plan, callId: number): Frame[] {
  const number = plan.anonymous ? "" : `+4207748${String(10000 + callId)}`;
  const a = EXTENSIONS[plan.a] ?? "101";
  const b = EXTENSIONS[plan.b === plan.a ? (plan.b + 1) % 4 : plan.b] ?? "102";
  const second = callId + SECOND;
  const legIn = (id: number, dn: string, n: number, status: Leg["status"], extras: LegExtras = {}) =>
    legOf(dn, callId * 100 + n, status, id, { number, ...extras });
  const leg = (dn: string, n: number, status: Leg["status"], extras: LegExtras = {}) =>
    legIn(callId, dn, n, status, extras);
  const rowIn = (id: number, to: string, status: ActiveCall["status"]): ActiveCall => {
    const shown = rowOf(id, "+1", to, status);
    return { ...shown, caller: { ...shown.caller, number } };
  };
  const row = (to: string, status: ActiveCall["status"]) => [rowIn(callId, to, status)];
  const party = (dn: string): LegExtras => ({ party: { dn, type: "extension" }, number: dn });
  const queue = { onBehalfOf: { dn: "800", type: "queue" as const } };
  const refer = { referredBy: { dn: a, type: "extension" as const } };
  const over: Frame = { legs: [], rows: [] };
  const rings: Frame = { legs: [leg(a, 1, "ringing")], rows: row(a, "routing") };
  const talks: Frame = { legs: [leg(a, 1, "connected")], rows: row(a, "talking") };
  const waits: Frame = { legs: [], rows: row("800", "talking") };
  const consults: Frame[] = [
    {
      legs: [
        ...talks.legs,
        legIn(second, a, 5, "dialing", party(b)),
        legIn(second, b, 6, "ringing", party(a)),
      ],
      rows: [...talks.rows, rowOf(second, a, b, "routing")],
    },
    {
      legs: [
        ...talks.legs,
        legIn(second, a, 5, "connected", party(b)),
        legIn(second, b, 6, "connected", party(a)),
      ],
      rows: [...talks.rows, rowOf(second, a, b, "talking")],
    },
  ];
  const moves = (id: number, dn: string, n: number): Frame => ({
    legs: [legIn(id, dn, n, "connected")],
    rows: [rowIn(id, dn, "talking")],
  });
  switch (plan.shape) {
    case "answered":
      return [rings, talks, over];
    case "missed":
      return [rings, over];
    case "ivr only":
      return [{ legs: [], rows: row("900", "talking") }, over];
    case "queue":
      return [
        { legs: [], rows: row("900", "talking") },
        waits,
        { legs: [leg(a, 1, "ringing", queue), leg(b, 2, "ringing", queue)], rows: row(a, "routing") },
        moves(callId, b, 2),
        over,
      ];
    case "waves":
      return [
        waits,
        { legs: [leg(a, 1, "ringing", queue)], rows: row("800", "talking") },
        waits,
        { legs: [leg(b, 2, "ringing", queue)], rows: row("800", "talking") },
        waits,
        { legs: [leg(a, 3, "ringing", queue)], rows: row("800", "talking") },
        moves(callId, a, 3),
        over,
      ];
    case "blind":
      return [
        rings,
        talks,
        { legs: [leg(b, 2, "ringing", refer)], rows: row(b, "routing") },
        moves(callId, b, 2),
        over,
      ];
    case "back":
      return [
        rings,
        talks,
        { legs: [leg(b, 2, "ringing", refer)], rows: row(b, "routing") },
        { legs: [leg(a, 3, "ringing")], rows: row(a, "routing") },
        moves(callId, a, 3),
        over,
      ];
    case "to queue":
      return [
        rings,
        talks,
        waits,
        { legs: [leg(b, 2, "ringing", queue)], rows: waits.rows },
        moves(callId, b, 2),
        over,
      ];
    case "to queue and back":
      return [
        rings,
        talks,
        { legs: [leg(a, 2, "ringing", queue)], rows: waits.rows },
        moves(callId, a, 2),
        over,
      ];
    case "attended":
      return [rings, talks, ...consults, moves(callId, b, 6), over];
    case "attended, new callid":
      return [rings, talks, ...consults, moves(second, b, 6), over];
    case "parked":
      return [rings, talks, { legs: [], rows: row("SP0", "talking") }, moves(callId, b, 2), over];
    case "parked, new callid":
      return [rings, talks, { legs: [], rows: row("SP0", "talking") }, moves(second, b, 2), over];
    case "conference": {
      const room: LegExtras = { party: { dn: "700", type: "conference" } };
      const guest = legIn(second, b, 6, "connected", room);
      const rows = [rowIn(second, "700", "talking")];
      const meets: Frame = { legs: [legIn(second, a, 1, "connected", room), guest], rows };
      return [rings, talks, ...consults, meets, { legs: [guest], rows }, over];
    }
    case "outgoing":
      return [
        { legs: [leg(a, 1, "dialing")], rows: [rowOf(callId, a, number || "+1", "routing")] },
        { legs: [leg(a, 1, "connected")], rows: [rowOf(callId, a, number || "+1", "talking")] },
        over,
      ];
    case "internal":
      return [
        {
          legs: [leg(a, 1, "dialing", party(b)), leg(b, 2, "ringing", party(a))],
          rows: [rowOf(callId, a, b, "routing")],
        },
        {
          legs: [leg(a, 1, "connected", party(b)), leg(b, 2, "connected", party(a))],
          rows: [rowOf(callId, a, b, "talking")],
        },
        over,
      ];
    default: {
      const _never: never = plan.shape;
      return _never;
    }
  }
}

export interface Noise {
  duplicate: boolean[];
  lose: boolean[];
  /** What changes within a moment is told in an order that these numbers choose. */
  order: number[];
  /** Rows show what was so many seconds ago. */
  lagS: number;
  /** Second at which Call Control is lost for three seconds; negative: never. */
  dropAt: number;
}

export const noNoise: Noise = {
  duplicate: [true, false, false],
  lose: [false],
  order: [0],
  lagS: 0,
  dropAt: -1,
};

export const noiseArbitrary: fc.Arbitrary<Noise> = fc.record({
  duplicate: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  lose: fc.array(
    fc.nat(9).map((n) => n === 0),
    { minLength: 11, maxLength: 11 },
  ),
  order: fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }),
  lagS: fc.constantFrom(0, 0, 1, 2),
  dropAt: fc.integer({ min: 1, max: 25 }),
});

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  const left = [...items];
  return items.flatMap((_, index) => left.splice((order[index % order.length] ?? 0) % left.length, 1));
}

/** The observations of all plans on one time line; the plan with index i has callid i + 1. */
export function observationsOf(plans: readonly Plan[], noise: Noise): Observation[] {
  const changes: { atMs: number; plan: number; frame: Frame }[] = [];
  plans.forEach((plan, index) => {
    let atMs = START_MS + plan.startMs;
    framesOf(plan, index + 1).forEach((frame, step) => {
      changes.push({ atMs, plan: index + 1, frame });
      atMs += plan.gapsMs[step] ?? 1000;
    });
  });
  changes.sort((x, y) => x.atMs - y.atMs);
  const present = new Map<number, Frame>();
  const legs = () => [...present.values()].flatMap((frame) => frame.legs);
  const shown: ActiveCall[][] = [];
  const rows = () => {
    shown.push([...present.values()].flatMap((frame) => frame.rows));
    return shown.length > noise.lagS ? (shown.shift() ?? []) : [];
  };
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
      const before = present.get(change.plan)?.legs ?? [];
      present.set(change.plan, change.frame);
      const news: Observation[] = change.frame.legs.map((leg) => ({ type: "leg", atMs: change.atMs, leg }));
      for (const { dn, legId } of before) {
        if (change.frame.legs.some((next) => next.legId === legId)) continue;
        news.push({ type: "leg-gone", atMs: change.atMs, dn, legId });
      }
      shuffled(news, noise.order).forEach(push);
    }
    const second = (atMs - START_MS) / 1000;
    observations.push({ type: "active-calls", atMs, askedAtMs: atMs, afterGap: false, calls: rows() });
    observations.push({ type: "time", atMs });
    if (second === noise.dropAt) observations.push({ type: "source-lost", atMs, source: "call-control" });
    const afterGap = second === noise.dropAt + 3;
    if (!afterGap && second % 10 !== 0) continue;
    const asked = { atMs, askedAtMs: atMs, afterGap, monitored: MONITORED };
    observations.push({ type: "snapshot", ...asked, legs: legs() });
  }
  return [...observations, ...quiet(endMs)];
}

/** In the end everybody has hung up, both sources say so, and the call log knows nothing more. */
function quiet(endMs: number): Observation[] {
  const observations: Observation[] = [];
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
