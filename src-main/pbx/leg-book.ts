/**
 * Remembers the legs that were told last, and in which order things became known, so that a slow
 * snapshot can be put right before it is handed on. Order is a counter: two facts may share a millisecond.
 */
import { isDeepStrictEqual } from "node:util";
import type { DnRef } from "../../src-shared/telephony/dn.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";

export interface LegBook {
  /** A mark in the order of facts; take it when a snapshot is asked for. */
  mark(): number;
  put(leg: Leg): void;
  remove(dn: string, legId: number): void;
  /** The snapshot with everything replaced that became known after `mark`, or is being read right now. */
  merge(snapshot: LegSnapshot, mark: number): readonly Leg[];
  /** Whether a merged snapshot tells anything new. */
  isNews(legs: readonly Leg[]): boolean;
  /** Takes over a merged snapshot. */
  replace(monitored: readonly DnRef[], legs: readonly Leg[]): void;
  /** Forgets the order of facts, not the legs: a new connection starts over. */
  forgetOrder(): void;
  monitored(): readonly DnRef[];
  typeOf(dn: string): Leg["dnType"];
  legs(): Iterable<Leg>;
}

export interface LegSnapshot {
  readonly legs: readonly Leg[];
  readonly unreadable: readonly { readonly dn: string; readonly legId: number }[];
  /** Legs (`legKey`) that are being read; their answer comes later and is at least as new. */
  readonly beingRead: ReadonlySet<string>;
}

export function legKey(dn: string, legId: number): string {
  return `${dn}/${legId}`;
}

export function createLegBook(): LegBook {
  let known = new Map<string, Leg>();
  let monitoredDns: readonly DnRef[] = [];
  let types = new Map<string, Leg["dnType"]>();
  let counter = 0;
  const changedAt = new Map<string, number>();
  const touch = (key: string) => {
    counter += 1;
    changedAt.set(key, counter);
  };

  return {
    mark: () => counter,
    put: (leg) => {
      const key = legKey(leg.dn, leg.legId);
      known.set(key, leg);
      touch(key);
    },
    remove: (dn, legId) => {
      const key = legKey(dn, legId);
      known.delete(key);
      touch(key);
    },
    merge: (snapshot, mark) => {
      const merged = new Map(snapshot.legs.map((leg) => [legKey(leg.dn, leg.legId), leg]));
      const keepAsKnown = (key: string) => {
        const leg = known.get(key);
        if (leg === undefined) merged.delete(key);
        else merged.set(key, leg);
      };
      for (const { dn, legId } of snapshot.unreadable) keepAsKnown(legKey(dn, legId));
      for (const [key, at] of changedAt) if (at > mark) keepAsKnown(key);
      for (const key of snapshot.beingRead) keepAsKnown(key);
      return [...merged.values()];
    },
    isNews: (legs) =>
      legs.length !== known.size || legs.some((leg) => differs(known.get(legKey(leg.dn, leg.legId)), leg)),
    replace: (monitored, legs) => {
      known = new Map(legs.map((leg) => [legKey(leg.dn, leg.legId), leg]));
      monitoredDns = monitored;
      types = new Map(monitored.map(({ dn, type }) => [dn, type]));
      changedAt.clear();
    },
    forgetOrder: () => changedAt.clear(),
    monitored: () => monitoredDns,
    typeOf: (dn) => types.get(dn) ?? "unknown",
    legs: () => known.values(),
  };
}

/** Putting thousands of legs into words to compare them would keep events waiting. */
function differs(before: Leg | undefined, now: Leg): boolean {
  return before === undefined || !isDeepStrictEqual(before, now);
}
