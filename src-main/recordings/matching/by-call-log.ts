/** The surest evidence: the PBX's call log names the recordings of each of its rows. */
import type { LoggedCall, LoggedSegment } from "../../../src-shared/telephony/call-log.ts";
import type { ListedRecording, SourceFile } from "../types.ts";
import { type Fit, fitOf } from "./fit.ts";
import { type Pick, pick } from "./pick.ts";
import type { Talk } from "./talk.ts";
import { traceOfSegment } from "./trace.ts";

/** How far the PBX's clock and this machine's may differ; by more when the callid agrees, too. */
const SLACK_MS = 30_000;
const SAME_CALLID_SLACK_MS = 120_000;

/** Arrivals this near to each other are not told apart. */
const SAME_ARRIVAL_MS = 1_000;

export interface LogEvidence {
  readonly loggedCalls: readonly LoggedCall[];
  readonly listed?: ListedRecording | undefined;
}

/** `undefined` when the log does not know the recording; `none` when it belongs to a call that is not told. */
export function matchByCallLog(
  file: SourceFile,
  talks: readonly Talk[],
  { loggedCalls, listed }: LogEvidence,
): Pick | undefined {
  const recordingId = file.recordingId ?? listed?.recordingId;
  if (recordingId === undefined) return undefined;
  const direct = talks.filter((talk) => talk.recordingIds.includes(recordingId));
  const [first] = direct;
  if (first !== undefined && direct.length === 1) return { type: "one", fit: certain(first) };
  const fits = fitsInLog(recordingId, talks, loggedCalls);
  return fits && pick(fits);
}

/** Talks that a row with this recording tells of; `undefined` when there is no such row. */
function fitsInLog(
  recordingId: number,
  talks: readonly Talk[],
  loggedCalls: readonly LoggedCall[],
): readonly Fit[] | undefined {
  let fits: Map<Talk, Fit> | undefined;
  for (const call of loggedCalls) {
    const own = call.segments.filter(isTalk).filter((each) => each.recordingIds.includes(recordingId));
    if (own.length === 0) continue;
    fits ??= new Map();
    const found = talks.flatMap((talk) =>
      own.flatMap((segment) => segmentFit(talk, call, segment, loggedCalls) ?? []),
    );
    for (const fit of withTheirArrival(found, call, loggedCalls)) fits.set(fit.talk, fit);
  }
  return fits && [...fits.values()];
}

/**
 * One number may have several calls at once with one phone: theirs is the one that arrived with the logged call.
 * A talk that arrived with another call of the log is that call's, also where the right one is not known.
 */
function withTheirArrival(
  fits: readonly Fit[],
  call: LoggedCall,
  loggedCalls: readonly LoggedCall[],
): readonly Fit[] {
  const apartMs = ({ talk }: Fit, { startedAtMs } = call) => Math.abs(talk.arrivedAtMs - startedAtMs);
  const leastMs = Math.min(...fits.map((fit) => apartMs(fit)));
  return fits.filter((fit) => {
    const isNearest = apartMs(fit) <= leastMs + SAME_ARRIVAL_MS;
    const rivals = loggedCalls.filter((other) => apartMs(fit, other) + SAME_ARRIVAL_MS < apartMs(fit));
    return isNearest && !rivals.some((other) => isToldBy(fit.talk, other));
  });
}

function isToldBy(talk: Talk, call: LoggedCall): boolean {
  return call.segments.some((each) => isTalk(each) && fitOf(talk, traceOfSegment(call, each), 0)?.number);
}

/** The clocks may differ only where nothing else in the log is that talk. */
function segmentFit(
  talk: Talk,
  call: LoggedCall,
  segment: LoggedSegment,
  loggedCalls: readonly LoggedCall[],
): Fit | undefined {
  const fit = fitOf(talk, traceOfSegment(call, segment), 0);
  if (fit !== undefined) return fit.number ? fit : undefined;
  if (loggedCalls.some((other) => isToldBy(talk, other))) return undefined;
  const slackMs = talk.callIds.includes(call.callId) ? SAME_CALLID_SLACK_MS : SLACK_MS;
  const late = fitOf(talk, traceOfSegment(call, segment), 0, slackMs);
  return late?.number ? late : undefined;
}

function isTalk({ dnType, answered }: LoggedSegment): boolean {
  return dnType === "extension" && answered;
}

function certain(talk: Talk): Fit {
  return {
    talk,
    extension: true,
    number: true,
    startApartMs: 0,
    exactStart: true,
    whole: true,
    startsInside: true,
    onTime: true,
    shiftMs: 0,
  };
}
