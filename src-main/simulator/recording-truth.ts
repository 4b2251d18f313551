/** Which link a recording belongs to, told by what only the simulated PBX knows. For tests and verdicts. */
import type { EndedEvent } from "../../src-shared/telephony/call-event.ts";
import type { SimRecording } from "./model/recordings.ts";

/** The PBX's callids start again when it restarts. */
const sameArrivalMs = 60_000;

/** `ended`: what was told of all links; `undefined` when none of them is the recorded talk's. */
export function trueLink(recording: SimRecording, ended: readonly EndedEvent[]): EndedEvent | undefined {
  const fitting = ended.filter((event) => isTalkOf(recording, event));
  const { startedAtMs, endedAtMs } = recording;
  const shared = (event: EndedEvent) => overlapMs(startedAtMs, endedAtMs, event);
  return fitting.toSorted((a, b) => shared(b) - shared(a))[0];
}

function isTalkOf(recording: SimRecording, event: EndedEvent): boolean {
  const { arrivalCallId, arrivedAtMs, extension, internal, talkedFromMs, talkedToMs } = recording.truth;
  const phones = event.direction === "internal" ? [event.user, event.callerNumber] : [event.user];
  return (
    event.callIds[0] === arrivalCallId &&
    Math.abs(event.arrivedAtMs - arrivedAtMs) < sameArrivalMs &&
    internal === (event.direction === "internal") &&
    phones.includes(extension) &&
    overlapMs(talkedFromMs, talkedToMs, event) > 0
  );
}

function overlapMs(fromMs: number, toMs: number, { startedAtMs, atMs }: EndedEvent): number {
  return startedAtMs === undefined ? 0 : Math.min(toMs, atMs) - Math.max(fromMs, startedAtMs);
}
