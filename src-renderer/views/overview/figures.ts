/** Numbers of the overview that no part of the engine's state holds by itself. Pure. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { EndpointView, Snapshot } from "../../../src-shared/contract/snapshot.ts";
import type { RecordingsStatus } from "../../../src-shared/recordings/recording.ts";

export interface CallsNow {
  readonly calls: number;
  /** Outside callers whom nobody has answered yet. */
  readonly waiting: number;
  /** Engine's wall clock: arrival of the one who has waited longest; 0 without any. */
  readonly longestSinceMs: number;
}

/** Simulated calls do not count beside real ones. */
export function callsNow(calls: Iterable<CallView>, countSimulated: boolean): CallsNow {
  let count = 0;
  let waiting = 0;
  let longestSinceMs = 0;
  for (const call of calls) {
    if (call.simulated && !countSimulated) continue;
    count += 1;
    if (!isWaiting(call)) continue;
    waiting += 1;
    longestSinceMs = longestSinceMs === 0 ? call.arrivedAtMs : Math.min(longestSinceMs, call.arrivedAtMs);
  }
  return { calls: count, waiting, longestSinceMs };
}

function isWaiting({ direction, state, answeredAtMs }: CallView): boolean {
  if (direction !== "incoming" || answeredAtMs !== undefined) return false;
  return state === "ivr" || state === "queue" || state === "ringing";
}

/** Missed of the incoming; absent without any. */
export function missedShare({ incoming, missed }: Snapshot["today"]): number | undefined {
  return incoming === 0 ? undefined : missed / incoming;
}

export function inWork({ counts }: Pick<RecordingsStatus, "counts">): number {
  return counts.growing + counts.matching + counts.waiting + counts.converting + counts.ready;
}

export function hourTotals({ minutes }: EndpointView["lastHour"]): {
  readonly ok: number;
  readonly failed: number;
} {
  return minutes.reduce((sum, { ok, failed }) => ({ ok: sum.ok + ok, failed: sum.failed + failed }), {
    ok: 0,
    failed: 0,
  });
}

/** Those to show first: with more than `most`, what is in trouble has a place before what is not. In their own order. */
export function firstEndpoints(endpoints: readonly EndpointView[], most: number): readonly EndpointView[] {
  if (endpoints.length <= most) return endpoints;
  const inTrouble = endpoints.filter(({ state }) => state !== "ok");
  const others = endpoints.filter(({ state }) => state === "ok");
  const chosen = new Set([...inTrouble, ...others].slice(0, most));
  return endpoints.filter((endpoint) => chosen.has(endpoint));
}
