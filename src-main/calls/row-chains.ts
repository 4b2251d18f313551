/** The chains that rows of ActiveCalls belong to: begun by calls nobody monitors, gone on under another callid. */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { CallFacts, CallsState, Chain } from "./call-state.ts";
import { legsTellAbout, typeOfDn } from "./call-state.ts";
import { adopt, begin } from "./chains.ts";
import { endedWith } from "./ended.ts";
import type { Telling } from "./events.ts";
import { isAnonymous, numberKey, sameNumber } from "./numbers.ts";
import { isOutside } from "./outside.ts";

/** A row of a call that ended this recently is an answer that came late. */
const LATE_ROW_MS = 30_000;

/** Rows and legs tell of a call at moments this far apart at most. */
const SAME_TALK_MS = 2_000;

/** Conversations with the outside, by their number; made when first asked for. */
export type Talks = (number: string) => readonly Chain[];

/** For one observation: rows that belong to no chain yet search all chains, and there may be thousands of either. */
export function createTalks(state: CallsState): Talks {
  let byNumber: Map<string, Chain[]> | undefined;
  return (number) => {
    const outside = () => Object.values(state.chains).filter(({ direction }) => direction !== "internal");
    byNumber ??= Map.groupBy(outside(), (chain) => numberKey(chain.number));
    return byNumber.get(numberKey(number)) ?? [];
  };
}

/** The chain that rows of ActiveCalls belong to, begun if need be. `present`: the one that their call is part of. */
export function chainOfRows(
  telling: Telling,
  facts: CallFacts,
  present: Chain | undefined,
  talks: Talks,
): Chain | undefined {
  // An internal call may become a conversation with the outside, by a join.
  if (present && present.direction !== "internal") return present;
  for (const row of facts.rows) {
    const chain = chainOfRow(telling, facts, row, talks);
    if (chain) return chain;
  }
  return present;
}

function chainOfRow(telling: Telling, facts: CallFacts, row: ActiveCall, talks: Talks): Chain | undefined {
  const { state, options } = telling;
  const arrivedAtMs = telling.afterGap
    ? Math.min(facts.firstSeenAtMs, row.establishedAtMs ?? facts.firstSeenAtMs)
    : facts.firstSeenAtMs;
  const callerOutside = isOutside(state, row.caller);
  const outside = callerOutside ? row.caller : row.callee;
  if (callerOutside || isOutside(state, row.callee)) {
    if (endedLately(telling, facts.callId, outside.number)) return undefined;
    const joined = chainLeftFor(telling, facts, row, talks(outside.number));
    if (joined) return adopt(state, joined, facts);
    // The phone's own leg says it faster and better.
    if (!callerOutside && legsTellAbout(state, row.caller.dn)) return undefined;
    if (!callerOutside && typeOfDn(state, row.caller.dn) !== "extension") return undefined;
    return begin(telling, facts, {
      direction: callerOutside ? "incoming" : "outgoing",
      number: outside.number,
      name: outside.name === state.directory.entries[outside.dn]?.name ? "" : outside.name,
      trunkDn: outside.dn,
      shownDid: "",
      callerLeg: "",
      arrivedAtMs,
    });
  }
  const internal =
    options.internalCalls &&
    facts.chainId === undefined &&
    typeOfDn(state, row.caller.dn) === "extension" &&
    typeOfDn(state, row.callee.dn) === "extension" &&
    !legsTellAbout(state, row.caller.dn) &&
    !legsTellAbout(state, row.callee.dn);
  if (!internal) return undefined;
  return begin(telling, facts, {
    direction: "internal",
    number: row.caller.dn,
    name: row.caller.name,
    trunkDn: "",
    shownDid: "",
    callerLeg: "",
    arrivedAtMs,
  });
}

/**
 * The chain that goes on in a row under another callid: picked up from a parking slot, moved into a
 * conference, or joined with a consultation that was listed before.
 */
function chainLeftFor(
  telling: Telling,
  facts: CallFacts,
  row: ActiveCall,
  talks: readonly Chain[],
): Chain | undefined {
  const { state, atMs } = telling;
  const conference = typeOfDn(state, row.callee.dn) === "conference";
  const listedBefore = facts.firstSeenAtMs < atMs;
  return talks.find((chain) => {
    const { answer } = chain.link;
    if (!answer) return telling.afterGap && isAnsweredSince(state, row, chain);
    const going = chain.callIds.some((callId) => isGoingOn(state, state.calls.get(callId)));
    // While its slot is still listed, this is another call of the same caller.
    if (answer.parked) return !going;
    // The legs that move into the conference may be read a little later than its row.
    if (conference && !isAnonymous(chain.number)) return true;
    // A transfer that was completed while nobody watched, or a conference: after a start the directory may come
    // late, so that nobody knows the room for one.
    if (telling.afterGap && !isAnonymous(chain.number) && !isListed(state, chain) && isSameTalk(row, chain))
      return true;
    // A consultation that has become this talk: the first call's legs may be read a little later than that, too.
    if (listedBefore && !isListed(state, chain)) return true;
    return !going && (conference || listedBefore);
  });
}

/**
 * A call that rang when it was seen last, and is in a conference now. Elsewhere only the begin tells it from a
 * caller who has tried again.
 */
function isAnsweredSince(state: CallsState, row: ActiveCall, chain: Chain): boolean {
  if (isAnonymous(chain.number) || isListed(state, chain) || row.establishedAtMs === undefined) return false;
  if (isSameTalk(row, chain)) return true;
  return typeOfDn(state, row.callee.dn) === "conference" && row.establishedAtMs > chain.arrivedAtMs;
}

function isListed(state: CallsState, { callIds }: Chain): boolean {
  return callIds.some((callId) => (state.calls.get(callId)?.rows.length ?? 0) > 0);
}

/**
 * A row shows since when its conversation goes on, also under another callid. Whether since it arrived or since it
 * was answered is not documented.
 */
function isSameTalk({ establishedAtMs }: ActiveCall, { arrivedAtMs, link }: Chain): boolean {
  if (establishedAtMs === undefined) return false;
  return [arrivedAtMs, link.answer?.atMs ?? arrivedAtMs].some(
    (atMs) => Math.abs(establishedAtMs - atMs) <= SAME_TALK_MS,
  );
}

function isGoingOn(state: CallsState, facts: CallFacts | undefined): boolean {
  if (facts === undefined) return false;
  const legsCount = state.sources["call-control"].up || !facts.everListed;
  return facts.rows.length > 0 || (legsCount && facts.legs.length > 0);
}

function endedLately(telling: Telling, callId: number, number: string): boolean {
  return endedWith(telling.state, callId).some(
    (ended) => telling.atMs - ended.endedAtMs < LATE_ROW_MS && sameNumber(ended.number, number),
  );
}
