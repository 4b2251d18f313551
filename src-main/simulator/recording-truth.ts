/** Which link a recording belongs to, told by what only the simulated PBX knows. For tests and verdicts. */
import type { EndedEvent } from "../../src-shared/telephony/call-event.ts";
import type { SimRecording } from "./model/recordings.ts";

/** The PBX's callids start again when it restarts. */
const sameArrivalMs = 60_000;

/** `ended`: what was told of all links; `undefined` when none of them is the recorded talk's. */
export function trueLink(recording: SimRecording, ended: readonly EndedEvent[]): EndedEvent | undefined {
  const fitting = ended.filter((event) => isTalkOf(recording, event));
  return fitting.toSorted((a, b) => overlapMs(recording, b) - overlapMs(recording, a))[0];
}

function isTalkOf(recording: SimRecording, event: EndedEvent): boolean {
  const { arrivalCallId, arrivedAtMs, extension, internal } = recording.truth;
  const phones = event.direction === "internal" ? [event.user, event.callerNumber] : [event.user];
  return (
    event.callIds[0] === arrivalCallId &&
    Math.abs(event.arrivedAtMs - arrivedAtMs) < sameArrivalMs &&
    internal === (event.direction === "internal") &&
    phones.includes(extension) &&
    overlapMs(recording, event) > 0
  );
}

function overlapMs({ startedAtMs, endedAtMs }: SimRecording, event: EndedEvent): number {
  if (event.startedAtMs === undefined) return 0;
  return Math.min(endedAtMs, event.atMs) - Math.max(startedAtMs, event.startedAtMs);
}
