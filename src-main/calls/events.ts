/** Makes the events of a chain from its record. */
import type {
  CallEvent,
  CallEventCommon,
  EndedEvent,
  LinkSummary,
  StandingPoint,
} from "../../src-shared/telephony/call-event.ts";
import type { DnType } from "../../src-shared/telephony/dn.ts";
import { userTypeOf } from "../../src-shared/telephony/dn.ts";
import type { CallOptions } from "./call-options.ts";
import type { CallsState, Chain } from "./call-state.ts";
import { typeOfDn } from "./call-state.ts";
import { resolveDid } from "./did.ts";
import type { LegChange } from "./leg-changes.ts";
import { callerIdOf } from "./numbers.ts";

/** What the makers need besides the chain, and where the events go. */
export interface Telling {
  readonly state: CallsState;
  readonly options: CallOptions;
  readonly events: CallEvent[];
  /** What became of legs, where somebody wants to know. */
  readonly legs: LegChange[] | undefined;
  readonly atMs: number;
  /** Seen only after a gap: events are marked, and what nobody watched is not made up. */
  readonly afterGap: boolean;
}

export interface EndOfLink {
  readonly finish: "ok" | "missed";
  readonly transferred: boolean;
  readonly atMs: number;
  readonly user: string;
  readonly reconstructed?: boolean;
  readonly talkS?: number;
  readonly callbackOrdered?: boolean;
  readonly cause?: string;
}

function common(
  telling: Telling,
  chain: Chain,
  user: string,
  atMs: number,
  reconstructed: boolean,
  hint: DnType = "none",
): CallEventCommon {
  const type = typeOfDn(telling.state, user, hint);
  return {
    chainId: chain.chainId,
    link: chain.link.number,
    atMs,
    arrivedAtMs: chain.arrivedAtMs,
    direction: chain.direction,
    callerId: callerIdOf(chain.number, telling.options.numbers),
    callerNumber: chain.number,
    callerName: chain.name,
    did: chain.didName,
    didNumber: chain.didNumber,
    trunkDn: chain.trunkDn,
    user,
    userType: userTypeOf(type),
    userDnType: type,
    userName: telling.state.directory.entries[user]?.name ?? "",
    reconstructed,
    callerLeg: chain.callerLeg,
    otherLeg: chain.link.answer?.legKey ?? "",
  };
}

export function tellRinging(telling: Telling, chain: Chain, dn: string, hint?: DnType): void {
  telling.events.push({ type: "ringing", ...common(telling, chain, dn, telling.atMs, false, hint) });
}

export function tellDialing(telling: Telling, chain: Chain, dn: string): void {
  telling.events.push({ type: "dialing", ...common(telling, chain, dn, telling.atMs, false, "extension") });
}

export function tellQueued(telling: Telling, chain: Chain, dn: string): void {
  telling.events.push({ type: "queued", ...common(telling, chain, dn, telling.atMs, false, "queue") });
}

export function tellRingingStopped(telling: Telling, chain: Chain, dn: string, atMs: number): void {
  telling.events.push({ type: "ringing_stopped", ...common(telling, chain, dn, atMs, false, "extension") });
}

export function tellVoicemail(telling: Telling, chain: Chain, dn: string): void {
  const hint = hintOf(chain, dn);
  telling.events.push({ type: "voicemail", ...common(telling, chain, dn, telling.atMs, false, hint) });
}

export function tellTransfer(telling: Telling, chain: Chain, from: string, target: string): void {
  const { transferType } = chain.link;
  telling.events.push({
    type: "transfer",
    transferType,
    target,
    ...common(telling, chain, from, telling.atMs, telling.afterGap, "extension"),
  });
}

export function tellStarted(telling: Telling, chain: Chain, dn: string, atMs: number): void {
  resolveDid(telling.state, chain, "");
  telling.events.push({
    type: "started",
    ...common(telling, chain, dn, atMs, telling.afterGap, "extension"),
    transferType: chain.link.transferType,
    waitS: secondsBetween(chain.link.beganAtMs, atMs),
  });
}

/** Tells the end of the present link and writes it into the chain's summary. */
export function tellEnded(telling: Telling, chain: Chain, end: EndOfLink): void {
  resolveDid(telling.state, chain, "");
  const { link } = chain;
  const answeredAtMs = link.answer?.atMs;
  const waitS = secondsBetween(link.beganAtMs, answeredAtMs ?? end.atMs);
  const talkS = end.talkS ?? (answeredAtMs === undefined ? 0 : secondsBetween(answeredAtMs, end.atMs));
  const hint = hintOf(chain, end.user);
  const base = common(telling, chain, end.user, end.atMs, end.reconstructed ?? telling.afterGap, hint);
  const event: EndedEvent = {
    type: "ended",
    ...base,
    finish: end.finish,
    transferType: link.transferType,
    transferred: end.transferred,
    ...(answeredAtMs === undefined ? {} : { startedAtMs: answeredAtMs }),
    waitS,
    talkS,
    hungUpBy: "unknown",
    standingPoint: standingPointOf(base.userDnType),
    callbackOrdered: end.callbackOrdered ?? false,
    cause: end.cause ?? "",
    callIds: [...new Set([chain.arrivalCallId, ...link.callIds])],
  };
  telling.events.push(event);
  const summary: LinkSummary = {
    link: link.number,
    user: end.user,
    userType: base.userType,
    finish: end.finish,
    transferType: link.transferType,
    transferred: end.transferred,
    waitS,
    talkS,
  };
  chain.links.push(summary);
}

export function tellChainEnded(telling: Telling, chain: Chain, user: string, reconstructed: boolean): void {
  const finish = chain.links.some((link) => link.finish === "ok") ? "ok" : "missed";
  telling.events.push({
    type: "chain_ended",
    ...common(telling, chain, user, telling.atMs, reconstructed),
    finish,
    links: [...chain.links],
  });
}

/** What the link itself knows about the type of its user, for when the directory is out of reach. */
function hintOf(chain: Chain, user: string): DnType {
  const { link } = chain;
  if (link.stage?.dn === user) return link.stage.type;
  return link.answer?.dn === user || link.lastExtension === user ? "extension" : "none";
}

function standingPointOf(type: DnType): StandingPoint {
  if (type === "extension") return "extension";
  if (type === "queue") return "queue";
  if (type === "ring-group" || type === "group") return "ring-group";
  return "ivr";
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(0, Math.round((toMs - fromMs) / 1000));
}
