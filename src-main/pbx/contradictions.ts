/**
 * Compares the two sources: an extension that ActiveCalls shows in a call must have a leg there, a
 * connected one when it talks, and legs must have a call. When it stays otherwise for a while, an event
 * was lost and legs are read anew.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { LegBook } from "./leg-book.ts";

export interface Contradictions {
  /** To be called with each answer of ActiveCalls, in order. */
  check(calls: readonly ActiveCall[]): void;
  /** What was noticed so far counts no more: the source was silent. */
  reset(): void;
}

interface Suspicion {
  readonly sinceMs: number;
  readonly polls: number;
  /** Snapshots asked for because of it; two, then the regular ones have to do. */
  readonly asked: number;
}

const suspiciousAfterMs = 1_500;
const askAgainAfterMs = 5_000;

export function createContradictions(
  clock: Clock,
  book: LegBook,
  resyncSoon: (reason: string) => void,
): Contradictions {
  let withoutLegs = new Map<string, Suspicion>();
  let withoutCall = new Map<string, Suspicion>();

  const isMonitored = (dn: string) => book.typeOf(dn) === "extension";

  const carryOn = (
    before: ReadonlyMap<string, Suspicion>,
    suspects: Iterable<string>,
    reason: string,
    enough: (s: Suspicion, ageMs: number) => boolean,
  ) => {
    const next = new Map<string, Suspicion>();
    for (const suspect of suspects) {
      const old = before.get(suspect) ?? { sinceMs: clock.nowMs(), polls: 0, asked: 0 };
      const now = { ...old, polls: old.polls + 1 };
      const ageMs = clock.nowMs() - now.sinceMs;
      const ask = enough(now, ageMs) && (now.asked === 0 || (now.asked === 1 && ageMs >= askAgainAfterMs));
      if (ask) resyncSoon(reason);
      next.set(suspect, ask ? { ...now, asked: now.asked + 1 } : now);
    }
    return next;
  };

  return {
    check: (calls) => {
      const legsOf = Map.groupBy(book.legs(), ({ callId }) => callId);
      const rowsOf = Map.groupBy(calls, ({ callId }) => callId);
      const missing = new Set<string>();
      const noteMissing = ({ callId, status }: ActiveCall, dn: string) => {
        if (!isMonitored(dn) || isThere(legsOf.get(callId), dn, status === "talking")) return;
        missing.add(placeOf(callId, dn));
      };
      for (const call of calls) {
        noteMissing(call, call.caller.dn);
        noteMissing(call, call.callee.dn);
      }
      const unlisted = new Set<string>();
      for (const { callId, dn, status } of book.legs()) {
        const rows = rowsOf.get(callId);
        if (rows === undefined) unlisted.add(`${callId}`);
        // Rows of a queue name one of its ringing agents at most; who talks is named.
        else if (status === "connected" && isMonitored(dn) && !isNamed(rows, dn)) {
          unlisted.add(placeOf(callId, dn));
        }
      }
      withoutLegs = carryOn(
        withoutLegs,
        missing,
        "an extension is in a call otherwise than its legs say",
        (_suspicion, ageMs) => ageMs >= suspiciousAfterMs,
      );
      withoutCall = carryOn(
        withoutCall,
        unlisted,
        "legs belong to a call that is not listed, or does not list them",
        ({ polls }) => polls >= 2,
      );
    },
    reset: () => {
      withoutLegs = new Map();
      withoutCall = new Map();
    },
  };
}

function placeOf(callId: number, dn: string): string {
  return `${callId} ${dn}`;
}

function isThere(legs: readonly Leg[] | undefined, dn: string, connected: boolean): boolean {
  return legs?.some((leg) => leg.dn === dn && (!connected || leg.status === "connected")) ?? false;
}

function isNamed(rows: readonly ActiveCall[], dn: string): boolean {
  return rows.some(({ caller, callee }) => caller.dn === dn || callee.dn === dn);
}
