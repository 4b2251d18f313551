/**
 * Which call of this program's record a call of the PBX's log is. Pure. The log's CallId may or may not be the
 * run-time callid (nobody documents it), so number and time decide; one conversation may fill several
 * entries of the log, as when it is picked up from a parking slot under another callid.
 */
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import type { OwnCall } from "./own-calls.ts";

export interface CallMatcher {
  /** The call it is, or is a part of; each call is found once as itself and any number of times by its parts. */
  find(logged: LoggedCall): OwnCall | undefined;
  /** Those that no call of the log was, in the order of their arrival. */
  left(): readonly OwnCall[];
}

/** The PBX logs a start a little earlier or later than it is seen here. */
export const startToleranceMs = 15_000;
const sameCallIdToleranceMs = 120_000;
/** The next part of a conversation may begin a moment after the part before. */
const partToleranceMs = 5_000;

export function createCallMatcher(own: readonly OwnCall[]): CallMatcher {
  const byNumber = new Map<string, OwnCall[]>();
  for (const call of own) {
    const key = numberKey(call.number);
    const same = byNumber.get(key);
    if (same === undefined) byNumber.set(key, [call]);
    else same.push(call);
  }
  const found = new Set<OwnCall>();

  function itself(logged: LoggedCall, candidates: readonly OwnCall[]): OwnCall | undefined {
    let best: OwnCall | undefined;
    for (const call of candidates) {
      if (found.has(call) || call.direction !== logged.direction || !isSame(call, logged)) continue;
      if (best === undefined || distance(call, logged) < distance(best, logged)) best = call;
    }
    return best;
  }

  return {
    find(logged) {
      const candidates = byNumber.get(numberKey(logged.number)) ?? [];
      const call = itself(logged, candidates) ?? candidates.find((each) => isPart(each, logged));
      if (call !== undefined) found.add(call);
      return call;
    },
    left: () => own.filter((call) => !found.has(call)).toSorted((a, b) => a.arrivedAtMs - b.arrivedAtMs),
  };
}

function isSame(call: OwnCall, logged: LoggedCall): boolean {
  const apartMs = distance(call, logged);
  if (apartMs <= startToleranceMs) return true;
  return apartMs <= sameCallIdToleranceMs && call.chainId.endsWith(`_${logged.callId}`);
}

function distance({ arrivedAtMs }: OwnCall, { startedAtMs }: LoggedCall): number {
  return Math.abs(arrivedAtMs - startedAtMs);
}

function isPart({ arrivedAtMs, endedAtMs }: OwnCall, { startedAtMs }: LoggedCall): boolean {
  const begun = startedAtMs >= arrivedAtMs - startToleranceMs;
  return begun && startedAtMs <= (endedAtMs ?? Number.POSITIVE_INFINITY) + partToleranceMs;
}

const anonymous = new Set(["", "anonymous", "unknown", "restricted", "private", "unavailable", "withheld"]);

/** The PBX shows one caller as +49123456789 and as 0123456789 (seen in captures): the last seven digits decide. */
export function numberKey(shown: string): string {
  const text = shown.trim().toLowerCase();
  if (anonymous.has(text)) return "";
  const digits = text.replace(/\D/g, "");
  if (digits.length >= 7) return digits.slice(-7);
  return digits === "" ? text : digits;
}
