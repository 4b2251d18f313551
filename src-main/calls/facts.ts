/** What was seen, by callid: legs and rows are written down here; what they mean is decided elsewhere. */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { CallFacts, CallsState, KnownLeg } from "./call-state.ts";
import { legKeyOf } from "./call-state.ts";

/** The facts of a callid, made when it is new. */
export function factsOf(state: CallsState, callId: number, atMs: number): CallFacts {
  let facts = state.calls.get(callId);
  if (!facts) {
    facts = {
      callId,
      firstSeenAtMs: atMs,
      chainId: undefined,
      legs: [],
      lastLegChangeAtMs: 0,
      lastLegGoneAtMs: undefined,
      rows: [],
      rowsAskedAtMs: 0,
      rowsChangedAtMs: 0,
      missingSinceMs: undefined,
      everListed: false,
      goneUnseen: false,
    };
    state.calls.set(callId, facts);
  }
  return facts;
}

/** Writes a leg down. Returns the callid it left, when it moved to another call, and whether it says anything new. */
export function rememberLeg(
  state: CallsState,
  leg: Leg,
  atMs: number,
  afterGap: boolean,
): { facts: CallFacts; known: KnownLeg; movedFrom: CallFacts | undefined; changed: boolean } {
  const key = legKeyOf(leg.dn, leg.legId);
  const formerCallId = state.legCalls.get(key);
  const former = formerCallId === undefined ? undefined : state.calls.get(formerCallId);
  const known = (former && legOf(former, key)) ?? newLeg(state, key, leg, atMs, afterGap);
  const movedFrom = former && former.callId !== leg.callId ? former : undefined;
  const changed = former === undefined || movedFrom !== undefined || legChanged(known.leg, leg);
  if (movedFrom) {
    dropLeg(movedFrom, key);
    movedFrom.lastLegChangeAtMs = atMs;
    if (movedFrom.legs.length === 0) movedFrom.lastLegGoneAtMs = atMs;
  }
  if (isInternalParty(known.leg)) known.consultedWith = known.leg.party.dn;
  // A leg may fall back to dialing: in a callback the agent's own phone connects before the number is dialled.
  known.connectedAtMs = leg.status === "connected" ? (known.connectedAtMs ?? atMs) : undefined;
  known.leg = leg;
  known.lastSeenAtMs = atMs;
  const facts = factsOf(state, leg.callId, atMs);
  if (!facts.legs.includes(known)) facts.legs.push(known);
  facts.goneUnseen = false;
  if (changed) facts.lastLegChangeAtMs = atMs;
  if (formerCallId !== leg.callId) state.legCalls.set(key, leg.callId);
  return { facts, known, movedFrom, changed };
}

function newLeg(state: CallsState, key: string, leg: Leg, atMs: number, afterGap: boolean): KnownLeg {
  return {
    key,
    leg,
    order: state.nextLegOrder++,
    firstSeenAtMs: atMs,
    lastSeenAtMs: atMs,
    firstStatus: leg.status,
    firstPartyType: leg.party.type,
    connectedAtMs: undefined,
    consultedWith: undefined,
    afterGap,
  };
}

function isInternalParty(leg: Leg): boolean {
  return leg.party.type === "extension" && leg.party.dn !== "";
}

function legChanged(a: Leg, b: Leg): boolean {
  return a.status !== b.status || a.party.dn !== b.party.dn || a.party.number !== b.party.number;
}

/** `key`: see `legKeyOf`. */
export function legOf({ legs }: CallFacts, key: string): KnownLeg | undefined {
  return legs.find((known) => known.key === key);
}

export function dropLeg(facts: CallFacts, key: string): void {
  facts.legs = facts.legs.filter((known) => known.key !== key);
}

/** Strikes a leg out. Returns it with the facts of its call, or `undefined` when it was not known. */
export function forgetLeg(
  state: CallsState,
  key: string,
  atMs: number,
): { facts: CallFacts; leg: Leg } | undefined {
  const callId = state.legCalls.get(key);
  if (callId === undefined) return undefined;
  state.legCalls.delete(key);
  const facts = state.calls.get(callId);
  const known = facts && legOf(facts, key);
  if (!facts || !known) return undefined;
  dropLeg(facts, key);
  facts.lastLegChangeAtMs = atMs;
  facts.lastLegGoneAtMs = atMs;
  return { facts, leg: known.leg };
}

/** Writes the rows of one callid down. Returns whether they say anything new. */
export function rememberRows(facts: CallFacts, rows: readonly ActiveCall[], askedAtMs: number): boolean {
  // A poll that left before the latest change of a leg tells of a stage that may be over.
  const overtaken = facts.rowsAskedAtMs < facts.lastLegChangeAtMs && askedAtMs >= facts.lastLegChangeAtMs;
  const changed = !sameRows(facts.rows, rows);
  const news = overtaken || facts.missingSinceMs !== undefined || changed;
  if (changed) facts.rowsChangedAtMs = askedAtMs;
  // Nearly always the very same row as before: the list of it may stay, and the new one goes at once.
  if (changed || rows.length > 1 || rows[0] !== facts.rows[0]) facts.rows = rows;
  facts.rowsAskedAtMs = askedAtMs;
  facts.missingSinceMs = undefined;
  facts.everListed = true;
  facts.goneUnseen = false;
  return news;
}

function sameRows(a: readonly ActiveCall[], b: readonly ActiveCall[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((row, index) => {
    const other = b[index];
    // Whoever reads rows gives the same object for a row that says the same.
    if (row === other) return true;
    return (
      other !== undefined &&
      row.status === other.status &&
      row.callee.dn === other.callee.dn &&
      row.callee.number === other.callee.number &&
      row.callee.name === other.callee.name &&
      row.caller.dn === other.caller.dn &&
      row.caller.number === other.caller.number
    );
  });
}
