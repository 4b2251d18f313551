/**
 * The call state machine: one observation in, the events that follow from it out. It keeps no clock and
 * does no I/O; the same observations always give the same events. `state` is changed in place, because a
 * copy for each of thousands of observations a second would cost more than everything else here.
 */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { CallOptions } from "./call-options.ts";
import type { CallFacts, CallsState, Chain } from "./call-state.ts";
import { legKeyOf } from "./call-state.ts";
import { chainOf, chainOfLeg } from "./chains.ts";
import { setClock } from "./clock-set.ts";
import type { Telling } from "./events.ts";
import { factsOf, forgetLeg, legOf, rememberLeg, rememberRows } from "./facts.ts";
import { closeReusedByLeg, closeReusedByLegs, closeReusedByRows } from "./identity.ts";
import { legChange, type LegChange } from "./leg-changes.ts";
import { advance } from "./links.ts";
import { askAgainIfDue, wantCallLog } from "./log-questions.ts";
import { endIfOver } from "./over.ts";
import { chainOfRows, createTalks } from "./row-chains.ts";
import { applyCallLog } from "./settle.ts";
import { earliestWakeAtMs } from "./wakes.ts";

/** Rows that come less often than this leave gaps, unless the settings want them that seldom. */
const LONGEST_POLL_MS = 3000;

/** An observation that is older than the one before by more than that says that the clock was set back. */
const LARGEST_SLIP_MS = 10_000;

type Seen<Type extends Observation["type"]> = Extract<Observation, { type: Type }>;

/** Applies one observation and returns the events that follow, in order. What became of legs is added to `legs`. */
export function observe(
  state: CallsState,
  observation: Observation,
  options: CallOptions,
  legs?: LegChange[],
): CallEvent[] {
  if (observation.atMs < state.lastAtMs - LARGEST_SLIP_MS) setClock(state, observation.atMs - state.lastAtMs);
  const atMs = Math.max(state.lastAtMs, observation.atMs);
  state.lastAtMs = atMs;
  const afterGap = "afterGap" in observation && observation.afterGap;
  // A question that left before the clock was set back.
  const seenBy = <Seen extends { readonly askedAtMs: number }>(seen: Seen): Seen =>
    seen.askedAtMs <= atMs ? seen : { ...seen, askedAtMs: atMs };
  const telling: Telling = { state, options, events: [], legs, atMs, afterGap };
  switch (observation.type) {
    case "leg":
      state.sources["call-control"].lastHeardAtMs = atMs;
      seeLeg(telling, observation.leg);
      break;
    case "leg-gone":
      state.sources["call-control"].lastHeardAtMs = atMs;
      seeLegGone(telling, legKeyOf(observation.dn, observation.legId));
      break;
    case "snapshot":
      seeSnapshot(telling, seenBy(observation));
      break;
    case "active-calls":
      seeActiveCalls(telling, seenBy(observation));
      break;
    case "directory":
      state.directory = observation.directory;
      seeDirectory(telling);
      break;
    case "source-lost":
      state.sources[observation.source].up = false;
      reconsider(telling, Object.values(state.chains));
      break;
    case "call-log":
      applyCallLog(telling, observation);
      break;
    case "time":
      seeTime(telling);
      break;
    default: {
      const _never: never = observation;
      return _never;
    }
  }
  askAgainIfDue(state, atMs);
  return telling.events;
}

/** When a `time` observation would change something although nothing else is seen. */
export function nextWakeAtMs(state: CallsState): number | undefined {
  return earliestWakeAtMs(state);
}

function reconsider(telling: Telling, chains: Iterable<Chain>): void {
  for (const chain of chains) {
    advance(telling, chain);
    endIfOver(telling, chain);
  }
}

function seeLeg(telling: Telling, leg: Leg): void {
  const touched = new Set<Chain>();
  noteLeg(telling, leg, touched);
  reconsider(telling, touched);
}

/** Writes a leg down and adds the chains that it is, or was, part of to those touched. */
function noteLeg(telling: Telling, leg: Leg, touched: Set<Chain>): void {
  const { state, atMs, afterGap } = telling;
  closeReusedByLeg(telling, leg);
  const { facts, known, movedFrom, changed } = rememberLeg(state, leg, atMs, afterGap);
  const left = movedFrom && chainOf(state, movedFrom);
  const before = chainOf(state, facts);
  const chain = chainOfLeg(telling, facts, known, movedFrom);
  if (chain) touched.add(chain);
  if (left) touched.add(left);
  if (before) touched.add(before);
  if (changed && telling.legs) {
    if (movedFrom) telling.legs.push(legChange(state, movedFrom, leg, atMs, true));
    telling.legs.push(legChange(state, facts, leg, atMs, false));
  }
  if (movedFrom) dropIfEmpty(state, movedFrom);
}

function seeLegGone(telling: Telling, key: string): void {
  const facts = strikeOut(telling, key);
  if (!facts) return;
  const chain = chainOf(telling.state, facts);
  if (chain) reconsider(telling, [chain]);
  else dropIfEmpty(telling.state, facts);
}

function strikeOut({ state, atMs, legs }: Telling, key: string): CallFacts | undefined {
  const forgotten = forgetLeg(state, key, atMs);
  if (forgotten) legs?.push(legChange(state, forgotten.facts, forgotten.leg, atMs, true));
  return forgotten?.facts;
}

function dropIfEmpty(state: CallsState, facts: CallFacts): void {
  if (facts.chainId !== undefined && state.chains[facts.chainId]) return;
  if (facts.rows.length === 0 && facts.legs.length === 0) state.calls.delete(facts.callId);
}

/** Rows that came before it may mean something now. */
function seeDirectory(telling: Telling): void {
  const { state } = telling;
  const talks = createTalks(state);
  for (const facts of state.calls.values()) {
    if (facts.rows.length > 0) chainOfRows(telling, facts, chainOf(state, facts), talks);
  }
  reconsider(telling, Object.values(state.chains));
}

function seeSnapshot(telling: Telling, seen: Seen<"snapshot">): void {
  const { state, atMs } = telling;
  const source = state.sources["call-control"];
  state.monitored = Object.fromEntries(seen.monitored.map(({ dn, type }) => [dn, type]));
  if (seen.afterGap) {
    noteGap(state, source.lastHeardAtMs, atMs);
    source.watchedSinceMs = atMs;
    closeReusedByLegs(telling, seen.legs);
  }
  source.up = true;
  source.lastHeardAtMs = atMs;
  const touched = new Set<Chain>();
  const listed = new Set(seen.legs.map((leg) => legKeyOf(leg.dn, leg.legId)));
  for (const [key, callId] of state.legCalls) {
    const facts = state.calls.get(callId);
    const known = facts && legOf(facts, key);
    if (listed.has(key) || (known && known.lastSeenAtMs > seen.askedAtMs)) continue;
    if (!strikeOut(telling, key) || !facts) continue;
    if (seen.afterGap) facts.goneUnseen = true;
    const chain = chainOf(state, facts);
    if (chain) touched.add(chain);
    else dropIfEmpty(state, facts);
  }
  for (const leg of seen.legs) noteLeg(telling, leg, touched);
  reconsider(telling, touched);
  // Chains that only the clock or the other source kept open are judged anew by a source that is back.
  if (seen.afterGap) reconsider(telling, Object.values(state.chains));
}

function seeActiveCalls(telling: Telling, seen: Seen<"active-calls">): void {
  const { state, atMs } = telling;
  const source = state.sources["active-calls"];
  const byCallId = new Map<number, ActiveCall[]>();
  for (const row of seen.calls) {
    const rows = byCallId.get(row.callId);
    if (rows) rows.push(row);
    else byCallId.set(row.callId, [row]);
  }
  // Rows that come too seldom leave gaps, too: a call may wait in a queue and be gone between two of them.
  const gapMs = Math.max(LONGEST_POLL_MS, 3000 * telling.options.activeCallsPollS);
  const gap = seen.afterGap || seen.askedAtMs - (source.lastHeardAtMs ?? seen.askedAtMs) > gapMs;
  if (gap) {
    noteGap(state, source.lastHeardAtMs, atMs);
    source.watchedSinceMs = atMs;
    noteBadlyWatched(state);
  }
  closeReusedByRows(telling, byCallId, seen.afterGap);
  source.up = true;
  source.lastHeardAtMs = seen.askedAtMs;
  source.tookMs = atMs - seen.askedAtMs;
  const touched = new Set<Chain>();
  for (const facts of state.calls.values()) {
    if (byCallId.has(facts.callId)) continue;
    noteMissing(state, facts, seen, touched);
  }
  const talks = createTalks(state);
  for (const [callId, rows] of byCallId) {
    const facts = factsOf(state, callId, atMs);
    const news = rememberRows(facts, rows, seen.askedAtMs);
    const before = chainOf(state, facts);
    const chain = chainOfRows(telling, facts, before, talks) ?? chainOfWaiting(telling, facts);
    if (chain && (news || chain !== before || seen.afterGap)) touched.add(chain);
    if (before && chain !== before) touched.add(before);
  }
  if (gap) noteBadlyWatched(state);
  reconsider(telling, touched);
}

/** Legs that waited for the rows of their call, to tell whose they are. */
function chainOfWaiting(telling: Telling, facts: CallFacts): Chain | undefined {
  if (!facts.legs.some((known) => known.afterGap)) return undefined;
  for (const known of facts.legs) {
    const chain = chainOfLeg(telling, facts, known, undefined);
    if (chain) return chain;
  }
  return undefined;
}

/** Between two looks that lie far apart, a waiting call may have been answered and more. */
function noteBadlyWatched(state: CallsState): void {
  for (const chain of Object.values(state.chains)) if (!chain.link.answer) chain.badlyWatched = true;
}

function noteMissing(
  state: CallsState,
  facts: CallFacts,
  seen: Seen<"active-calls">,
  touched: Set<Chain>,
): void {
  if (facts.rows.length > 0) {
    if (seen.afterGap && !watchedByLegs(state, facts)) facts.goneUnseen = true;
    facts.rows = [];
    facts.rowsAskedAtMs = seen.askedAtMs;
    facts.missingSinceMs = seen.askedAtMs;
  }
  const chain = chainOf(state, facts);
  if (chain) touched.add(chain);
  else dropIfEmpty(state, facts);
}

/** Its legs told how the call went, all the time that rows were away. */
function watchedByLegs(state: CallsState, facts: CallFacts): boolean {
  const { up, watchedSinceMs } = state.sources["call-control"];
  if (!up || watchedSinceMs > facts.rowsAskedAtMs) return false;
  const callIds = chainOf(state, facts)?.callIds ?? [facts.callId];
  return callIds.some((callId) => {
    const call = state.calls.get(callId);
    return call !== undefined && (call.lastLegGoneAtMs !== undefined || call.legs.length > 0);
  });
}

function noteGap(state: CallsState, fromMs: number | undefined, toMs: number): void {
  if (fromMs === undefined) return;
  wantCallLog(state, fromMs, { fromMs, toMs }, toMs);
}

function seeTime(telling: Telling): void {
  const { state, atMs } = telling;
  for (const [chainId, wakeAtMs] of state.wakes) {
    const chain = wakeAtMs <= atMs ? state.chains[chainId] : undefined;
    if (chain) endIfOver(telling, chain);
  }
}
