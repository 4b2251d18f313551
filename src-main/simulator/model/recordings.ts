/** Rows of XAPI `Recordings` for talks that are over: one for each leg that was recorded. */
import { findStation, trunk } from "./company.ts";
import { type Conversation, type LiveCall, type Segment, shownNumber } from "./conversation.ts";

/** A demo may run for weeks. */
const mostRows = 20_000;

export interface RecordingList {
  /** Lists what was recorded of a call that is over; gives the ids for the call log. */
  write(conversation: Conversation, call: LiveCall): Map<Segment, number>;
  /** Rows that have appeared, newest first. */
  read(delayMs: number): Record<string, unknown>[];
}

export function createRecordingList(ports: { now: () => number }): RecordingList {
  const stored: { readonly endedAtMs: number; readonly row: Record<string, unknown> }[] = [];
  let lastId = 0;

  return {
    write: (conversation, call) => {
      const ids = new Map<Segment, number>();
      if (!conversation.switches.recordCalls) return ids;
      for (const segment of call.segments) {
        if (!isTalkOfExtension(segment)) continue;
        lastId += 1;
        ids.set(segment, lastId);
        stored.push({ endedAtMs: ports.now(), row: rowOf(conversation, call, segment, lastId) });
      }
      if (stored.length > mostRows) stored.splice(0, stored.length - mostRows);
      return ids;
    },
    read: (delayMs) => {
      const now = ports.now();
      return stored
        .filter((each) => each.endedAtMs + delayMs <= now)
        .map((each) => ({ ...each.row }))
        .toReversed();
    },
  };
}

function isTalkOfExtension(segment: Segment): boolean {
  return segment.answeredAtMs !== undefined && extensionOf(segment) !== undefined;
}

/** Whose talk it was: the destination, or the extension that called. */
function extensionOf(segment: Segment): string | undefined {
  if (findStation(segment.dn)?.kind === "extension") return segment.dn;
  return segment.source;
}

function rowOf(
  conversation: Conversation,
  call: LiveCall,
  segment: Segment,
  id: number,
): Record<string, unknown> {
  const extension = extensionOf(segment) ?? "";
  const name = findStation(extension)?.name ?? extension;
  const outside = shownNumber(conversation);
  const dialled = segment.dn === trunk.dn;
  const internal = segment.source !== undefined && !dialled;
  const from = dialled || internal ? (segment.source ?? "") : outside;
  const to = dialled ? segment.number : extension;
  const fromName = dialled || internal ? (findStation(from)?.name ?? from) : conversation.party.name;
  const fromDn = dialled || internal ? from : trunk.dn;
  const startedAtMs = segment.answeredAtMs ?? segment.startedAtMs;
  const fileNumber = conversation.switches.recordingNumber === "callid" ? call.callId : id;
  const file = `[${fileSafe(fromName)}]_${from}-${to}_${fileTime(startedAtMs)}(${fileNumber}).wav`;
  return {
    Id: id,
    CallType: internal ? "Local" : dialled ? "OutboundExternal" : "InboundExternal",
    StartTime: new Date(startedAtMs).toISOString(),
    EndTime: new Date(segment.endedAtMs ?? startedAtMs).toISOString(),
    FromCallerNumber: from,
    FromDisplayName: fromName,
    FromDn: fromDn,
    FromDnType: dialled || internal ? 0 : 1,
    FromDidNumber: conversation.rule?.did ?? "",
    FromIdParticipant: segment.participantId,
    FromCrmContact: null,
    ToCallerNumber: to,
    ToDisplayName: dialled ? to : name,
    ToDn: dialled ? trunk.dn : extension,
    ToDnType: dialled ? 1 : 0,
    ToDidNumber: "",
    ToIdParticipant: segment.participantId,
    ToCrmContact: null,
    RefParticipantId: segment.participantId,
    RecordingUrl: `${extension}/${encodeURIComponent(file)}`,
    IsArchived: false,
    ArchivedUrl: null,
    CanBeTranscribed: true,
    IsTranscribed: false,
    Transcription: null,
    TranscriptionResult: null,
    Summary: null,
    SentimentScore: null,
  };
}

/** `yyyyMMddHHmmss`; the simulated PBX lives in UTC. */
function fileTime(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

/** Names come from outside; a file's name is short and has no separators. */
function fileSafe(name: string): string {
  return [...name.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, " ")].slice(0, 40).join("").trim();
}
