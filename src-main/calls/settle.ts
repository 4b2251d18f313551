/** What the call log says about calls that ended, or lay wholly, inside a gap. */
import type { LoggedCall, LoggedSegment } from "../../src-shared/telephony/call-log.ts";
import type { DnRef } from "../../src-shared/telephony/dn.ts";
import { freeChainId } from "./chains.ts";
import type { Chain } from "./call-state.ts";
import { resolveDid } from "./did.ts";
import type { Telling } from "./events.ts";
import { tellChainEnded, tellEnded } from "./events.ts";
import { callLogAnswered } from "./log-questions.ts";
import { missedUserOf, openLink } from "./links.ts";
import { sameNumber } from "./numbers.ts";
import { close, forgetChain, unseen } from "./over.ts";

/** The PBX logs a start a little earlier or later than it is seen here; its clock may differ, too. */
const START_TOLERANCE_MS = 15_000;
const SAME_CALLID_TOLERANCE_MS = 120_000;

export interface CallLogAnswer {
  readonly fromMs: number;
  readonly toMs: number;
  readonly final: boolean;
  readonly calls: readonly LoggedCall[];
}

/** Applies an answer of the call log: settles chains that wait for it, tells calls nobody saw. */
export function applyCallLog(telling: Telling, log: CallLogAnswer): void {
  const { state } = telling;
  const wanted = state.callLogWanted;
  for (const logged of log.calls) {
    const settling = Object.values(state.chains).find(
      (chain) => chain.settlingSinceMs !== undefined && isSame(chain, logged),
    );
    if (settling) settle(telling, settling, logged);
    else if (wanted?.unseenFromMs !== undefined) tellUnseen(telling, logged, wanted.unseenFromMs, log.toMs);
  }
  if (!log.final) return;
  for (const chain of Object.values(state.chains)) {
    if (chain.settlingSinceMs !== undefined && chain.settlingSinceMs <= log.toMs) {
      close(telling, chain, unseen(telling.state, chain));
    }
  }
  if (wanted && log.toMs >= wanted.toMs) callLogAnswered(state, telling.atMs);
}

interface Recognisable {
  readonly historyId: string | undefined;
  readonly callIds: readonly number[];
  readonly number: string;
  readonly arrivedAtMs: number;
}

/** Whether a logged call is this chain. The log's CallId may or may not be the run-time callid. */
function isSame(chain: Recognisable, logged: LoggedCall): boolean {
  if (chain.historyId !== undefined && chain.historyId === logged.historyId) return true;
  const apartMs = Math.abs(chain.arrivedAtMs - logged.startedAtMs);
  if (!sameNumber(chain.number, logged.number)) return false;
  return (
    apartMs <= START_TOLERANCE_MS ||
    (apartMs <= SAME_CALLID_TOLERANCE_MS && chain.callIds.includes(logged.callId))
  );
}

function isTalk(segment: LoggedSegment): boolean {
  return segment.answered && segment.dnType === "extension";
}

/** One talk of one extension may fill several segments in a row: around a hold, a parking, a callback. */
function talksOf(logged: LoggedCall): LoggedSegment[] {
  const talks: LoggedSegment[] = [];
  for (const segment of logged.segments.filter(isTalk)) {
    const last = talks.at(-1);
    if (last !== undefined && isWithin(segment, last)) continue;
    if (last?.dn !== segment.dn) talks.push(segment);
    else talks[talks.length - 1] = { ...last, talkingS: last.talkingS + segment.talkingS };
  }
  return talks;
}

/** A guest of a conference who left before the host: the conversation was never handed over. */
function isWithin(segment: LoggedSegment, talk: LoggedSegment): boolean {
  const answeredAtMs = (each: LoggedSegment) => each.startedAtMs + each.ringingS * 1000;
  const endedAtMs = (each: LoggedSegment) => answeredAtMs(each) + each.talkingS * 1000;
  return answeredAtMs(segment) < endedAtMs(talk) - 2000 && endedAtMs(segment) <= endedAtMs(talk);
}

/** Ends a chain as the log tells it, talks that nobody saw included. */
function settle(telling: Telling, chain: Chain, logged: LoggedCall): void {
  chain.historyId = logged.historyId;
  const reconstructed = unseen(telling.state, chain);
  if (reconstructed && !chain.link.answer) {
    chain.link.standsAt = lastStand(logged.segments) ?? chain.link.standsAt;
  }
  const talks = talksOf(logged);
  const told = chain.links.filter((link) => link.finish === "ok").length;
  const unseenTalks = talks.slice(told + (chain.link.answer ? 1 : 0));
  if (unseenTalks.length === 0) {
    close(telling, chain, reconstructed, {
      endedAtMs: logged.endedAtMs,
      callbackOrdered: logged.callbackOrdered,
      cause: logged.segments.at(-1)?.reason ?? "",
    });
    return;
  }
  const { answer } = chain.link;
  if (answer) {
    const talkS = talks[told]?.talkingS;
    tellEnded(telling, chain, {
      finish: "ok",
      transferred: true,
      atMs: unseenTalks[0]?.startedAtMs ?? telling.atMs,
      user: answer.dn,
      reconstructed: true,
      ...(talkS === undefined ? {} : { talkS }),
    });
    chain.link = openLink(chain.link.number + 1, "blind", telling.atMs);
  }
  tellTalks(telling, chain, unseenTalks, logged);
}

/** Only the ends of these talks are told: what happened inside a gap was not watched. */
function tellTalks(
  telling: Telling,
  chain: Chain,
  talks: readonly LoggedSegment[],
  logged: LoggedCall,
): void {
  talks.forEach((talk, index) => {
    const last = index === talks.length - 1;
    if (chain.link.number === 0) chain.link.number = 1;
    const answeredAtMs = talk.startedAtMs + talk.ringingS * 1000;
    chain.link.lastExtension = talk.dn;
    chain.link.answer = {
      dn: talk.dn,
      atMs: answeredAtMs,
      legKey: "",
      leftAtMs: answeredAtMs + talk.talkingS * 1000,
      onMobile: false,
      parked: false,
      wentOutside: false,
    };
    tellEnded(telling, chain, {
      finish: "ok",
      transferred: !last,
      atMs: answeredAtMs + talk.talkingS * 1000,
      user: talk.dn,
      talkS: talk.talkingS,
      reconstructed: true,
      cause: last ? talk.reason : "",
    });
    if (!last) chain.link = openLink(chain.link.number + 1, "blind", answeredAtMs);
  });
  tellChainEnded(telling, chain, talks.at(-1)?.dn ?? missedUserOf(chain), true);
  forgetChain(telling, chain, logged.endedAtMs);
}

/** A call that lay wholly inside the gap: only its end is told. */
function tellUnseen(telling: Telling, logged: LoggedCall, unseenFromMs: number, toMs: number): void {
  const { state, options } = telling;
  if (logged.direction === "internal" && !options.internalCalls) return;
  if (logged.startedAtMs < unseenFromMs - 1000 || logged.endedAtMs > toMs) return;
  const known = [...Object.values(state.chains), ...state.ended].some((chain) => isSame(chain, logged));
  if (known) return;
  const chain = chainFromLog(telling, logged);
  const talks = talksOf(logged);
  if (talks.length > 0) {
    tellTalks(telling, chain, talks, logged);
    return;
  }
  chain.link.standsAt = lastStand(logged.segments);
  close(telling, chain, true, {
    endedAtMs: logged.endedAtMs,
    callbackOrdered: logged.callbackOrdered,
    cause: logged.segments.at(-1)?.reason ?? "",
  });
}

function chainFromLog(telling: Telling, logged: LoggedCall): Chain {
  const rule = telling.state.directory.inboundRules.find(
    (candidate) => candidate.didNumber !== "" && candidate.didNumber === logged.didNumber,
  );
  const chain: Chain = {
    chainId: freeChainId(telling, logged.startedAtMs, logged.callId),
    callIds: [],
    arrivalCallId: logged.callId,
    direction: logged.direction,
    arrivedAtMs: logged.startedAtMs,
    number: logged.number,
    name: logged.name,
    trunkDn: rule?.trunkDn ?? "",
    didName: "",
    didNumber: "",
    firstDn: logged.segments[0]?.dn,
    callerLeg: "",
    link: openLink(0, "none", logged.startedAtMs),
    links: [],
    badlyWatched: false,
    settlingSinceMs: undefined,
    historyId: logged.historyId,
  };
  resolveDid(telling.state, chain, logged.didNumber);
  return chain;
}

/** Where a missed call stood: a queue or group keeps it while its members ring. */
function lastStand(segments: readonly LoggedSegment[]): DnRef | undefined {
  let stand: DnRef | undefined;
  for (const { dn, dnType } of segments) {
    if (dnType === "special-menu" || dn === "") continue;
    if (dnType === "extension" && (stand?.type === "queue" || stand?.type === "ring-group")) continue;
    stand = { dn, type: dnType };
  }
  return stand;
}
