/** The legs of a conversation as a person sees them: which phones had part in it, and what each did when. */
import { type CallView, type LegView, mostLegs, mostLegStates } from "../../src-shared/contract/call-view.ts";
import type { LegChange } from "../calls/types.ts";

type LegState = LegView["states"][number];

/** Names and numbers come from outside; longer ones are of no use to anybody. */
const mostLetters = 200;

/** The call with what has happened to its legs. Takes place after the events of the same moment. */
export function withLegs(call: CallView, changes: readonly LegChange[]): CallView {
  const legs = [...(call.legs ?? [])];
  let leftOut = call.legsLeftOut ?? 0;
  for (const change of changes) if (!apply(legs, change, call.link)) leftOut += 1;
  // Those of a call that was joined later may have begun before.
  legs.sort((a, b) => beginOf(a) - beginOf(b));
  return { ...call, legs, ...(leftOut > 0 ? { legsLeftOut: leftOut } : {}) };
}

/** As lists of calls have it: with legs, they would be several times as large. */
export function withoutLegs({ legs: _legs, legsLeftOut: _leftOut, ...call }: CallView): CallView {
  return call;
}

/** Nothing lasts beyond the call: of legs whose end was not told, it is the end. */
export function closedLegs(legs: readonly LegView[], atMs: number): LegView[] {
  return legs.map((leg) => (leg.goneAtMs === undefined ? { ...leg, goneAtMs: atMs } : leg));
}

/** False when a leg had to be left out. */
function apply(legs: LegView[], change: LegChange, link: number): boolean {
  const { callId, leg, atMs, isGone } = change;
  const place = legs.findLastIndex(
    (each) =>
      each.goneAtMs === undefined &&
      each.callId === callId &&
      each.legId === leg.legId &&
      each.dn === short(leg.dn),
  );
  const known = legs[place];
  if (known !== undefined) legs[place] = isGone ? { ...known, goneAtMs: atMs } : changed(known, change, link);
  if (known !== undefined || isGone) return true;
  const added = newLeg(change, link);
  if (legs.length < mostLegs) {
    legs.push(added);
    return true;
  }
  // A phone that only rang and is silent again says the least.
  const least = legs.findIndex((each) => each.goneAtMs !== undefined && !hasTalked(each));
  if (least !== -1) {
    legs.splice(least, 1);
    legs.push(added);
  }
  return false;
}

function newLeg({ callId, leg, dnType, dnName, atMs }: LegChange, link: number): LegView {
  const { legId, dn } = leg;
  const states = [stateOf(leg, atMs)];
  return { callId, legId, dn: short(dn), name: short(dnName), kind: dnType, link, states };
}

function changed(known: LegView, { leg, atMs }: LegChange, link: number): LegView {
  const state = stateOf(leg, atMs);
  const last = known.states.at(-1);
  const isSame = last?.status === state.status && last.number === state.number && last.name === state.name;
  if (isSame) return known;
  const states = [...known.states, state];
  // The first says how it began; what is forgotten lies behind it.
  if (states.length > mostLegStates) states.splice(1, 1);
  return { ...known, states, link: last?.status === state.status ? known.link : link };
}

function stateOf({ status, party }: LegChange["leg"], atMs: number): LegState {
  return { status, number: short(party.number || party.dn), name: short(party.name), atMs };
}

function beginOf({ states }: LegView): number {
  return states[0]?.atMs ?? 0;
}

function hasTalked({ states }: LegView): boolean {
  return states.some(({ status }) => status === "connected");
}

function short(text: string): string {
  return text.slice(0, mostLetters);
}
