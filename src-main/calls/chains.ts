/** Which chain a call belongs to: begins new ones, and ties callids together that are one conversation. */
import type { CallDirection } from "../../src-shared/telephony/call-event.ts";
import { formatChainId } from "./chain-id.ts";
import type { CallFacts, CallsState, Chain, KnownLeg } from "./call-state.ts";
import { legKeyOf, typeOfDn } from "./call-state.ts";
import { resolveDid } from "./did.ts";
import { endedOf, endedWith } from "./ended.ts";
import type { Telling } from "./events.ts";
import { openLink } from "./links.ts";
import { isAnonymous, sameNumber } from "./numbers.ts";
import { isOutside } from "./outside.ts";
import { isForwarding } from "./phones.ts";

/** Rows that are late by more than this may never come; the next look at all legs is in half a minute. */
const LONGEST_WAIT_MS = 5_000;

export function chainOf(state: CallsState, facts: CallFacts): Chain | undefined {
  return facts.chainId === undefined ? undefined : state.chains[facts.chainId];
}

/** The chain a leg belongs to, begun or extended if need be; `undefined` while it is no outside call. */
export function chainOfLeg(
  telling: Telling,
  facts: CallFacts,
  known: KnownLeg,
  movedFrom: CallFacts | undefined,
): Chain | undefined {
  const { state, options } = telling;
  const present = chainOf(state, facts);
  const { leg } = known;
  const partyType = typeOfDn(state, leg.party.dn, leg.party.type);
  if (present && (present.direction !== "internal" || partyType !== "external-line")) {
    // A chain that began with a row has no name: rows show the trunk's.
    if (present.name === "" && partyType === "external-line") present.name = leg.party.name;
    return present;
  }
  const former = movedFrom && chainOf(state, movedFrom);
  if (former && (partyType === "conference" || partyType === "external-line")) {
    return adopt(state, former, facts);
  }
  if (partyType === "external-line") {
    if (isForwarding(known.leg)) return present;
    const joined = chainJoinedBy(state, known);
    if (joined) return adopt(state, joined, facts);
    if (awaitsRows(telling, known)) return undefined;
    return begin(telling, facts, {
      direction: directionOf(state, facts, known),
      number: leg.party.number,
      name: leg.party.name,
      trunkDn: leg.party.dn,
      shownDid: leg.did,
      callerLeg: "",
    });
  }
  if (!options.internalCalls || partyType !== "extension" || leg.status === "connected") return present;
  if (typeOfDn(state, leg.dn, leg.dnType) !== "extension") return present;
  return beginInternal(telling, facts, known);
}

/** Incoming or outgoing, from how the leg was first seen (sources: captured legs; 3CX's own remark that direction is unreliable after transfers). */
function directionOf(state: CallsState, facts: CallFacts, known: KnownLeg): CallDirection {
  if (facts.rows.some((row) => isOutside(state, row.caller))) return "incoming";
  if (facts.rows.some((row) => isOutside(state, row.callee))) return "outgoing";
  const { leg } = known;
  const ownType = typeOfDn(state, leg.dn, leg.dnType);
  if (ownType !== "extension") return "incoming";
  // An outside party that turned up later was dialled: the phone was rung first, by makecall or a callback.
  if (known.firstPartyType !== "external-line") return "outgoing";
  const ended = endedWith(state, facts.callId).findLast((each) => sameNumber(each.number, leg.party.number));
  // Without ActiveCalls a parked call counts as over after the grace; what comes back is the same call.
  if (ended) return ended.direction;
  if (known.firstStatus === "ringing") return "incoming";
  if (known.firstStatus === "dialing") return "outgoing";
  return leg.originatedBy?.type === "route-point" || leg.originatedBy?.dn === "ROUTER"
    ? "incoming"
    : "outgoing";
}

/**
 * The chain whose conversation goes on in this leg, when a join keeps the consultation's callid or a
 * parked call is picked up under a new one.
 */
function chainJoinedBy(state: CallsState, known: KnownLeg): Chain | undefined {
  const { leg, consultedWith } = known;
  if (consultedWith === undefined && leg.status !== "connected") return undefined;
  let joined: Chain | undefined;
  for (const chain of Object.values(state.chains)) {
    const { answer } = chain.link;
    if (!answer || chain.direction === "internal") continue;
    const fits = consultedWith === undefined ? answer.parked : consultedWith === answer.dn;
    // Numbers last: comparing them costs more than all the rest, and there may be a thousand chains.
    if (fits && sameNumber(chain.number, leg.party.number) && isLikelier(chain, joined)) joined = chain;
  }
  return joined;
}

/**
 * Found talking after a gap with somebody whose talk has lost its legs: its row, which comes next, shows since when,
 * so whether this is that talk, passed on meanwhile, or another.
 */
function awaitsRows({ state, atMs }: Telling, known: KnownLeg): boolean {
  const askedAtMs = state.sources["active-calls"].lastHeardAtMs;
  if (!known.afterGap || known.leg.status !== "connected" || askedAtMs === undefined) return false;
  const { firstSeenAtMs, leg } = known;
  if (askedAtMs >= firstSeenAtMs || atMs - firstSeenAtMs >= LONGEST_WAIT_MS) return false;
  return Object.values(state.chains).some(
    (chain) =>
      chain.link.answer !== undefined &&
      chain.direction !== "internal" &&
      !isAnonymous(chain.number) &&
      sameNumber(chain.number, leg.party.number) &&
      chain.callIds.every((callId) => (state.calls.get(callId)?.legs.length ?? 0) === 0),
  );
}

/** Of several anonymous talks of one extension the one it has left is joined, else the latest. */
function isLikelier(chain: Chain, other: Chain | undefined): boolean {
  if (!other) return true;
  const left = chain.link.answer?.leftAtMs !== undefined;
  const otherLeft = other.link.answer?.leftAtMs !== undefined;
  if (left !== otherLeft) return left;
  return (chain.link.answer?.atMs ?? 0) > (other.link.answer?.atMs ?? 0);
}

export function adopt(state: CallsState, chain: Chain, facts: CallFacts): Chain {
  const former = chainOf(state, facts);
  if (former) former.callIds = former.callIds.filter((callId) => callId !== facts.callId);
  facts.chainId = chain.chainId;
  chain.callIds.push(facts.callId);
  return chain;
}

interface Beginning {
  direction: CallDirection;
  number: string;
  name: string;
  trunkDn: string;
  shownDid: string;
  callerLeg: string;
  arrivedAtMs?: number;
}

export function begin(telling: Telling, facts: CallFacts, from: Beginning): Chain {
  const { state } = telling;
  const arrivedAtMs = from.arrivedAtMs ?? facts.firstSeenAtMs;
  const chain: Chain = {
    chainId: freeChainId(telling, arrivedAtMs, facts.callId),
    callIds: [facts.callId],
    arrivalCallId: facts.callId,
    direction: from.direction,
    arrivedAtMs,
    number: from.number,
    name: from.name,
    trunkDn: from.trunkDn,
    didName: "",
    didNumber: "",
    firstDn: undefined,
    callerLeg: from.callerLeg,
    link: openLink(0, "none", arrivedAtMs),
    links: [],
    badlyWatched: false,
    settlingSinceMs: undefined,
    historyId: undefined,
  };
  resolveDid(state, chain, from.shownDid);
  if (facts.chainId !== undefined) {
    const former = state.chains[facts.chainId];
    if (former) former.callIds = former.callIds.filter((callId) => callId !== facts.callId);
  }
  facts.chainId = chain.chainId;
  state.chains[chain.chainId] = chain;
  return chain;
}

/** Two runs of the PBX may give one callid twice within a second; ids stay unique all the same. */
export function freeChainId(telling: Telling, arrivedAtMs: number, callId: number): string {
  const { state, options } = telling;
  for (let atMs = arrivedAtMs; ; atMs += 1000) {
    const chainId = formatChainId(atMs, callId, options.timezone);
    if (!state.chains[chainId] && !endedOf(state, chainId)) return chainId;
  }
}

function beginInternal(telling: Telling, facts: CallFacts, known: KnownLeg): Chain {
  const { leg } = known;
  const calling = leg.status === "dialing";
  const caller = calling ? leg.dn : leg.party.dn;
  const name = calling ? (telling.state.directory.entries[leg.dn]?.name ?? "") : leg.party.name;
  const callerLeg = calling ? legKeyOf(leg.dn, leg.legId) : "";
  return begin(telling, facts, {
    direction: "internal",
    number: caller,
    name,
    trunkDn: "",
    shownDid: "",
    callerLeg,
  });
}
