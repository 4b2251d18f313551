/** What the call log says about calls that ended, or lay wholly, inside a gap. */
import type { LoggedCall, LoggedSegment } from "../../src-shared/telephony/call-log.ts";
import { freeChainId } from "./chains.ts";
import type { Chain, Unseen } from "./call-state.ts";
import { resolveDid } from "./did.ts";
import type { Telling } from "./events.ts";
import { tellChainEnded, tellEnded } from "./events.ts";
import { callLogAnswered, callLogUnread } from "./log-questions.ts";
import { matchLog, START_TOLERANCE_MS } from "./log-match.ts";
import { missedUserOf, openLink } from "./links.ts";
import type { LoggedLink } from "./log-links.ts";
import { lastStand, linksOf } from "./log-links.ts";
import type { KnownEnd } from "./over.ts";
import { close, forgetChain, unseen } from "./over.ts";

export interface CallLogAnswer {
  readonly fromMs: number;
  readonly toMs: number;
  readonly final: boolean;
  readonly unread?: boolean;
  readonly calls: readonly LoggedCall[];
}

/** Applies an answer of the call log: settles chains that wait for it, tells calls nobody saw. */
export function applyCallLog(telling: Telling, log: CallLogAnswer): void {
  const { state } = telling;
  const wanted = state.callLogWanted;
  const known = matchLog(log.calls, [...Object.values(state.chains), ...state.ended]);
  for (const logged of log.calls) {
    const match = known.get(logged);
    const chain = match && state.chains[match.chain.chainId];
    if (chain?.settlingSinceMs !== undefined && (log.final || match?.isSure)) settle(telling, chain, logged);
    else if (!match && wanted && liesIn(logged, wanted.unseen, log.toMs)) tellUnseen(telling, logged);
  }
  if (!log.final) return;
  for (const chain of Object.values(state.chains)) {
    if (chain.settlingSinceMs !== undefined && chain.settlingSinceMs <= log.toMs) {
      close(telling, chain, unseen(telling.state, chain));
    }
  }
  if (!wanted || log.toMs < wanted.toMs) return;
  if (log.unread) callLogUnread(state, telling.atMs);
  else callLogAnswered(state, telling.atMs);
}

/** Ends a chain as the log tells it, links that nobody saw included. */
function settle(telling: Telling, chain: Chain, logged: LoggedCall): void {
  chain.historyId = logged.historyId;
  const { answer } = chain.link;
  const links = linksOf(logged.segments).slice(chain.links.length);
  // While somebody talks, the first of them is that talk.
  const present = answer ? links.shift() : undefined;
  const [next] = links;
  if (!next) {
    const reconstructed = unseen(telling.state, chain);
    if (reconstructed && !answer) chain.link.standsAt = lastStand(logged.segments) ?? chain.link.standsAt;
    close(telling, chain, reconstructed, knownEnd(logged));
    return;
  }
  if (answer) {
    const talkS = present?.type === "talk" ? present.talk.talkingS : undefined;
    tellEnded(telling, chain, {
      ...{ finish: "ok", transferred: true, atMs: next.beganAtMs, user: answer.dn, reconstructed: true },
      ...(talkS === undefined ? {} : { talkS }),
    });
    chain.link = openLink(chain.link.number + 1, "blind", next.beganAtMs);
  }
  tellLinks(telling, chain, links, logged);
}

/** Only the ends of these links are told: what happened inside a gap was not watched. */
function tellLinks(telling: Telling, chain: Chain, links: readonly LoggedLink[], logged: LoggedCall): void {
  for (const [index, link] of links.entries()) {
    const next = links[index + 1];
    if (link.type === "missed") {
      chain.link.standsAt = link.at;
      if (!next) return close(telling, chain, true, knownEnd(logged));
      const { dn: user } = link.at;
      const atMs = next.beganAtMs;
      tellEnded(telling, chain, { finish: "missed", transferred: true, atMs, user, reconstructed: true });
    } else tellTalk(telling, chain, link.talk, next !== undefined);
    if (next) chain.link = openLink(chain.link.number + 1, "blind", next.beganAtMs);
  }
  tellChainEnded(telling, chain, chain.link.answer?.dn ?? missedUserOf(chain), true);
  forgetChain(telling, chain, logged.endedAtMs);
}

function tellTalk(telling: Telling, chain: Chain, talk: LoggedSegment, transferred: boolean): void {
  const { link } = chain;
  if (link.number === 0) link.number = 1;
  const { dn, talkingS: talkS } = talk;
  const answeredAtMs = talk.startedAtMs + talk.ringingS * 1000;
  const atMs = answeredAtMs + talkS * 1000;
  link.lastExtension = dn;
  link.answer = {
    ...{ dn, atMs: answeredAtMs, legKey: "", leftAtMs: atMs },
    ...{ onMobile: false, parked: false, wentOutside: false },
  };
  const cause = transferred ? "" : talk.reason;
  tellEnded(telling, chain, { finish: "ok", transferred, atMs, user: dn, talkS, reconstructed: true, cause });
}

function knownEnd({ endedAtMs, callbackOrdered, segments }: LoggedCall): KnownEnd {
  return { endedAtMs, callbackOrdered, cause: segments.at(-1)?.reason ?? "" };
}

/** It began while nobody watched, and was over when the log was asked. */
function liesIn(logged: LoggedCall, unseen: readonly Unseen[], toMs: number): boolean {
  const { startedAtMs, endedAtMs } = logged;
  if (endedAtMs > toMs) return false;
  return unseen.some(
    (gap) => startedAtMs >= gap.fromMs - START_TOLERANCE_MS && startedAtMs <= gap.toMs + START_TOLERANCE_MS,
  );
}

/** A call that nobody saw: only its end is told. */
function tellUnseen(telling: Telling, logged: LoggedCall): void {
  if (logged.direction === "internal" && !telling.options.internalCalls) return;
  const chain = chainFromLog(telling, logged);
  const links = linksOf(logged.segments);
  if (links.length > 0) return tellLinks(telling, chain, links, logged);
  chain.link.standsAt = lastStand(logged.segments);
  close(telling, chain, true, knownEnd(logged));
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
