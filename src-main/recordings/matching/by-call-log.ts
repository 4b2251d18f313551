/** The surest evidence: the PBX's call log names the recordings of each of its rows. */
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";
import type { ListedRecording, SourceFile } from "../types.ts";
import { type Fit, fitOf, TOLERANCE_MS } from "./fit.ts";
import { type Pick, pick } from "./pick.ts";
import type { Talk } from "./talk.ts";
import { traceOfSegment } from "./trace.ts";

/** Number, extension and callid agree: then the two clocks may differ by more. */
const SAME_CALLID_TOLERANCE_MS = 120_000;

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
  return fits && pick(fits, () => false);
}

/** Talks that a row with this recording tells of; `undefined` when there is no such row. */
function fitsInLog(
  recordingId: number,
  talks: readonly Talk[],
  loggedCalls: readonly LoggedCall[],
): readonly Fit[] | undefined {
  let fits: Fit[] | undefined;
  for (const call of loggedCalls) {
    for (const segment of call.segments) {
      if (segment.dnType !== "extension" || !segment.recordingIds.includes(recordingId)) continue;
      fits ??= [];
      const trace = traceOfSegment(call, segment);
      for (const talk of talks) {
        const fit = fitOf(talk, trace, 0, toleranceOf(talk, call));
        const isKnown = fits.some((each) => each.talk === talk);
        if (fit !== undefined && fit.number && !isKnown) fits.push(fit);
      }
    }
  }
  return fits;
}

function toleranceOf(talk: Talk, call: LoggedCall): number {
  return talk.callIds.includes(call.callId) ? SAME_CALLID_TOLERANCE_MS : TOLERANCE_MS;
}

function certain(talk: Talk): Fit {
  return {
    talk,
    extension: true,
    number: true,
    startApartMs: 0,
    exactStart: true,
    inside: true,
    onTime: true,
    shiftMs: 0,
  };
}
