/** How long a call has waited and talked, and which call needs somebody most. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { PbxView } from "../../../src-shared/contract/snapshot.ts";

/** Since when somebody waits for an answer now; `undefined` while they talk, are recorded or are gone. */
export function waitingSinceMs(call: CallView): number | undefined {
  switch (call.state) {
    case "ivr":
    case "queue":
    case "ringing":
    case "dialing":
      if (call.answeredAtMs === undefined) return call.arrivedAtMs;
      return Math.min(
        ...call.stages.filter(({ toMs }) => toMs === undefined).map(({ fromMs }) => fromMs),
        call.confirmedAtMs,
      );
    case "talking":
    case "voicemail":
    case "unknown":
    case "ended":
    case "missed":
      return undefined;
    default: {
      const _never: never = call.state;
      return _never;
    }
  }
}

/** Wait before the first answer, or so far. */
export function waitMs(call: CallView, nowMs: number): number {
  if (call.answeredAtMs !== undefined) return (call.waitS ?? 0) * 1000;
  return (call.endedAtMs ?? nowMs) - call.arrivedAtMs;
}

/** All talks together; `undefined` when there was none. */
export function talkMs(call: CallView, nowMs: number): number | undefined {
  if (call.endedAtMs !== undefined && call.talkS !== undefined)
    return call.talkS > 0 ? call.talkS * 1000 : undefined;
  const talks = call.stages.filter((stage) => stage.kind === "talk");
  if (talks.length === 0) return undefined;
  return talks.reduce(
    (sum, { fromMs, toMs }) => sum + Math.max(0, (toMs ?? call.endedAtMs ?? nowMs) - fromMs),
    0,
  );
}

/** Whoever waits comes first, the longest wait on top; then the others in the order of their arrival. */
export function inOrderOfNeed(calls: readonly CallView[]): readonly CallView[] {
  const keyed = calls.map((call) => {
    // A missed call stays in its place until it leaves the list.
    const sinceMs = call.state === "missed" ? call.arrivedAtMs : waitingSinceMs(call);
    return { call, waits: sinceMs === undefined ? 1 : 0, sinceMs: sinceMs ?? call.arrivedAtMs };
  });
  keyed.sort(
    (a, b) => a.waits - b.waits || a.sinceMs - b.sinceMs || (a.call.chainId < b.call.chainId ? -1 : 1),
  );
  return keyed.map(({ call }) => call);
}

export function longestWaiting(calls: readonly CallView[], most: number): readonly CallView[] {
  return inOrderOfNeed(calls.filter((call) => waitingSinceMs(call) !== undefined)).slice(0, most);
}

/**
 * Since when no source says anything about calls; `undefined` while one of the two that watch them does.
 * A call may have been heard of later than that (`confirmedAtMs`).
 */
export function unseenSinceMs(pbx: PbxView): number | undefined {
  const watching = pbx.sources.filter(({ name }) => name === "call-control" || name === "active-calls");
  if (watching.length === 0 || watching.some(({ state }) => state === "connected")) return undefined;
  return pbx.lastEventAtMs ?? Math.min(...watching.map(({ sinceMs }) => sinceMs));
}

/** The time up to which something may be said about a call. */
export function lastSeenMs(call: CallView, nowMs: number, unseenMs: number | undefined): number {
  return unseenMs === undefined ? nowMs : Math.min(nowMs, Math.max(unseenMs, call.confirmedAtMs));
}
