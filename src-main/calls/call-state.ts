/**
 * What the call state machine remembers. Calls and chains are plain data (JSON in, JSON out), so that
 * open ones can be stored and a restart goes on with the same ids.
 */
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { CallDirection, LinkSummary, TransferType } from "../../src-shared/telephony/call-event.ts";
import type { Directory } from "../../src-shared/telephony/directory.ts";
import { emptyDirectory } from "../../src-shared/telephony/directory.ts";
import type { DnRef, DnType } from "../../src-shared/telephony/dn.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { CallSource } from "../../src-shared/telephony/observation.ts";

/** A leg with the part of its history that its present state does not show. */
export interface KnownLeg {
  /** See `legKeyOf`. */
  key: string;
  leg: Leg;
  /** Rises with each new leg: keeps "who rang first" when several share a millisecond. */
  order: number;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
  firstStatus: Leg["status"];
  firstPartyType: DnType;
  connectedAtMs: number | undefined;
  /** The extension it spoke or rang with before the outside party: the mark of a consultation. */
  consultedWith: string | undefined;
  /** First seen in a snapshot after a gap: how it came about was not watched. */
  afterGap: boolean;
}

/** All that is known about one callid. */
export interface CallFacts {
  callId: number;
  firstSeenAtMs: number;
  chainId: string | undefined;
  /** In the order they came. A list: there are few, and each new key of an object costs as much as a decision. */
  legs: KnownLeg[];
  /** Time of the latest appearance, change or end of a leg; older rows say nothing about stages. */
  lastLegChangeAtMs: number;
  lastLegGoneAtMs: number | undefined;
  rows: readonly ActiveCall[];
  rowsAskedAtMs: number;
  /** When the poll was asked that first showed the rows as they are. */
  rowsChangedAtMs: number;
  /** When the first poll that lacked this call was asked; `undefined` while it is listed. */
  missingSinceMs: number | undefined;
  /** Was ever listed in ActiveCalls, so its absence there means something. */
  everListed: boolean;
  /** It vanished while nobody watched. */
  goneUnseen: boolean;
}

/** One DN's ringing within a link. */
export interface Ring {
  dn: string;
  ringing: boolean;
  silentSinceMs: number;
  /** Its end was not told yet (see `ringing_stopped`). */
  stopPending: boolean;
}

/** The present link of a chain. */
export interface OpenLink {
  number: number;
  transferType: TransferType;
  /** Arrival, or the transfer that led to this link. */
  beganAtMs: number;
  /** Who transferred the call here; when it rings for them again the call has come back. */
  transferredBy: string | undefined;
  /** In order of DNs. A list: as keys of an object, numbers such as 1024 cost as much as a thousand entries. */
  rings: Ring[];
  /** The last queue, group or IVR that was told. */
  stage: DnRef | undefined;
  /** Where a missed end would find the chain: see `missedUserOf`. */
  standsAt: DnRef | undefined;
  lastExtension: string | undefined;
  voicemailTold: boolean;
  /** Legs of the link before: still connected for a moment, but no answer to this one. */
  formerLegs: string[];
  /** Callids that had a leg or a row while this link was the present one. */
  callIds: number[];
  answer: LinkAnswer | undefined;
}

/** Who talks, and since when. */
export interface LinkAnswer {
  dn: string;
  atMs: number;
  legKey: string;
  /** The leg ended, the call has not (yet). */
  leftAtMs: number | undefined;
  /** The talk takes place on an outside phone the extension is forwarded to. */
  onMobile: boolean;
  parked: boolean;
  wentOutside: boolean;
}

/** One outside conversation from arrival to the end, through all its transfers. */
export interface Chain {
  chainId: string;
  callIds: number[];
  /** The callid it began with; may have left `callIds`. */
  arrivalCallId: number;
  direction: CallDirection;
  arrivedAtMs: number;
  number: string;
  name: string;
  trunkDn: string;
  didName: string;
  didNumber: string;
  firstDn: string | undefined;
  callerLeg: string;
  link: OpenLink;
  links: LinkSummary[];
  /** Part of it lay between looks that were too far apart: the call log has the last word. */
  badlyWatched: boolean;
  /** Over, but the call log is asked first for how it ended; since when. */
  settlingSinceMs: number | undefined;
  /** Of the row of the call log that told its end. */
  historyId: string | undefined;
}

/** A chain that is over, kept a while to recognise it in the call log and in late answers. */
export interface EndedChain {
  chainId: string;
  callIds: number[];
  direction: CallDirection;
  number: string;
  arrivedAtMs: number;
  endedAtMs: number;
  /** When its end was told: long after it, if the call log told it. Missing in documents of earlier versions. */
  toldAtMs?: number;
  /** Of the row of the call log that told its end: what is that row is this call, whatever became of the clock. */
  historyId: string | undefined;
}

export interface SourceState {
  up: boolean;
  /** Until when it is known to have told everything; the start of a gap. */
  lastHeardAtMs: number | undefined;
  /** Since when it has told everything: the end of the latest gap. */
  watchedSinceMs: number;
  /** How long its last answer took; only of what is asked for. */
  tookMs: number;
}

/** A span that nobody watched. */
export interface Unseen {
  fromMs: number;
  toMs: number;
}

/** The span to look for in the call log. `request` changes with each question. */
export interface CallLogWanted {
  request: number;
  fromMs: number;
  toMs: number;
  /** Calls that began in one of these and are over are told from the log alone. */
  unseen: Unseen[];
}

export interface CallsState {
  version: 1;
  lastAtMs: number;
  nextLegOrder: number;
  sources: Record<CallSource, SourceState>;
  monitored: Record<string, DnType>;
  directory: Directory;
  /** By callid. A map: as keys of an object, numbers that come and go cost several times as much. */
  calls: Map<number, CallFacts>;
  /** Leg key to the callid it was last seen in. */
  legCalls: Map<string, number>;
  chains: Record<string, Chain>;
  ended: EndedChain[];
  /** All of these differ from what is stored of them, because the clock was set. */
  allChanged: boolean;
  /** Ended chains that left the list since this was last asked. */
  forgotten: string[];
  callLogWanted: CallLogWanted | undefined;
  /** What came up while a question was open: asked when that is answered. */
  callLogNext: Pick<CallLogWanted, "fromMs" | "unseen"> | undefined;
  /** When that is asked although no question is open: the log could not be read. */
  callLogAgainAtMs: number | undefined;
  callLogRequests: number;
  /** Chains that may be over without any further observation, and when to look again. */
  wakes: Map<string, number>;
}

/** The state before anything was seen. */
export function createCallsState(): CallsState {
  return {
    version: 1,
    lastAtMs: 0,
    nextLegOrder: 1,
    sources: {
      "call-control": { up: false, lastHeardAtMs: undefined, watchedSinceMs: 0, tookMs: 0 },
      "active-calls": { up: false, lastHeardAtMs: undefined, watchedSinceMs: 0, tookMs: 0 },
    },
    monitored: {},
    directory: emptyDirectory,
    calls: new Map(),
    legCalls: new Map(),
    chains: {},
    ended: [],
    allChanged: false,
    forgotten: [],
    callLogWanted: undefined,
    callLogNext: undefined,
    callLogAgainAtMs: undefined,
    callLogRequests: 0,
    wakes: new Map(),
  };
}

export function legKeyOf(dn: string, legId: number): string {
  return `${dn}/${legId}`;
}

/** Type of a DN: what the leg says, else the directory, else the list of monitored DNs. */
export function typeOfDn(state: CallsState, dn: string, hint: DnType = "none"): DnType {
  if (hint !== "none" && hint !== "unknown") return hint;
  if (Object.hasOwn(state.directory.entries, dn)) return state.directory.entries[dn]?.type ?? hint;
  return isMonitored(state, dn) ? (state.monitored[dn] ?? hint) : hint;
}

/** Whether legs of this DN are told. Names in rows are looked up, too, and may be hostile: `constructor`. */
export function isMonitored(state: CallsState, dn: string): boolean {
  return Object.hasOwn(state.monitored, dn);
}

/** True when legs tell everything about this DN, so that rows of ActiveCalls (slower) say nothing new. */
export function legsTellAbout(state: CallsState, dn: string): boolean {
  return state.sources["call-control"].up && isMonitored(state, dn);
}
