/**
 * One outside conversation, or one internal call, as the simulated PBX keeps it: where the caller
 * stands, under which callids, and what the call log will say. What the interfaces show follows from this.
 */
import type { Rule } from "./company.ts";
import type { SimSwitches } from "./switches.ts";

/** Where the outside party (of an internal call: the caller) stands. */
export type Place =
  | { readonly at: "nowhere" }
  | { readonly at: "stage"; readonly dn: string; readonly kind: "ivr" | "queue" | "ring-group" }
  /** One phone rings, outside of any queue or group. */
  | { readonly at: "ringing"; readonly dn: string; readonly because: "call" | "transfer" }
  | { readonly at: "talking"; readonly dn: string }
  | { readonly at: "parked"; readonly slot: string; readonly by: string }
  | { readonly at: "voicemail"; readonly of: string }
  | { readonly at: "mobile"; readonly of: string; readonly answered: boolean }
  | { readonly at: "conference"; readonly members: readonly string[] }
  /** An extension waits for the outside party to answer. */
  | { readonly at: "dialing"; readonly dn: string; readonly trunkChosen: boolean }
  /** An internal call that has not been answered. */
  | { readonly at: "dialing-internal"; readonly dn: string; readonly to: string }
  /** A queue rings an agent, or holds one who has answered, in order to call back. */
  | {
      readonly at: "calling-back";
      readonly queue: string;
      readonly agent: string;
      readonly answered: boolean;
    };

/** One destination within a call, as the call log will list it. */
export interface Segment {
  readonly dn: string;
  /** The call's callid when it began. */
  readonly callId: number;
  /** Shown as the destination's number: a DID, an outside number or the DN again. */
  readonly number: string;
  /** The extension that called; undefined: the outside party. */
  readonly source: string | undefined;
  readonly startedAtMs: number;
  answeredAtMs: number | undefined;
  endedAtMs: number | undefined;
  reason: string;
  /** Leg that talked; 0 while none did. */
  participantId: number;
}

/** All that shares one callid. */
export interface LiveCall {
  callId: number;
  /** The callid it began with; the call log keeps it. */
  readonly firstCallId: number;
  /** The number the next leg gets; legs that nobody sees use some up. */
  nextLegId: number;
  readonly startedAtMs: number;
  readonly historyId: string;
  readonly segments: Segment[];
  /** When each row of ActiveCalls took its present form. */
  readonly rowChangedAtMs: Map<string, number>;
}

export interface Consultation {
  readonly call: LiveCall;
  readonly from: string;
  readonly to: string;
  answered: boolean;
}

export interface Conversation {
  readonly label: string;
  readonly switches: SimSwitches;
  readonly direction: "incoming" | "outgoing" | "internal";
  /** The outside party as shown on legs; for an internal call the caller's extension. */
  readonly party: { readonly number: string; readonly name: string };
  readonly rule: Rule | undefined;
  /** Who is the caller in rows of ActiveCalls: the extension that dialled, until it transfers. */
  callerSide: "outside" | "extension";
  main: LiveCall;
  consultation: Consultation | undefined;
  place: Place;
  /** Who transferred blindly, until somebody answers. */
  transferredBy: string | undefined;
}

export function openSegment(
  call: LiveCall,
  dn: string,
  nowMs: number,
  details: { readonly number?: string; readonly source?: string } = {},
): void {
  call.segments.push({
    dn,
    callId: call.callId,
    number: details.number ?? dn,
    source: details.source,
    startedAtMs: nowMs,
    answeredAtMs: undefined,
    endedAtMs: undefined,
    reason: "",
    participantId: 0,
  });
}

function openSegmentOf(call: LiveCall, dn: string): Segment | undefined {
  return call.segments.findLast((each) => each.dn === dn && each.endedAtMs === undefined);
}

export function answerSegment(call: LiveCall, dn: string, nowMs: number, participantId: number): void {
  const segment = openSegmentOf(call, dn);
  if (segment === undefined || segment.answeredAtMs !== undefined) return;
  segment.answeredAtMs = nowMs;
  segment.participantId = participantId;
}

export function closeSegment(call: LiveCall, dn: string, nowMs: number, reason: string): void {
  const segment = openSegmentOf(call, dn);
  if (segment === undefined) return;
  segment.endedAtMs = nowMs;
  segment.reason = reason;
}

export function closeAllSegments(call: LiveCall, nowMs: number, reason: string): void {
  for (const segment of call.segments) {
    if (segment.endedAtMs !== undefined) continue;
    segment.endedAtMs = nowMs;
    segment.reason = reason;
  }
}

/** The number of the outside party as the PBX shows it. */
export function shownNumber(conversation: Conversation): string {
  if (conversation.party.number !== "") return conversation.party.number;
  return conversation.switches.anonymousShownAs === "anonymous" ? "anonymous" : "";
}
