/**
 * The life of a chain, link by link: compares the present picture with what was told and tells the
 * difference. A link either waits (nobody has answered) or talks; every change passes through here.
 */
import type { TransferType } from "../../src-shared/telephony/call-event.ts";
import type { DnRef } from "../../src-shared/telephony/dn.ts";
import type { Chain, KnownLeg, LinkAnswer, OpenLink } from "./call-state.ts";
import { typeOfDn } from "./call-state.ts";
import { resolveDid } from "./did.ts";
import type { Telling } from "./events.ts";
import { tellEnded, tellStarted, tellTransfer } from "./events.ts";
import type { Phone } from "./phones.ts";
import type { Picture } from "./picture.ts";
import { pictureOf } from "./picture.ts";
import { dial, flushStopped, noteSilence, ring, ringOf, stand, voicemail } from "./ringing.ts";

/** A transfer leads from one link to the next within one picture; more than a few in a row is a loop. */
const MAX_STEPS = 8;
/** The target of a transfer is seen sooner than this after the one who transferred has left. */
const PICK_UP_AFTER_MS = 1000;

/** Tells everything that is new about a chain, except its end (see `over.ts`). */
export function advance(telling: Telling, chain: Chain): void {
  follow(telling, chain);
  // Afterwards: what has just led to another link is part of that one alone.
  noteCallIds(telling, chain);
}

function noteCallIds({ state }: Telling, { link, callIds }: Chain): void {
  // Nearly always, and this is asked at every observation.
  if (callIds.length === 1 && callIds[0] === link.callIds[0]) return;
  for (const callId of callIds) {
    if (link.callIds.includes(callId)) continue;
    const facts = state.calls.get(callId);
    if (facts && (facts.rows.length > 0 || facts.legs.length > 0)) link.callIds.push(callId);
  }
}

function follow(telling: Telling, chain: Chain): void {
  for (let step = 0; step < MAX_STEPS; step++) {
    const picture = pictureOf(telling.state, chain);
    const moved = chain.link.answer
      ? advanceTalk(telling, chain, chain.link, picture)
      : advanceWait(telling, chain, picture);
    if (!moved) return;
  }
}

/** A new link; the first of a chain has number 0. */
export function openLink(
  number: number,
  transferType: TransferType,
  beganAtMs: number,
  transferredBy?: string,
): OpenLink {
  return {
    number,
    transferType,
    beganAtMs,
    transferredBy,
    rings: [],
    stage: undefined,
    standsAt: undefined,
    lastExtension: undefined,
    voicemailTold: false,
    formerLegs: [],
    callIds: [],
    answer: undefined,
  };
}

/** The DN that a missed end of the present link carries; empty when nothing was ever seen. */
export function missedUserOf(chain: Chain): string {
  return chain.link.standsAt?.dn ?? chain.firstDn ?? "";
}

function advanceWait(telling: Telling, chain: Chain, picture: Picture): boolean {
  noteSilence(telling, chain, picture);
  for (const stage of picture.stages) stand(telling, chain, stage, picture.ringing.length > 0);
  chain.firstDn ??= picture.hint;
  if (isUnanswered(chain, "outgoing")) for (const phone of picture.dialing) dial(telling, chain, phone);
  for (const phone of picture.ringing) {
    if (hasComeBack(chain, phone)) return comeBack(telling, chain, phone);
    ring(telling, chain, phone);
  }
  if (picture.voicemail) voicemail(telling, chain);
  const winner = firstToAnswer(picture.talking);
  if (winner) {
    if (hasComeBack(chain, winner)) return comeBack(telling, chain, winner);
    answer(telling, chain, winner);
    return true;
  }
  if (picture.onMobile && chain.link.lastExtension !== undefined && chain.direction === "incoming") {
    answerOnMobile(telling, chain, chain.link.lastExtension);
    return true;
  }
  return false;
}

function isUnanswered(chain: Chain, direction: Chain["direction"]): boolean {
  return chain.direction === direction && chain.link.number === 0;
}

function firstToAnswer(phones: readonly Phone[]): Phone | undefined {
  let first: Phone | undefined;
  for (const phone of phones) {
    if (!first || (phone.connectedAtMs ?? 0) < (first.connectedAtMs ?? 0)) first = phone;
  }
  return first;
}

/** The target of a blind transfer did not take the call and it rings again for the one who transferred. */
function hasComeBack(chain: Chain, phone: Phone): boolean {
  const { link } = chain;
  return (
    link.transferredBy === phone.dn &&
    link.lastExtension !== undefined &&
    link.lastExtension !== phone.dn &&
    link.stage === undefined &&
    phone.via === undefined
  );
}

function comeBack(telling: Telling, chain: Chain, phone: Phone): true {
  const { link } = chain;
  const user = missedUserOf(chain);
  tellEnded(telling, chain, { finish: "missed", transferred: true, atMs: telling.atMs, user });
  chain.link = openLink(link.number + 1, "blind", telling.atMs);
  // The target may still be on record as ringing, when the end of its leg was not told.
  chain.link.formerLegs = legsOf(telling, chain)
    .filter((known) => known.leg.dn !== phone.dn)
    .map(({ key }) => key);
  return true;
}

function answer(telling: Telling, chain: Chain, phone: Phone, quietly = false): void {
  const { link } = chain;
  const watched = !telling.afterGap && !phone.afterGap;
  const rang = ringOf(link, phone.dn) !== undefined;
  // A talk that was going on at first sight may be understood later, when a row shows the other side.
  const goingOn = link.number === 0 && phone.afterGap && !rang;
  if (!quietly && watched && !rang) {
    if (isUnanswered(chain, "outgoing")) dial(telling, chain, phone);
    else ring(telling, chain, phone);
  }
  if (phone.shownDid !== "") resolveDid(telling.state, chain, phone.shownDid);
  chain.firstDn ??= phone.dn;
  const connectedAtMs = phone.connectedAtMs ?? telling.atMs;
  const startedAtMs = Math.max(connectedAtMs, link.beganAtMs);
  const how = goingOn ? { ...telling, afterGap: true } : telling;
  begin(how, chain, phone.dn, phone.legKey, startedAtMs, phone.forwarded);
}

function answerOnMobile(telling: Telling, chain: Chain, dn: string): void {
  begin(telling, chain, dn, "", telling.atMs, true);
}

function begin(
  telling: Telling,
  chain: Chain,
  dn: string,
  legKey: string,
  atMs: number,
  onMobile: boolean,
): void {
  const { link } = chain;
  link.rings = link.rings.filter((ring) => ring.dn !== dn);
  flushStopped(telling, chain);
  if (link.number === 0) link.number = 1;
  chain.badlyWatched = false;
  link.answer = { dn, atMs, legKey, leftAtMs: undefined, onMobile, parked: false, wentOutside: false };
  tellStarted(telling, chain, dn, atMs);
}

function advanceTalk(telling: Telling, chain: Chain, link: OpenLink, picture: Picture): boolean {
  const answered = link.answer;
  if (!answered) return false;
  noteSilence(telling, chain, picture);
  flushStopped(telling, chain);
  const present = picture.talking.find((phone) => phone.dn === answered.dn);
  const elsewhere = (answered.onMobile && picture.onMobile) || picture.inConference;
  if (present || (elsewhere && picture.talking.length === 0)) {
    answered.leftAtMs = undefined;
    answered.parked = false;
    const referred = referredTarget(picture, answered.dn, answered.atMs);
    if (referred) return transfer(telling, chain, "blind", referred.dn);
    return false;
  }
  answered.leftAtMs ??= leftAtMs(telling, chain, answered);
  return followTalk(telling, chain, link, picture);
}

/** A phone the talking extension refers the caller to, while its own leg still stands. */
function referredTarget(picture: Picture, by: string, sinceMs: number): Phone | undefined {
  const isTarget = (phone: Phone) =>
    phone.dn !== by &&
    phone.referredBy === by &&
    phone.consultedWith === undefined &&
    phone.firstSeenAtMs >= sinceMs;
  return picture.ringing.find(isTarget) ?? picture.talking.find(isTarget);
}

/** The one who talked has left: where has the conversation gone? */
function followTalk(telling: Telling, chain: Chain, link: OpenLink, picture: Picture): boolean {
  const answered = link.answer;
  if (!answered) return false;
  const next = firstToAnswer(picture.talking);
  if (next) {
    const attended = next.byRow || next.consultedWith !== undefined || next.inConference;
    const pickedUp = answered.parked || (!attended && isPickUp(next, answered.leftAtMs));
    if (!attended && !pickedUp) return transfer(telling, chain, "blind", next.dn);
    transfer(telling, chain, pickedUp ? "blind" : "attended", next.dn);
    answer(telling, chain, next, true);
    return true;
  }
  const ringing = picture.ringing.find((phone) => phone.firstSeenAtMs >= answered.atMs);
  const target: DnRef | undefined = ringing ? { dn: ringing.dn, type: "extension" } : picture.stages[0];
  if (target) return transfer(telling, chain, "blind", target.dn);
  if (picture.voicemail) return transfer(telling, chain, "blind", "");
  if (picture.parked) answered.parked = true;
  if (picture.onMobile) answered.wentOutside = true;
  return false;
}

/** A phone that is connected at first sight, a while after the talk: nothing rang, so it fetched the call. */
function isPickUp(next: Phone, leftAtMs: number | undefined): boolean {
  return next.firstStatus === "connected" && next.firstSeenAtMs - (leftAtMs ?? 0) > PICK_UP_AFTER_MS;
}

function transfer(telling: Telling, chain: Chain, type: TransferType, target: string): true {
  const { link } = chain;
  const answered = link.answer;
  const from = answered?.dn ?? missedUserOf(chain);
  tellEnded(telling, chain, {
    finish: "ok",
    transferred: true,
    atMs: answered?.leftAtMs ?? telling.atMs,
    user: from,
  });
  chain.link = openLink(link.number + 1, type, telling.atMs, from);
  chain.link.formerLegs = legsOf(telling, chain)
    .filter((known) => isFormer(telling, known, from, answered?.atMs ?? telling.atMs))
    .map(({ key }) => key);
  tellTransfer(telling, chain, from, target);
  return true;
}

/**
 * A leg that is left over from the talk: of the one who transferred, or of a queue from before the answer.
 * A leg that rings since then is none: the queue may ring the very agent who sent the caller there.
 */
function isFormer({ state }: Telling, known: KnownLeg, from: string, answeredAtMs: number): boolean {
  const { leg } = known;
  const isOld = known.firstSeenAtMs <= answeredAtMs;
  if (leg.dn === from) return isOld || leg.status === "connected";
  return isOld && typeOfDn(state, leg.dn, leg.dnType) !== "extension";
}

function legsOf({ state }: Telling, chain: Chain): KnownLeg[] {
  return chain.callIds.flatMap((callId) => state.calls.get(callId)?.legs ?? []);
}

/** Legs are exact, but one that went before the answer (it rang, or it transferred) says nothing of this talk. */
function leftAtMs(telling: Telling, chain: Chain, answered: LinkAnswer): number {
  const calls = chain.callIds.map((callId) => telling.state.calls.get(callId));
  const gone = calls.map((facts) => {
    const legGoneAtMs = facts?.lastLegGoneAtMs ?? 0;
    return legGoneAtMs >= answered.atMs ? legGoneAtMs : (facts?.missingSinceMs ?? 0);
  });
  const latest = Math.max(0, ...gone);
  return latest > 0 ? Math.min(latest, telling.atMs) : telling.atMs;
}
