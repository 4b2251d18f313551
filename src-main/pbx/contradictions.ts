/**
 * Compares the two sources: an extension that ActiveCalls shows in a call must have a leg there, a
 * connected one when it talks, and legs must have a call. When it stays otherwise for a while, an event
 * was lost and legs are read anew.
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
  let withoutLegs = new Map<string, Suspicion>();
  let withoutCall = new Map<string, Suspicion>();

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
      const monitored = new Set(
        book.monitored().flatMap(({ dn, type }) => (type === "extension" ? [dn] : [])),
      );
      const { here, connected, callIds } = indexOf(book);
      const listed = new Set<string>();
      const named = new Set<string>();
      const missing = new Set<string>();
      for (const { callId, caller, callee, status } of calls) {
        listed.add(`${callId}`);
        for (const { dn } of [caller, callee]) {
          const place = `${callId} ${dn}`;
          named.add(place);
          const expected = status === "talking" ? connected : here;
          if (monitored.has(dn) && !expected.has(place)) missing.add(place);
        }
      }
      const orphans = [...callIds].filter((callId) => !listed.has(callId));
      // Rows of a queue name one of its ringing agents at most; who talks is named.
      const unnamed = [...connected].filter((place) => {
        const [callId = "", dn = ""] = place.split(" ");
        return monitored.has(dn) && listed.has(callId) && !named.has(place);
      });
      withoutLegs = carryOn(
        withoutLegs,
        missing,
        "an extension is in a call otherwise than its legs say",
        (_suspicion, ageMs) => ageMs >= suspiciousAfterMs,
      );
      withoutCall = carryOn(
        withoutCall,
        [...orphans, ...unnamed],
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

/** Where legs are, as `<callid> <dn>`. */
function indexOf(book: LegBook): { here: Set<string>; connected: Set<string>; callIds: Set<string> } {
  const here = new Set<string>();
  const connected = new Set<string>();
  const callIds = new Set<string>();
  for (const { callId, dn, status } of book.legs()) {
    callIds.add(`${callId}`);
    here.add(`${callId} ${dn}`);
    if (status === "connected") connected.add(`${callId} ${dn}`);
  }
  return { here, connected, callIds };
}
