/**
 * What legs and rows together say about a chain at this moment: which phones ring, who talks, where it
 * stands. Links are decided by comparing this picture with what was told so far, so a state that was
 * skipped, repeated or lost on the way changes nothing but the picture.
 */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { DnRef } from "../../src-shared/telephony/dn.ts";
import type { CallFacts, CallsState, Chain, KnownLeg } from "./call-state.ts";
import { legsTellAbout, typeOfDn } from "./call-state.ts";
import { insideOf, typeOfParty } from "./outside.ts";
import type { Phone } from "./phones.ts";
import { addPhone, phoneOfLeg } from "./phones.ts";

/** A row may be ahead of the legs by a read that is under way, not by this much. */
const STALE_LEG_MS = 1500;

export interface Picture {
  ringing: Phone[];
  dialing: Phone[];
  talking: Phone[];
  /** Where the chain stands besides phones, in order of evidence. */
  stages: DnRef[];
  voicemail: boolean;
  parked: boolean;
  /** The outside party talks with another outside phone. */
  onMobile: boolean;
  /** The outside party is in a conference room, with whom rows do not say. */
  inConference: boolean;
  /** The DN that a row names while its leg was not seen (yet): only a hint where the call stands. */
  hint: string | undefined;
}

/** The picture of a chain from all its callids. */
export function pictureOf(state: CallsState, chain: Chain): Picture {
  const picture: Picture = {
    ringing: [],
    dialing: [],
    talking: [],
    stages: [],
    voicemail: false,
    parked: false,
    onMobile: false,
    inConference: false,
    hint: undefined,
  };
  for (const callId of chain.callIds) {
    const facts = state.calls.get(callId);
    if (!facts) continue;
    if (legsCount(state, facts)) {
      for (const known of facts.legs) addLeg(state, chain, picture, known);
    }
    if (facts.rowsAskedAtMs >= facts.lastLegChangeAtMs && state.sources["active-calls"].up) {
      for (const row of facts.rows) addRow(state, chain, facts, picture, row);
    }
  }
  for (const phones of [picture.ringing, picture.dialing, picture.talking]) {
    if (phones.length > 1) phones.sort((a, b) => a.order - b.order);
  }
  return picture;
}

/** While legs are not told, rows speak for a call that they list; else the last known legs stand. */
function legsCount(state: CallsState, facts: CallFacts): boolean {
  return state.sources["call-control"].up || !state.sources["active-calls"].up || !facts.everListed;
}

function addLeg(state: CallsState, chain: Chain, picture: Picture, known: KnownLeg): void {
  const { leg } = known;
  const ownType = typeOfDn(state, leg.dn, leg.dnType);
  const { formerLegs } = chain.link;
  if (formerLegs.length > 0 && formerLegs.includes(known.key)) return;
  if (ownType !== "extension") {
    if (ownType === "special-menu") picture.voicemail = true;
    else if (ownType === "parking") picture.parked = true;
    // A leg of a queue that is left over from before the answer is no new stage.
    else if (!chain.link.answer || known.firstSeenAtMs > chain.link.answer.atMs) {
      picture.stages.push({ dn: leg.dn, type: ownType });
    }
    return;
  }
  if (!belongsToOutsideTalk(state, chain, known)) return;
  const phone = phoneOfLeg(known);
  if (leg.status === "connected") addPhone(picture.talking, phone);
  else if (leg.status === "ringing") addPhone(picture.ringing, phone);
  else addPhone(picture.dialing, phone);
}

/** A leg whose other side is an extension is a consultation, or the other half of an internal call. */
function belongsToOutsideTalk(state: CallsState, chain: Chain, known: KnownLeg): boolean {
  const { party, status } = known.leg;
  const type = typeOfDn(state, party.dn, party.type);
  if (chain.direction === "internal") return isCalledSide(chain, known);
  if (type === "extension" || type === "special-menu") return false;
  return type !== "none" || status !== "dialing" || chain.direction === "outgoing";
}

function isCalledSide(chain: Chain, known: KnownLeg): boolean {
  return known.leg.dn !== chain.number;
}

function addRow(state: CallsState, chain: Chain, facts: CallFacts, picture: Picture, row: ActiveCall): void {
  const inside = insideOf(state, chain, row);
  if (inside === "outside") {
    if (row.status === "talking") picture.onMobile = true;
    return;
  }
  if (!inside) return;
  const type = typeOfParty(state, inside);
  switch (type) {
    case "extension":
      addRowPhone(state, chain, facts, picture, row, inside.dn);
      return;
    case "special-menu":
      picture.voicemail = true;
      return;
    case "parking":
      picture.parked = true;
      return;
    case "queue":
    case "ivr":
    case "ring-group":
    case "route-point":
    case "group":
    case "fax":
      if (facts.rowsChangedAtMs > stagesSinceMs(chain, facts)) picture.stages.push({ dn: inside.dn, type });
      return;
    case "conference":
      picture.inConference = true;
      return;
    case "none":
    case "unknown":
      // Not in the directory (yet): better a number without a type than nothing for a missed end.
      if (inside.dn !== "") picture.hint = inside.dn;
      return;
    case "external-line":
      return;
    default: {
      const _never: never = type;
      return _never;
    }
  }
}

/** Polls may lag: a row that says the same since before an answer, or a queue's own leg, is no new stage. */
function stagesSinceMs(chain: Chain, facts: CallFacts): number {
  let sinceMs = chain.link.answer?.atMs ?? 0;
  for (const { leg, firstSeenAtMs } of facts.legs) {
    if (leg.dnType !== "extension") sinceMs = Math.max(sinceMs, firstSeenAtMs);
  }
  return sinceMs;
}

function addRowPhone(
  state: CallsState,
  chain: Chain,
  facts: CallFacts,
  picture: Picture,
  row: ActiveCall,
  dn: string,
): void {
  if (legsTellAbout(state, dn)) {
    picture.hint = dn;
    addStaleLeg(facts, picture, row, dn);
    return;
  }
  const moving = row.status === "transferring" || row.status === "rerouting";
  const talks = row.status === "talking" || (moving && chain.link.answer?.dn === dn);
  const phone: Phone = {
    dn,
    legKey: `${dn}/row${row.callId}`,
    order: Number.MAX_SAFE_INTEGER,
    firstSeenAtMs: facts.rowsAskedAtMs,
    connectedAtMs: talks ? facts.rowsAskedAtMs : undefined,
    firstStatus: undefined,
    via: undefined,
    referredBy: undefined,
    consultedWith: undefined,
    inConference: false,
    forwarded: false,
    shownDid: "",
    byRow: true,
    afterGap: false,
  };
  if (talks) addPhone(picture.talking, phone);
  else if (chain.direction === "outgoing" && chain.link.number === 0) addPhone(picture.dialing, phone);
  else addPhone(picture.ringing, phone);
}

/**
 * A leg that still shows a consultation, in a call whose row has shown it with the outside party for a
 * while: the change of its other side was lost on the way.
 */
function addStaleLeg(facts: CallFacts, picture: Picture, row: ActiveCall, dn: string): void {
  if (row.status !== "talking" || facts.rowsAskedAtMs < facts.lastLegChangeAtMs + STALE_LEG_MS) return;
  const known = facts.legs.find(({ leg }) => leg.dn === dn && leg.status === "connected");
  if (known) addPhone(picture.talking, phoneOfLeg(known));
}
