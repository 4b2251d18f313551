/** What happens before an answer: DNs that ring, stages the chain passes, phones that fall silent. */
import type { DnRef } from "../../src-shared/telephony/dn.ts";
import type { Chain, OpenLink, Ring } from "./call-state.ts";
import { isMonitored } from "./call-state.ts";
import { resolveDid } from "./did.ts";
import type { Telling } from "./events.ts";
import { tellDialing, tellQueued, tellRinging, tellRingingStopped, tellVoicemail } from "./events.ts";
import type { Phone } from "./phones.ts";
import type { Picture } from "./picture.ts";

/** A phone that rings again after this much silence begins a new wave. */
const WAVE_SILENCE_MS = 1000;

/** Writes down which DNs no longer ring. */
export function noteSilence(telling: Telling, chain: Chain, picture: Picture): void {
  for (const ring of chain.link.rings) {
    const { dn } = ring;
    if (!ring.ringing || isUnwatched(telling, chain, dn)) continue;
    const isAt = (place: { readonly dn: string }) => place.dn === dn;
    if (picture.ringing.some(isAt) || picture.dialing.some(isAt) || picture.stages.some(isAt)) continue;
    ring.ringing = false;
    ring.silentSinceMs = telling.atMs;
    ring.stopPending = dn !== chain.link.stage?.dn;
  }
}

/**
 * While legs are not told, nobody can say that a phone known by its legs has fallen silent. After a start it is
 * known from them before it is known that they are told.
 */
function isUnwatched({ state }: Telling, { callIds }: Chain, dn: string): boolean {
  if (state.sources["call-control"].up) return false;
  return (
    isMonitored(state, dn) ||
    callIds.some((callId) => state.calls.get(callId)?.legs.some(({ leg }) => leg.dn === dn))
  );
}

/** Tells the phones that stopped ringing. Called once the call is known to go on. */
export function flushStopped(telling: Telling, chain: Chain): void {
  for (const ring of chain.link.rings) {
    if (!ring.stopPending) continue;
    ring.stopPending = false;
    tellRingingStopped(telling, chain, ring.dn, ring.silentSinceMs);
  }
}

/** What is known of a DN's ringing within the link; `undefined` when it never rang. */
export function ringOf(link: OpenLink, dn: string): Ring | undefined {
  return link.rings.find((ring) => ring.dn === dn);
}

function startRing(link: OpenLink, dn: string): void {
  const ring: Ring = { dn, ringing: true, silentSinceMs: 0, stopPending: false };
  const known = ringOf(link, dn);
  if (known) {
    Object.assign(known, ring);
    return;
  }
  link.rings.push(ring);
  if (link.rings.length > 1) link.rings.sort((a, b) => compareDns(a.dn, b.dn));
}

/** Numbers by their value, and before names such as those of parking slots. */
function compareDns(a: string, b: string): number {
  return Number(/\D/.test(a)) - Number(/\D/.test(b)) || Number(a) - Number(b) || 0;
}

/** The chain stands at a queue, group, IVR or the like. Told once until it stood somewhere else. */
export function stand(telling: Telling, chain: Chain, stage: DnRef, phonesRing: boolean): void {
  const { link } = chain;
  const isNew = link.stage?.dn !== stage.dn && !ringOf(link, stage.dn)?.ringing;
  startRing(link, stage.dn);
  if (!phonesRing) link.standsAt = stage;
  if (!isNew) return;
  arriveAt(telling, chain, stage.dn, "");
  flushStopped(telling, chain);
  link.stage = stage;
  link.standsAt = stage;
  tellRinging(telling, chain, stage.dn, stage.type);
  if (stage.type === "queue") tellQueued(telling, chain, stage.dn);
}

/** A phone rings for the chain: told once for each wave, after the queue or group it rings for. */
export function ring(telling: Telling, chain: Chain, phone: Phone): void {
  const { link } = chain;
  if (phone.via) stand(telling, chain, phone.via, true);
  const before = ringOf(link, phone.dn);
  const sameWave =
    before !== undefined && (before.ringing || telling.atMs - before.silentSinceMs < WAVE_SILENCE_MS);
  startRing(link, phone.dn);
  if (sameWave) return;
  arriveAt(telling, chain, phone.dn, phone.shownDid);
  flushStopped(telling, chain);
  link.lastExtension = phone.dn;
  // A queue or group keeps the call while its members ring; an IVR has handed it on.
  if (!isShared(link.standsAt)) link.standsAt = { dn: phone.dn, type: "extension" };
  tellRinging(telling, chain, phone.dn, "extension");
}

/** An extension dials outside. */
export function dial(telling: Telling, chain: Chain, phone: Phone): void {
  const { link } = chain;
  if (ringOf(link, phone.dn)?.ringing) return;
  startRing(link, phone.dn);
  link.lastExtension = phone.dn;
  link.standsAt = { dn: phone.dn, type: "extension" };
  chain.firstDn ??= phone.dn;
  tellDialing(telling, chain, phone.dn);
}

/** Voicemail took the call: no ringing of its own, and no answer. */
export function voicemail(telling: Telling, chain: Chain): void {
  const { link } = chain;
  if (link.voicemailTold) return;
  link.voicemailTold = true;
  flushStopped(telling, chain);
  tellVoicemail(telling, chain, link.lastExtension ?? link.standsAt?.dn ?? "");
}

function isShared(at: DnRef | undefined): boolean {
  return at?.type === "queue" || at?.type === "ring-group" || at?.type === "group";
}

function arriveAt(telling: Telling, chain: Chain, dn: string, shownDid: string): void {
  chain.firstDn ??= dn;
  resolveDid(telling.state, chain, shownDid);
}
