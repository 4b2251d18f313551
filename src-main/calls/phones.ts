/** A phone as the picture of a chain shows it: an extension that rings, dials or talks, with what its leg says. */
import type { DnRef } from "../../src-shared/telephony/dn.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { KnownLeg } from "./call-state.ts";

/** An extension that takes part, its devices taken together. */
export interface Phone {
  dn: string;
  legKey: string;
  order: number;
  firstSeenAtMs: number;
  connectedAtMs: number | undefined;
  firstStatus: KnownLeg["firstStatus"] | undefined;
  /** The queue or group it rings for, when a leg names it. */
  via: DnRef | undefined;
  referredBy: string | undefined;
  consultedWith: string | undefined;
  inConference: boolean;
  /** The talk takes place on an outside phone that the extension is forwarded to. */
  forwarded: boolean;
  shownDid: string;
  /** Known from ActiveCalls only. */
  byRow: boolean;
  afterGap: boolean;
}

export function phoneOfLeg(known: KnownLeg): Phone {
  const { leg } = known;
  const via = shared(leg.onBehalfOf) ?? shared(leg.originatedBy) ?? shared(leg.referredBy);
  return {
    dn: leg.dn,
    legKey: known.key,
    order: known.order,
    firstSeenAtMs: known.firstSeenAtMs,
    connectedAtMs: known.connectedAtMs,
    firstStatus: known.firstStatus,
    via,
    referredBy: leg.referredBy?.type === "extension" ? leg.referredBy.dn : undefined,
    consultedWith: known.consultedWith,
    forwarded: isForwarding(leg),
    inConference: leg.party.type === "conference",
    shownDid: leg.did,
    byRow: false,
    afterGap: known.afterGap,
  };
}

/** The queue or group, if that is what a leg refers to. */
function shared(ref: DnRef | undefined): DnRef | undefined {
  return ref?.type === "queue" || ref?.type === "ring-group" ? ref : undefined;
}

/** The leg of a forwarded call names its own extension as the cause: nobody dialled, the caller is elsewhere. */
export function isForwarding(leg: Leg): boolean {
  return isItself(leg, leg.originatedBy) || isItself(leg, leg.onBehalfOf);
}

function isItself({ dn }: Leg, ref: DnRef | undefined): boolean {
  return ref?.type === "extension" && ref.dn === dn;
}

/** Devices of one extension are one DN; the first seen speaks for it. */
export function addPhone(phones: Phone[], phone: Phone): void {
  if (!phones.some((other) => other.dn === phone.dn)) phones.push(phone);
}
