/**
 * Compares the two sources: a call that ActiveCalls shows at a monitored extension must have legs,
 * and legs must have a call. When it stays otherwise for a while, an event was lost and legs are read anew.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
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
  let withoutLegs = new Map<number, Suspicion>();
  let withoutCall = new Map<number, Suspicion>();

  const carryOn = (
    before: ReadonlyMap<number, Suspicion>,
    callIds: Iterable<number>,
    reason: string,
    enough: (s: Suspicion, ageMs: number) => boolean,
  ) => {
    const next = new Map<number, Suspicion>();
    for (const callId of callIds) {
      const old = before.get(callId) ?? { sinceMs: clock.nowMs(), polls: 0, asked: 0 };
      const now = { ...old, polls: old.polls + 1 };
      const ageMs = clock.nowMs() - now.sinceMs;
      const ask = enough(now, ageMs) && (now.asked === 0 || (now.asked === 1 && ageMs >= askAgainAfterMs));
      if (ask) resyncSoon(reason);
      next.set(callId, ask ? { ...now, asked: now.asked + 1 } : now);
    }
    return next;
  };

  return {
    check: (calls) => {
      const monitored = new Set(
        book.monitored().flatMap(({ dn, type }) => (type === "extension" ? [dn] : [])),
      );
      const known = new Set<number>();
      for (const leg of book.legs()) known.add(leg.callId);
      const listed = new Set<number>();
      const missing = new Set<number>();
      for (const { callId, caller, callee } of calls) {
        listed.add(callId);
        if (!known.has(callId) && (monitored.has(caller.dn) || monitored.has(callee.dn))) missing.add(callId);
      }
      const orphans = [...known].filter((callId) => !listed.has(callId));
      withoutLegs = carryOn(
        withoutLegs,
        missing,
        "a call of a monitored extension has no legs",
        (_suspicion, ageMs) => ageMs >= suspiciousAfterMs,
      );
      withoutCall = carryOn(
        withoutCall,
        orphans,
        "legs belong to a call that is not listed",
        ({ polls }) => polls >= 2,
      );
    },
    reset: () => {
      withoutLegs = new Map();
      withoutCall = new Map();
    },
  };
}
