/**
 * After a restart of the PBX callids and leg ids start again, so a callid that is still open here may
 * name another conversation. Such chains are closed with what is known: Ok if there was a talk.
 */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { CallFacts, Chain } from "./call-state.ts";
import { legKeyOf } from "./call-state.ts";
import { chainOf } from "./chains.ts";
import type { Telling } from "./events.ts";
import { legOf } from "./facts.ts";
import { sameNumber } from "./numbers.ts";
import { isOutside, typeOfParty } from "./outside.ts";
import { close } from "./over.ts";
import { isForwarding } from "./phones.ts";

/** Closes chains whose callid the legs of a snapshot after a gap use for something else. */
export function closeReusedByLegs(telling: Telling, legs: readonly Leg[]): void {
  const byCallId = Map.groupBy(legs, (leg) => leg.callId);
  for (const [callId, present] of byCallId) {
    const facts = telling.state.calls.get(callId);
    if (facts && isReusedByLegs(telling, facts, present)) closeReused(telling, facts);
  }
}

function isReusedByLegs(telling: Telling, facts: CallFacts, present: readonly Leg[]): boolean {
  const knownIds = facts.legs.map((known) => known.leg.legId);
  if (present.some((leg) => isSetBack(facts, leg))) return true;
  if (present.some((leg) => legOf(facts, legKeyOf(leg.dn, leg.legId)))) return false;
  // Ids rise within one run of the PBX: new legs with lower ids belong to a later run.
  if (knownIds.length > 0 && present.every((leg) => leg.legId < Math.min(...knownIds))) return true;
  const chain = chainOf(telling.state, facts);
  const outside = present.find(showsCaller);
  return chain !== undefined && outside !== undefined && !sameNumber(chain.number, outside.party.number);
}

/** The other side of a forwarded call's leg is where it was forwarded to. */
function showsCaller(leg: Leg): boolean {
  return leg.party.type === "external-line" && !isForwarding(leg);
}

/** Nobody rings again in a leg that has talked: even the leg's id is used again. */
function isSetBack(facts: CallFacts, leg: Leg): boolean {
  const known = legOf(facts, legKeyOf(leg.dn, leg.legId));
  return known?.leg.status === "connected" && leg.status === "ringing";
}

/**
 * The same for one leg at any time: a call that is over and only waits for the call log gets no other caller. The
 * PBX has begun its ids anew in the gap that made the call wait, and has come to this one again since.
 */
export function closeReusedByLeg(telling: Telling, leg: Leg): void {
  const facts = telling.state.calls.get(leg.callId);
  const chain = facts && chainOf(telling.state, facts);
  if (!facts || chain?.settlingSinceMs === undefined) return;
  if (isOfOther(chain, leg)) closeReused(telling, facts);
}

/** What has not shown the waiting caller again is a consultation, a conference or a callback of somebody else. */
function isOfOther(chain: Chain, leg: Leg): boolean {
  if (showsCaller(leg)) return !sameNumber(chain.number, leg.party.number);
  return chain.direction === "internal" ? beginsCallback(leg) : !isForwarding(leg);
}

/** A queue rings an agent before the number is dialled that ordered a callback; a caller who waits is shown. */
function beginsCallback({ status, party }: Leg): boolean {
  return status === "ringing" && party.type === "queue";
}

/**
 * The same by rows of ActiveCalls: another outside party under a callid that is open here. `afterGap`: whether
 * nobody watched for a while; else only what waits for the call log is looked at.
 */
export function closeReusedByRows(
  telling: Telling,
  byCallId: ReadonlyMap<number, ActiveCall[]>,
  afterGap: boolean,
): void {
  const { state } = telling;
  // Whatever waits for the call log has a time to be looked at again.
  if (!afterGap && state.wakes.size === 0) return;
  for (const [callId, rows] of byCallId) {
    const facts = state.calls.get(callId);
    const chain = facts && chainOf(state, facts);
    if (!facts || !chain || chain.direction === "internal") continue;
    if (!afterGap && chain.settlingSinceMs === undefined) continue;
    const parties = rows.flatMap((row) => [row.caller, row.callee]);
    const outside = parties.filter((party) => isOutside(state, party));
    const other =
      outside.length > 0
        ? !outside.some((party) => sameNumber(chain.number, party.number))
        : chain.settlingSinceMs !== undefined &&
          parties.every((party) => typeOfParty(state, party) === "extension");
    if (other) closeReused(telling, facts);
  }
}

function closeReused(telling: Telling, facts: CallFacts): void {
  const { state } = telling;
  const chain = chainOf(state, facts);
  if (chain) close(telling, chain, true);
  for (const { key } of facts.legs) state.legCalls.delete(key);
  state.calls.delete(facts.callId);
}
