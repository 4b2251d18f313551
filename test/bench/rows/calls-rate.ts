// The state machine alone: what a second of a busy PBX costs it, with few and with many calls going on.
import { createCallsState } from "../../../src-main/calls/call-state.ts";
import { createCalls } from "../../../src-main/calls/create-calls.ts";
import { observe } from "../../../src-main/calls/observe.ts";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import { threadMs } from "../child.ts";
import { type BenchRow, find, type Running } from "../harness.ts";
import { formatValue } from "../table.ts";

const seconds = 40;
const changesPerSecond = 200;
const options = {
  timezone: "Europe/Prague",
  internalCalls: false,
  numbers: "digits",
  activeCallsPollS: 1,
} as const;

/** Makes the observations of one second after the other. Each change rings, answers, or ends a call and rings anew. */
function createWorld(open: number): { first(): Observation; nextSecond(): Observation[] } {
  let atMs = Date.UTC(2026, 0, 5, 8);
  let lastId = 0;
  let turn = 0;
  const legs: Leg[] = Array.from({ length: open }, (_, index) => ring(index));
  /** As the PBX's reader hands them on: a row that says the same is the same object. */
  const rows = new Map<Leg, ActiveCall>();

  function ring(index: number): Leg {
    lastId += 1;
    const dn = String(1000 + index);
    const number = `+4915${100_000_000 + lastId}`;
    return {
      legId: lastId,
      dn,
      dnType: "extension",
      status: "ringing",
      callId: lastId,
      party: { dn: "10007", type: "external-line", number, name: "Jürgen Groß" },
      did: "",
      deviceId: `sip:${dn}@127.0.0.1`,
      originatedBy: { dn: "ROUTER", type: "route-point" },
    };
  }

  function change(): Observation[] {
    const index = turn++ % open;
    const leg = legs[index] ?? ring(index);
    const answered = leg.status === "ringing";
    const next: Leg = answered ? { ...leg, status: "connected" } : ring(index);
    legs[index] = next;
    rows.delete(leg);
    const seen: Observation = { type: "leg", atMs, leg: next };
    return answered ? [seen] : [{ type: "leg-gone", atMs, dn: leg.dn, legId: leg.legId }, seen];
  }

  function rowOf(leg: Leg): ActiveCall {
    const known = rows.get(leg) ?? row(leg);
    rows.set(leg, known);
    return known;
  }

  const row = ({ callId, dn, party, status }: Leg): ActiveCall => ({
    callId,
    caller: { dn: party.dn, name: "Trunk", number: party.number },
    callee: { dn, name: `Extension ${dn}`, number: "" },
    status: status === "connected" ? "talking" : "routing",
  });

  return {
    first() {
      const monitored = legs.map(({ dn }) => ({ dn, type: "extension" as const }));
      return { type: "snapshot", atMs, askedAtMs: atMs, afterGap: true, monitored, legs: [...legs] };
    },
    nextSecond() {
      const seen: Observation[] = [];
      for (let done = 0; done < changesPerSecond; done += 1) {
        atMs += 1000 / changesPerSecond;
        seen.push(...change());
      }
      const calls = legs.map(rowOf);
      return [...seen, { type: "active-calls", atMs, askedAtMs: atMs - 1, afterGap: false, calls }];
    },
  };
}

function nextMinute(world: ReturnType<typeof createWorld>): Observation[] {
  return Array.from({ length: seconds }, () => world.nextSecond()).flat();
}

/** Applies an observation; returns the number of events that came of it. */
type Observe = (observation: Observation) => number;

function machineAlone(): Observe {
  const state = createCallsState();
  return (observation) => observe(state, observation, options).length;
}

/** As the engine uses it: each event brings along what is to be stored with it. */
function machineStored(): Observe {
  const calls = createCalls(options);
  return (observation) => calls.observe(observation).events.length;
}

async function machine(open: number, seeOne: Observe): Promise<Running> {
  const world = createWorld(open);
  seeOne(world.first());
  return {
    async round() {
      const seen = nextMinute(world);
      let events = 0;
      const startedAtMs = threadMs();
      for (const observation of seen) events += seeOne(observation);
      const tookMs = threadMs() - startedAtMs;
      if (events < (seconds * changesPerSecond) / 2) throw new Error("Hardly any event came of it.");
      return { rate: [(seen.length * 1000) / tookMs] };
    },
  };
}

let parsed: unknown;

async function parser(open: number): Promise<Running> {
  const world = createWorld(open);
  return {
    async round() {
      const texts = nextMinute(world).map((observation) => JSON.stringify(observation));
      const startedAtMs = threadMs();
      for (const text of texts) parsed = JSON.parse(text);
      return { rate: [(texts.length * 1000) / (threadMs() - startedAtMs)] };
    },
  };
}

const sizes = [1, 100, 1024] as const;
const nameOf = (open: number) => `state machine, ${open} open calls`;

export const callsRate: BenchRow = {
  name: "calls-rate",
  title: "The state machine alone",
  how:
    `Observations of a busy PBX, made beforehand: each second ${changesPerSecond} changes of legs (rings, answered, ended and the next call rings) ` +
    "and one list of ActiveCalls with a row for each open call, which counts as one observation; unchanged rows are the objects that they were, as from the reader of the list. " +
    "Beside it: JSON.parse of the same observations, which every program that reads them from a wire has to pay. " +
    "Counted is the processor time of the thread, so other work on the machine costs little.",
  measures: [{ name: "rate", says: "observations on one core", unit: "per s" }],
  variants: [
    { name: `JSON.parse, ${sizes[0]} open call`, prepare: () => parser(sizes[0]) },
    ...sizes.map((open) => ({ name: nameOf(open), prepare: () => machine(open, machineAlone()) })),
    {
      name: `the same with documents for the disk, ${sizes[2]} open calls`,
      prepare: () => machine(sizes[2], machineStored()),
    },
    { name: `JSON.parse, ${sizes[2]} open calls`, prepare: () => parser(sizes[2]) },
  ],
  goals: (result) =>
    sizes.flatMap((open) => {
      const own = find(result, "rate", nameOf(open));
      if (own === undefined) return [];
      const aim = `over 100,000 observations/s with ${open} open ${open === 1 ? "call" : "calls"}`;
      return [{ aim, value: formatValue(own.p50, "per s"), met: own.p50 > 100_000 }];
    }),
};

/** Keeps the work from being optimized away. */
export function lastParsed(): unknown {
  return parsed;
}
