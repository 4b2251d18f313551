/** Which call of the PBX's log is which chain that is known here. */
import type { CallDirection } from "../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import { sameNumber } from "./numbers.ts";

export interface Recognisable {
  readonly historyId: string | undefined;
  readonly callIds: readonly number[];
  readonly direction: CallDirection;
  readonly number: string;
  readonly arrivedAtMs: number;
}

/** The PBX logs a start a little earlier or later than it is seen here; its clock may differ, too. */
export const START_TOLERANCE_MS = 15_000;
const SAME_CALLID_TOLERANCE_MS = 120_000;
/** So near is nobody who hangs up and calls again. */
const SURE_MS = 3_000;

export interface Match<Known> {
  readonly chain: Known;
  /** While it is not, a row that is still to come may be a better match. */
  readonly isSure: boolean;
}

/** Each logged call with the known one that it is, the likeliest pairs first: who calls twice within seconds is in both twice. */
export function matchLog<Known extends Recognisable>(
  logged: readonly LoggedCall[],
  known: Iterable<Known>,
): ReadonlyMap<LoggedCall, Match<Known>> {
  const pairs: { readonly call: LoggedCall; readonly chain: Known; readonly apart: number }[] = [];
  for (const chain of known) {
    for (const call of logged) {
      const apart = distance(chain, call);
      if (apart !== undefined) pairs.push({ call, chain, apart });
    }
  }
  const matched = new Map<LoggedCall, Match<Known>>();
  const taken = new Set<Known>();
  for (const { call, chain, apart } of pairs.toSorted((a, b) => a.apart - b.apart)) {
    if (matched.has(call) || taken.has(chain)) continue;
    matched.set(call, { chain, isSure: apart <= SURE_MS });
    taken.add(chain);
  }
  return matched;
}

/** How far apart they began, in ms; less than 0 when nothing else can be meant, `undefined` when it is another call. */
function distance(chain: Recognisable, call: LoggedCall): number | undefined {
  if (chain.historyId !== undefined) return chain.historyId === call.historyId ? -1 : undefined;
  const apartMs = Math.abs(chain.arrivedAtMs - call.startedAtMs);
  if (apartMs > SAME_CALLID_TOLERANCE_MS || isOtherWay(chain, call)) return undefined;
  if (!sameNumber(chain.number, call.number)) return undefined;
  // The log's CallId may or may not be the run-time callid.
  if (chain.callIds.includes(call.callId)) return 0;
  return apartMs <= START_TOLERANCE_MS ? apartMs : undefined;
}

/** A callback goes out to the very number that came in. */
function isOtherWay({ direction }: Recognisable, call: LoggedCall): boolean {
  return direction !== call.direction && direction !== "internal" && call.direction !== "internal";
}
