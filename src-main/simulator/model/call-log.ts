/**
 * The PBX's call log: rows of finished calls under the field names of the official schema
 * (`ReportCallLogData/Pbx.GetCallLogData`). Which words the columns carry is only partly known.
 */
import { findStation, parkingSlots, type StationKind, trunk } from "./company.ts";
import { type Conversation, type LiveCall, type Segment, shownNumber } from "./conversation.ts";
import type { SimCallLogRow } from "./types.ts";

/** DN type codes of the history interfaces (seen in third-party code). */
const dnTypeCodes = {
  extension: 0,
  external: 1,
  queue: 4,
  voicemail: 5,
  ivr: 6,
  parking: 8,
  group: 16,
} as const;

/** A demo may run for weeks. */
const mostRows = 50_000;

export interface CallLog {
  /** Writes the rows of a call that is over; they appear after the switch `logDelayS`. */
  write(
    conversation: Conversation,
    call: LiveCall,
    recordingIds: ReadonlyMap<Segment, readonly number[]>,
  ): void;
  /** Rows that have appeared and whose StartTime lies in the period, newest first. */
  read(fromMs: number, toMs: number, delayMs: number): SimCallLogRow[];
}

interface StoredRow {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly row: SimCallLogRow;
}

/** What the log says of one side of a segment. */
interface Side {
  readonly type: number;
  readonly dn: string;
  readonly number: string;
  readonly name: string;
}

/** `uuid` gives a new one at each call. */
export function createCallLog(ports: { now: () => number; uuid: () => string }): CallLog {
  const stored: StoredRow[] = [];
  let lastOwnId = 40_000;

  return {
    write: (conversation, call, recordingIds) => {
      lastOwnId += 1;
      const callId = conversation.switches.logCallId === "same" ? call.firstCallId : lastOwnId;
      const endedAtMs = ports.now();
      call.segments.forEach((segment, index) => {
        const row = rowOf({ conversation, call, segment, index, callId, recordingIds, uuid: ports.uuid });
        stored.push({ startedAtMs: segment.startedAtMs, endedAtMs, row });
      });
      if (stored.length > mostRows) stored.splice(0, stored.length - mostRows);
    },
    read: (fromMs, toMs, delayMs) => {
      const now = ports.now();
      return stored
        .filter((each) => each.startedAtMs >= fromMs && each.startedAtMs <= toMs)
        .filter((each) => each.endedAtMs + delayMs <= now)
        .toReversed()
        .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
        .map((each) => ({ ...each.row }));
    },
  };
}

function rowOf(input: {
  readonly conversation: Conversation;
  readonly call: LiveCall;
  readonly segment: Segment;
  readonly index: number;
  readonly callId: number;
  readonly recordingIds: ReadonlyMap<Segment, readonly number[]>;
  readonly uuid: () => string;
}): SimCallLogRow {
  const { conversation, call, segment, index } = input;
  const source = sourceOf(conversation, segment);
  const destination = destinationOf(conversation, segment, index);
  const recordingIds = input.recordingIds.get(segment) ?? [];
  const [recordingId = null] = recordingIds;
  const endedAtMs = segment.endedAtMs ?? segment.startedAtMs;
  const answeredAtMs = segment.answeredAtMs;
  const isStage = destination.type === dnTypeCodes.ivr || destination.type === dnTypeCodes.queue;
  const answered = answeredAtMs !== undefined || (isStage && conversation.switches.logStagesAnswered);
  return {
    CdrId: input.uuid(),
    CallHistoryId: index === 0 ? call.historyId : input.uuid(),
    MainCallHistoryId: call.historyId,
    CallId: input.callId,
    SegmentId: index + 1,
    Indent: index === 0 ? 0 : 1,
    StartTime: new Date(segment.startedAtMs).toISOString(),
    SourceType: source.type,
    SourceDn: source.dn,
    SourceCallerId: source.number,
    SourceDisplayName: source.name,
    DestinationType: destination.type,
    DestinationDn: destination.dn,
    DestinationCallerId: destination.number,
    DestinationDisplayName: destination.name,
    ActionType: null,
    ActionDnType: null,
    ActionDnCallerId: null,
    ActionDnDisplayName: null,
    actionDnDn: null,
    RingingDuration: isoDuration((answeredAtMs ?? endedAtMs) - segment.startedAtMs),
    TalkingDuration: isoDuration(answeredAtMs === undefined ? 0 : endedAtMs - answeredAtMs),
    CallCost: 0,
    Answered: answered,
    Direction: directionWord(conversation, call),
    CallType: callTypeWord(destination.type),
    Status: statusWord(call, segment, index),
    Reason: segment.reason,
    Recordings: recordingIds.map((id) => ({ Id: id })),
    RecordingUrl: null,
    SrcRecId: source.type === dnTypeCodes.extension ? recordingId : null,
    DstRecId: source.type === dnTypeCodes.extension ? null : recordingId,
    Transcription: null,
    Summary: null,
    SentimentScore: null,
    QualityReport: false,
    SubrowDescNumber: null,
  };
}

function sourceOf(conversation: Conversation, segment: Segment): Side {
  if (segment.source !== undefined) return stationSide(segment.source);
  const number = shownNumber(conversation);
  const name = conversation.party.name === "" ? number : conversation.party.name;
  return { type: dnTypeCodes.external, dn: trunk.dn, number, name };
}

function destinationOf(conversation: Conversation, segment: Segment, index: number): Side {
  if (segment.dn === trunk.dn)
    return { type: dnTypeCodes.external, dn: trunk.dn, number: segment.number, name: segment.number };
  const side = stationSide(segment.dn);
  const did = index === 0 && conversation.switches.logShowsDid ? conversation.rule?.did : undefined;
  return did === undefined ? side : { ...side, number: did };
}

function stationSide(dn: string): Side {
  const found = findStation(dn);
  const type = parkingSlots.includes(dn) ? dnTypeCodes.parking : typeCode(found?.kind ?? "extension");
  return { type, dn, number: dn, name: found?.name ?? dn };
}

function typeCode(kind: StationKind): number {
  switch (kind) {
    case "queue":
      return dnTypeCodes.queue;
    case "ring-group":
      return dnTypeCodes.group;
    case "ivr":
      return dnTypeCodes.ivr;
    case "special-menu":
      return dnTypeCodes.voicemail;
    case "extension":
    case "conference":
      return dnTypeCodes.extension;
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** Seen: `Inbound`, `Outbound`, `Inbound Queue`; the word for internal calls is a guess. */
function directionWord(conversation: Conversation, call: LiveCall): string {
  if (call !== conversation.main || conversation.direction === "internal") return "Internal";
  if (conversation.direction === "outgoing") return "Outbound";
  const byQueue = call.segments.some((each) => findStation(each.dn)?.kind === "queue");
  return byQueue && conversation.switches.logDirections === "as-seen" ? "Inbound Queue" : "Inbound";
}

function callTypeWord(destinationType: number): string {
  if (destinationType === dnTypeCodes.external) return "External";
  if (destinationType === dnTypeCodes.queue) return "Queue";
  if (destinationType === dnTypeCodes.ivr) return "Digital Receptionist";
  if (destinationType === dnTypeCodes.voicemail || destinationType === dnTypeCodes.parking) return "System";
  return "Extension";
}

function statusWord(call: LiveCall, segment: Segment, index: number): string {
  if (segment.answeredAtMs !== undefined) return "Answered";
  const kind = findStation(segment.dn)?.kind;
  if (kind !== "queue" && kind !== "ring-group" && kind !== "ivr") return "Unanswered";
  if (index < call.segments.length - 1) return "Redirected";
  return kind === "queue" ? "Waiting" : "Unanswered";
}

/** `PT1M4.5S`, as OData writes durations. */
export function isoDuration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = Number((seconds % 60).toFixed(3));
  const parts = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${rest > 0 ? `${rest}S` : ""}`;
  return `PT${parts === "" ? "0S" : parts}`;
}
