/** When is a chain over, and what is told then. */
import type { CallFacts, CallsState, Chain } from "./call-state.ts";
import { rememberEnded } from "./ended.ts";
import type { Telling } from "./events.ts";
import { wantCallLog } from "./log-questions.ts";
import { tellChainEnded, tellEnded } from "./events.ts";
import { missedUserOf } from "./links.ts";
import { clearWake, setWake } from "./wakes.ts";

/** Without ActiveCalls: hunt waves leave a call without any leg for a while (2 s are practice of a working bridge). */
export const GRACE_MS = 2000;
/** The same where rows come late: a call that has gone on, to a queue for instance, may be in the next ones. */
const LATE_ROWS_GRACE_MS = 10_000;
/** An answer that took so long: rows come late. */
const SLOW_MS = 1000;
/** A poll asked this soon after the last leg went may be older than a join that is under way. */
const SETTLE_MS = 250;
/** How long the call log may take to say how a chain ended. */
export const SETTLE_DEADLINE_MS = 60_000;

/** Ends the chain if it is over; notes when to look again if that depends on time alone. */
export function endIfOver(telling: Telling, chain: Chain): void {
  const { state, atMs } = telling;
  clearWake(state, chain.chainId);
  const verdict = isOver(state, chain, atMs);
  if (verdict === false) {
    chain.settlingSinceMs = undefined;
    return;
  }
  if (verdict !== true) {
    setWake(state, chain.chainId, verdict);
    return;
  }
  if (!needsCallLog(state, chain)) {
    close(telling, chain, unseen(state, chain));
    return;
  }
  if (chain.settlingSinceMs === undefined) {
    chain.settlingSinceMs = atMs;
    wantCallLog(state, chain.arrivedAtMs, undefined, atMs);
  }
  const deadlineMs = chain.settlingSinceMs + SETTLE_DEADLINE_MS;
  if (atMs >= deadlineMs) close(telling, chain, unseen(state, chain));
  else setWake(state, chain.chainId, deadlineMs);
}

/** True, false, or the time at which it will be true if nothing else is seen. */
function isOver(state: CallsState, chain: Chain, atMs: number): boolean | number {
  const callControlUp = state.sources["call-control"].up;
  const activeCallsUp = state.sources["active-calls"].up;
  if (!callControlUp && !activeCallsUp) return false;
  let lastGoneAtMs = chain.arrivedAtMs;
  let listedEver = false;
  let confirmedGone = true;
  for (const facts of factsOfChain(state, chain)) {
    // Legs stay on record while their source is away; only rows that once listed the call can overrule them.
    if (facts.legs.length > 0 && (callControlUp || !facts.everListed)) return false;
    if (facts.rows.length > 0 && (activeCallsUp || !hasLeft(chain))) return false;
    lastGoneAtMs = Math.max(lastGoneAtMs, facts.lastLegGoneAtMs ?? 0);
    if (!facts.everListed) continue;
    listedEver = true;
    confirmedGone &&= isConfirmedGone(state, facts);
  }
  if (listedEver && activeCallsUp) return confirmedGone;
  // Known from rows alone, and nobody tells rows now.
  if (listedEver && !hadLegs(state, chain)) return false;
  const rowsAreLate = activeCallsUp && state.sources["active-calls"].tookMs >= SLOW_MS;
  const waitsForRows = rowsAreLate && lastAskedAtMs(state) < lastGoneAtMs + SETTLE_MS;
  const overAtMs = lastGoneAtMs + (waitsForRows ? LATE_ROWS_GRACE_MS : GRACE_MS);
  return atMs >= overAtMs ? true : overAtMs;
}

/** The one who talked has hung up: a row from before ActiveCalls was lost says nothing against that. */
function hasLeft({ link }: Chain): boolean {
  return link.answer?.leftAtMs !== undefined && !link.answer.parked && !link.answer.wentOutside;
}

/** A poll that was asked late enough lacks the call; a call known from rows alone must be missing twice. */
function isConfirmedGone(state: CallsState, facts: CallFacts): boolean {
  if (facts.missingSinceMs === undefined) return false;
  const sinceMs = facts.lastLegGoneAtMs ?? facts.missingSinceMs;
  return lastAskedAtMs(state) >= sinceMs + SETTLE_MS;
}

/** The rows that were heard last are of then. */
function lastAskedAtMs(state: CallsState): number {
  return state.sources["active-calls"].lastHeardAtMs ?? 0;
}

function factsOfChain(state: CallsState, chain: Chain): CallFacts[] {
  const all: CallFacts[] = [];
  for (const callId of chain.callIds) {
    const facts = state.calls.get(callId);
    if (facts) all.push(facts);
  }
  return all;
}

function hadLegs(state: CallsState, chain: Chain): boolean {
  return factsOfChain(state, chain).some((facts) => facts.lastLegGoneAtMs !== undefined);
}

/** Its end, or part of its course, was not watched. */
export function unseen(state: CallsState, chain: Chain): boolean {
  return chain.badlyWatched || factsOfChain(state, chain).some((facts) => facts.goneUnseen);
}

/**
 * What ended while nobody watched; missed calls that no row ever showed; and missed calls in a queue whose
 * callers may have ordered a callback. Not asked where XAPI never answered.
 */
function needsCallLog(state: CallsState, chain: Chain): boolean {
  if (unseen(state, chain)) return true;
  if (state.sources["active-calls"].lastHeardAtMs === undefined) return false;
  if (chain.link.answer || chain.direction !== "incoming") return false;
  const listed = factsOfChain(state, chain).some((facts) => facts.everListed);
  return !listed || state.directory.entries[missedUserOf(chain)]?.offersCallback === true;
}

export interface KnownEnd {
  readonly endedAtMs?: number;
  readonly callbackOrdered?: boolean;
  readonly cause?: string;
}

/** Tells the end of the last link with what is known, and of the chain. */
export function close(telling: Telling, chain: Chain, reconstructed: boolean, known: KnownEnd = {}): void {
  const { answer } = chain.link;
  const atMs = answer?.leftAtMs ?? known.endedAtMs ?? lastEvidenceAtMs(telling, chain);
  const user = answer?.dn ?? missedUserOf(chain);
  tellEnded(telling, chain, {
    finish: answer ? "ok" : "missed",
    transferred: answer?.wentOutside ?? false,
    atMs,
    user,
    reconstructed,
    callbackOrdered: known.callbackOrdered ?? false,
    cause: known.cause ?? "",
  });
  tellChainEnded(telling, chain, user, reconstructed);
  forgetChain(telling, chain, atMs);
}

function lastEvidenceAtMs(telling: Telling, chain: Chain): number {
  const known = factsOfChain(telling.state, chain).map((facts) =>
    Math.max(facts.lastLegGoneAtMs ?? 0, facts.missingSinceMs ?? 0),
  );
  const latest = Math.max(0, ...known);
  return latest > 0 ? Math.min(latest, telling.atMs) : telling.atMs;
}

/** Moves a chain whose end was told to the list of ended ones. */
export function forgetChain(telling: Telling, chain: Chain, endedAtMs: number): void {
  const { state } = telling;
  for (const facts of factsOfChain(state, chain)) {
    for (const { key } of facts.legs) state.legCalls.delete(key);
    state.calls.delete(facts.callId);
  }
  delete state.chains[chain.chainId];
  clearWake(state, chain.chainId);
  const { chainId, callIds, direction, number, arrivedAtMs, historyId } = chain;
  const toldAtMs = telling.atMs;
  const ended = { chainId, callIds, direction, number, arrivedAtMs, endedAtMs, toldAtMs, historyId };
  rememberEnded(state, ended, toldAtMs);
}
