/** Links and files in few words, for tests of matching. Seconds count from the first answer. */
import {
  matchRecording,
  type MatchContext,
} from "../../../../src-main/recordings/matching/match-recording.ts";
import type { OpenLink } from "../../../../src-main/recordings/matching/talk.ts";
import type { EndedLink, ListedRecording, SourceFile } from "../../../../src-main/recordings/types.ts";
import type { CallDirection, EndedEvent } from "../../../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../../../src-shared/telephony/call-log.ts";

export const START_MS = Date.UTC(2026, 10, 22, 9, 0, 0);
export const OUTSIDE = "+4930123456";

export const atS = (seconds: number): number => START_MS + seconds * 1000;

export interface LinkExtras {
  readonly link?: number;
  readonly number?: string;
  readonly direction?: CallDirection;
  readonly callIds?: readonly number[];
  readonly recordingIds?: readonly number[];
  readonly ended?: Partial<EndedEvent>;
}

/** A talk of `user` in the chain with callid `n`. */
export function linkOf(
  n: number,
  user: string,
  fromS: number,
  toS: number,
  extras: LinkExtras = {},
): EndedLink {
  const number = extras.number ?? OUTSIDE;
  const callIds = extras.callIds ?? [n];
  const ended: EndedEvent = {
    type: "ended",
    chainId: `261122085955_${n}`,
    link: extras.link ?? 1,
    atMs: atS(toS),
    arrivedAtMs: atS(fromS - 5),
    direction: extras.direction ?? "incoming",
    callerId: number.replace(/\D/g, ""),
    callerNumber: number,
    callerName: "",
    did: "",
    didNumber: "",
    trunkDn: "10000",
    user,
    userType: "ext",
    userDnType: "extension",
    userName: "",
    reconstructed: false,
    callerLeg: "",
    otherLeg: "",
    finish: "ok",
    transferType: "none",
    transferred: false,
    startedAtMs: atS(fromS),
    waitS: 5,
    talkS: toS - fromS,
    hungUpBy: "unknown",
    standingPoint: "extension",
    callbackOrdered: false,
    cause: "",
    callIds,
    ...extras.ended,
  };
  return { ended, callIds, recordingIds: extras.recordingIds ?? [] };
}

export function openOf(n: number, user: string, fromS: number, extras: LinkExtras = {}): OpenLink {
  const { ended } = linkOf(n, user, fromS, fromS, extras);
  return { started: { ...ended, type: "started", atMs: atS(fromS) } };
}

/** A file in the folder of `extension`, complete at `toS`. */
export function fileOf(
  extension: string,
  fromS: number,
  toS: number,
  extras: Partial<SourceFile> = {},
): SourceFile {
  return {
    key: `folder:${extension}/${fromS}.wav`,
    fileName: `${fromS}.wav`,
    bytes: 1,
    modifiedAtMs: atS(toS),
    startedAtMs: atS(fromS),
    extension,
    from: OUTSIDE,
    to: extension,
    ...extras,
  };
}

export function listedOf(
  recordingId: number,
  fromS: number,
  toS: number,
  extras: Partial<ListedRecording> = {},
) {
  const row: ListedRecording = {
    recordingId,
    startedAtMs: atS(fromS),
    endedAtMs: atS(toS),
    callType: "incoming",
    fromDn: "10000",
    fromNumber: OUTSIDE,
    fromName: "",
    toDn: "101",
    toNumber: "101",
    toName: "",
    didNumber: "",
    path: `101/${fromS}.wav`,
    archived: false,
    ...extras,
  };
  return row;
}

/** A logged call whose only row is a talk of `dn`. */
export function loggedOf(
  callId: number,
  dn: string,
  fromS: number,
  toS: number,
  recordingIds: readonly number[],
  extras: Partial<LoggedCall> = {},
): LoggedCall {
  return {
    historyId: `h${callId}`,
    callId,
    startedAtMs: atS(fromS - 5),
    endedAtMs: atS(toS),
    direction: "incoming",
    number: OUTSIDE,
    name: "",
    didNumber: "",
    callbackOrdered: false,
    segments: [
      {
        startedAtMs: atS(fromS - 5),
        dn,
        dnType: "extension",
        answered: true,
        ringingS: 5,
        talkingS: toS - fromS,
        reason: "",
        recordingIds,
      },
    ],
    ...extras,
  };
}

/** `callid 261122085955_7-1`, the state and sentence otherwise. By default it is asked long after everything. */
export function matchOf(file: SourceFile, context: Partial<MatchContext> = {}): string {
  const result = matchRecording(file, {
    links: [],
    open: [],
    loggedCalls: [],
    nowMs: file.modifiedAtMs + 3_600_000,
    timezone: "UTC",
    ...context,
  });
  if (result.type === "matched")
    return `${result.match.evidence} ${result.match.chainId.split("_")[1]}-${result.match.link}`;
  return result.type === "wait" ? `wait: ${result.why}` : result.sentence;
}
