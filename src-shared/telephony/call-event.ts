import type { DnType, UserType } from "./dn.ts";

export type CallDirection = "incoming" | "outgoing" | "internal";

/** How a link came about: the first one by itself, the others by a transfer. */
export type TransferType = "none" | "blind" | "attended";

/** Who ended a talk, as far as the PBX shows it. */
export type HungUpBy = "internal" | "external" | "unknown";

/** Where a missed call stood; decides the wording of titles. */
export type StandingPoint = "extension" | "queue" | "ring-group" | "ivr";

/** What every event says about its chain, its link and the DN it is about. */
export interface CallEventCommon {
  /** `yyMMddHHmmss_<n>`: arrival in the PBX's time zone and the callid at arrival. One conversation, one id. */
  readonly chainId: string;
  /** 0 while nobody has answered, 1 from the first answer, +1 for each transfer. */
  readonly link: number;
  readonly atMs: number;
  readonly arrivedAtMs: number;
  readonly direction: CallDirection;
  /** The outside number as receivers get it (see the setting `numbers`); empty for an anonymous caller. */
  readonly callerId: string;
  /** The same number exactly as the PBX showed it. */
  readonly callerNumber: string;
  /** Name from the network or the PBX's contacts; may be hostile text; empty when unknown. */
  readonly callerName: string;
  /** Name of the inbound rule; empty for outgoing calls and when unknown. */
  readonly did: string;
  /** The DID in digits; empty when unknown. */
  readonly didNumber: string;
  readonly trunkDn: string;
  /** The DN this event is about. */
  readonly user: string;
  readonly userType: UserType;
  readonly userDnType: DnType;
  readonly userName: string;
  /** True when the event was worked out afterwards instead of being watched. */
  readonly reconstructed: boolean;
  /** PBX leg ids (`<dn>/<leg>`) of the caller's and the other side; empty when unknown. */
  readonly callerLeg: string;
  readonly otherLeg: string;
}

/** A link as the summary of a chain tells it. */
export interface LinkSummary {
  readonly link: number;
  readonly user: string;
  readonly userType: UserType;
  readonly finish: "ok" | "missed";
  readonly transferType: TransferType;
  readonly transferred: boolean;
  readonly waitS: number;
  readonly talkS: number;
}

/** A DN starts to ring for the chain, or an IVR or queue takes the call. */
export interface RingingEvent extends CallEventCommon {
  readonly type: "ringing";
}

/** An extension dials outside; nobody has answered. */
export interface DialingEvent extends CallEventCommon {
  readonly type: "dialing";
}

/** An extension talks with the outside party. */
export interface StartedEvent extends CallEventCommon {
  readonly type: "started";
  readonly transferType: TransferType;
  /** Seconds from arrival (or from the transfer) to the answer. */
  readonly waitS: number;
}

/** A link is over. Exactly one for each link; an answered chain has none with link 0. */
export interface EndedEvent extends CallEventCommon {
  readonly type: "ended";
  readonly finish: "ok" | "missed";
  readonly transferType: TransferType;
  /** True when the conversation went on elsewhere. */
  readonly transferred: boolean;
  readonly startedAtMs?: number;
  readonly waitS: number;
  /** Seconds from answer to end; 0 when missed. */
  readonly talkS: number;
  readonly hungUpBy: HungUpBy;
  readonly standingPoint: StandingPoint;
  readonly callbackOrdered: boolean;
  /** The PBX's own words for why it ended, as far as known; may be empty. */
  readonly cause: string;
  /** Callids that legs of this link had, after the one at the chain's arrival; never empty. */
  readonly callIds: readonly number[];
}

/** The caller waits in a queue (native dialect only). */
export interface QueuedEvent extends CallEventCommon {
  readonly type: "queued";
}

/** A phone stops ringing while the call goes on (native dialect only). */
export interface RingingStoppedEvent extends CallEventCommon {
  readonly type: "ringing_stopped";
}

/** The conversation moves from one DN to another (native dialect only). `user` is who transferred. */
export interface TransferEvent extends CallEventCommon {
  readonly type: "transfer";
  readonly transferType: TransferType;
  readonly target: string;
}

/** Voicemail took the call (native dialect only). `user` is whose voicemail. */
export interface VoicemailEvent extends CallEventCommon {
  readonly type: "voicemail";
}

/** The conversation is over (native dialect only). */
export interface ChainEndedEvent extends CallEventCommon {
  readonly type: "chain_ended";
  readonly finish: "ok" | "missed";
  readonly links: readonly LinkSummary[];
}

/** What `calls` hands to `webhooks`, in order. */
export type CallEvent =
  | RingingEvent
  | DialingEvent
  | StartedEvent
  | EndedEvent
  | QueuedEvent
  | RingingStoppedEvent
  | TransferEvent
  | VoicemailEvent
  | ChainEndedEvent;

/** A recording of a link is ready. Comes from `recordings`, not from `calls`. */
export interface RecordingEvent {
  readonly type: "recording";
  readonly chainId: string;
  readonly link: number;
  readonly atMs: number;
  /** https links to the MP3 files, in order. */
  readonly files: readonly string[];
  /** The end of the link that was recorded. */
  readonly ended: EndedEvent;
}

/** Everything that can become a webhook. */
export type OutgoingEvent = CallEvent | RecordingEvent;

/** The id receivers get: `<chainId>-<link>`; empty for a recording that was sent without a call. */
export function linkId(event: { readonly chainId: string; readonly link: number }): string {
  return event.chainId === "" ? "" : `${event.chainId}-${event.link}`;
}
