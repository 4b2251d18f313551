/**
 * What is recorded: files for each talk of an extension as soon as it is over, rows of XAPI `Recordings` when
 * the call is, and for tests the truth about which talk is in which file.
 */
import { findStation, trunk } from "./company.ts";
import { type Conversation, type LiveCall, type Segment, shownNumber } from "./conversation.ts";
import { nameOnDisk, recordingFileName, type RecordingParties } from "./recording-file.ts";
import type { RecordingSwitches } from "./recording-switches.ts";

/** A demo may run for weeks. */
const mostRows = 20_000;
/** Shorter talks have one part only. */
const shortestTwoPartsMs = 2_000;
/** How far files may overtake each other. */
const anyOrderMs = 20_000;

/** What no interface of a PBX says: whose talk it is. */
export interface RecordingTruth {
  /** The callid that the call began with, and when it did. */
  readonly arrivalCallId: number;
  readonly arrivedAtMs: number;
  readonly extension: string;
  /** The talk, of which the recording may be a part. */
  readonly talkedFromMs: number;
  readonly talkedToMs: number;
  /** The outside number, empty when it is hidden; of an internal talk the caller's extension. */
  readonly number: string;
  readonly internal: boolean;
}

/** A file that is recorded to its end. */
export interface SimRecording {
  readonly recordingId: number;
  /** Below the recordings folder, as on disk. */
  readonly path: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly appearsAtMs: number;
  readonly growMs: number;
  readonly codec: RecordingSwitches["recordingCodec"];
  readonly damage: RecordingSwitches["recordingDamage"];
  readonly truth: RecordingTruth;
}

export interface RecordingList {
  /** Talks that have ended since the last time become files; their calls may go on. */
  note(conversation: Conversation, call: LiveCall): void;
  /** Lists what was recorded of a call that is over; gives the ids of each segment for the call log. */
  write(conversation: Conversation, call: LiveCall): Map<Segment, readonly number[]>;
  /** Rows that have appeared, newest first. */
  read(delayMs: number): Record<string, unknown>[];
  /** All files, whether they have appeared or not, in order of their end. */
  files(): readonly SimRecording[];
}

interface Stored {
  readonly file: SimRecording;
  readonly row: Record<string, unknown>;
  /** `undefined` while its call goes on. */
  callEndedAtMs: number | undefined;
}

/** `random` gives numbers in [0, 1). */
export function createRecordingList(ports: { now: () => number; random: () => number }): RecordingList {
  const stored: Stored[] = [];
  const ofSegment = new WeakMap<Segment, readonly Stored[]>();
  let lastId = 0;

  function note(conversation: Conversation, call: LiveCall): void {
    if (!conversation.switches.recordCalls) return;
    for (const segment of call.segments) {
      if (segment.endedAtMs === undefined || ofSegment.has(segment) || !isTalkOfExtension(segment)) continue;
      const made = takesOf(conversation, segment).map((take) => {
        lastId += 1;
        return storedOf(conversation, call, segment, take, lastId);
      });
      ofSegment.set(segment, made);
      stored.push(...made);
    }
    if (stored.length > mostRows) stored.splice(0, stored.length - mostRows);
  }

  function storedOf(
    conversation: Conversation,
    call: LiveCall,
    segment: Segment,
    take: Take,
    id: number,
  ): Stored {
    const { switches } = conversation;
    const parties = partiesOf(conversation, call, segment);
    const number = switches.recordingNumber === "callid" ? segment.callId : id;
    const name = recordingFileName(parties, take.startedAtMs, number, switches);
    const jitterMs = switches.recordingOrder === "any" ? Math.floor(ports.random() * anyOrderMs) : 0;
    const isInternal = isInternalTalk(segment);
    const file: SimRecording = {
      recordingId: id,
      path: `${take.extension}/${nameOnDisk(name, switches)}`,
      startedAtMs: take.startedAtMs,
      endedAtMs: take.endedAtMs,
      appearsAtMs: take.endedAtMs + switches.recordingFileDelayS * 1000 + jitterMs,
      growMs: switches.recordingGrowS * 1000,
      codec: switches.recordingCodec,
      damage: switches.recordingDamage,
      truth: {
        arrivalCallId: call.firstCallId,
        arrivedAtMs: call.startedAtMs,
        extension: take.extension,
        talkedFromMs: segment.answeredAtMs ?? segment.startedAtMs,
        talkedToMs: segment.endedAtMs ?? segment.startedAtMs,
        number: isInternal ? (segment.source ?? "") : conversation.party.number,
        internal: isInternal,
      },
    };
    const url = `${take.extension}/${encodeURIComponent(name)}`;
    return { file, row: rowOf(conversation, segment, parties, file, url), callEndedAtMs: undefined };
  }

  return {
    note,
    write: (conversation, call) => {
      note(conversation, call);
      const ids = new Map<Segment, readonly number[]>();
      for (const segment of call.segments) {
        const made = ofSegment.get(segment) ?? [];
        for (const each of made) each.callEndedAtMs ??= ports.now();
        if (made.length > 0)
          ids.set(
            segment,
            made.map(({ file }) => file.recordingId),
          );
      }
      return ids;
    },
    read: (delayMs) => {
      const now = ports.now();
      return stored
        .filter(({ callEndedAtMs }) => callEndedAtMs !== undefined && callEndedAtMs + delayMs <= now)
        .map(({ row }) => ({ ...row }))
        .toReversed();
    },
    files: () => stored.map(({ file }) => file),
  };
}

/** A stretch that is recorded into one file. */
interface Take {
  readonly extension: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

function takesOf({ switches }: Conversation, segment: Segment): readonly Take[] {
  const startedAtMs = segment.answeredAtMs ?? segment.startedAtMs;
  const endedAtMs = segment.endedAtMs ?? startedAtMs;
  const lengthMs = endedAtMs - startedAtMs;
  const stretches =
    switches.recordingParts === "two" && lengthMs >= shortestTwoPartsMs
      ? [
          { startedAtMs, endedAtMs: startedAtMs + Math.round(lengthMs * 0.4) },
          { startedAtMs: startedAtMs + Math.round(lengthMs * 0.6), endedAtMs },
        ]
      : [{ startedAtMs, endedAtMs }];
  const caller = isInternalTalk(segment) ? segment.source : undefined;
  const both = switches.recordingLegs === "each" && caller !== undefined && isExtension(caller);
  const extensions = both ? [extensionOf(segment), caller] : [extensionOf(segment)];
  return extensions.flatMap((extension) => stretches.map((stretch) => ({ extension, ...stretch })));
}

function isTalkOfExtension(segment: Segment): boolean {
  return segment.answeredAtMs !== undefined && extensionOf(segment) !== "";
}

function isInternalTalk(segment: Segment): boolean {
  return segment.source !== undefined && segment.dn !== trunk.dn;
}

/** Whose talk it was: the destination, or the extension that called. */
function extensionOf(segment: Segment): string {
  return isExtension(segment.dn) ? segment.dn : (segment.source ?? "");
}

function isExtension(dn: string): boolean {
  return findStation(dn)?.kind === "extension";
}

function partiesOf(conversation: Conversation, call: LiveCall, segment: Segment): RecordingParties {
  const extension = extensionOf(segment);
  const groups = call.segments.flatMap(({ dn }) => findStation(dn) ?? []);
  const queue = groups.find(({ kind }) => kind === "queue" || kind === "ring-group");
  const isInside = segment.source !== undefined;
  const from = isInside ? (segment.source ?? "") : shownNumber(conversation);
  return {
    from,
    to: segment.dn === trunk.dn ? segment.number : extension,
    fromName: isInside ? (findStation(from)?.name ?? from) : conversation.party.name,
    queueName: queue?.name ?? "",
  };
}

function rowOf(
  conversation: Conversation,
  segment: Segment,
  { from, to, fromName }: RecordingParties,
  file: SimRecording,
  url: string,
): Record<string, unknown> {
  const extension = extensionOf(segment);
  const dialled = segment.dn === trunk.dn;
  const isInside = segment.source !== undefined;
  return {
    Id: file.recordingId,
    CallType: isInternalTalk(segment) ? "Local" : dialled ? "OutboundExternal" : "InboundExternal",
    StartTime: new Date(file.startedAtMs).toISOString(),
    EndTime: new Date(file.endedAtMs).toISOString(),
    FromCallerNumber: from,
    FromDisplayName: fromName,
    FromDn: isInside ? from : trunk.dn,
    FromDnType: isInside ? 0 : 1,
    FromDidNumber: conversation.rule?.did ?? "",
    FromIdParticipant: segment.participantId,
    FromCrmContact: null,
    ToCallerNumber: to,
    ToDisplayName: dialled ? to : (findStation(extension)?.name ?? extension),
    ToDn: dialled ? trunk.dn : extension,
    ToDnType: dialled ? 1 : 0,
    ToDidNumber: "",
    ToIdParticipant: segment.participantId,
    ToCrmContact: null,
    RefParticipantId: segment.participantId,
    RecordingUrl: url,
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
