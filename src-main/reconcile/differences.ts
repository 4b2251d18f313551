/** Collects differences: alike ones together, all counted, the first of each listed. Pure. */
import {
  type Difference,
  type DifferenceItem,
  type DifferenceKind,
  differenceKinds,
  missingKinds,
  mostItems,
  unexplainedKinds,
} from "../../src-shared/contract/reconcile-view.ts";

/** What makes two differences alike. */
export type Named = Pick<Difference, "kind" | "endpoint" | "fromMs" | "toMs">;

export interface Differences {
  add(named: Named, item: DifferenceItem): void;
  /** In the order of `differenceKinds`. */
  all(): Difference[];
  unexplained(): number;
  missing(): number;
}

export function createDifferences(): Differences {
  const byName = new Map<string, { named: Named; count: number; items: DifferenceItem[] }>();

  function count(kinds: ReadonlySet<DifferenceKind>): number {
    let total = 0;
    for (const { named, count: each } of byName.values()) if (kinds.has(named.kind)) total += each;
    return total;
  }

  return {
    add(named, item) {
      const key = JSON.stringify([named.kind, named.endpoint, named.fromMs, named.toMs]);
      const entry = byName.get(key) ?? { named, count: 0, items: [] };
      byName.set(key, entry);
      entry.count += 1;
      if (entry.items.length < mostItems) entry.items.push(item);
    },
    all: () =>
      [...byName.values()]
        .map(({ named, ...rest }) => ({ ...named, ...rest }))
        .toSorted((a, b) => differenceKinds.indexOf(a.kind) - differenceKinds.indexOf(b.kind)),
    unexplained: () => count(unexplainedKinds),
    missing: () => count(missingKinds),
  };
}
