/** Which faults are switched on at the moment, and who wants to know when that changes. */
import type { FaultName } from "./fault-name.ts";

export interface FaultSet {
  has(name: FaultName): boolean;
  list(): readonly FaultName[];
  /** Replaces the whole set. */
  set(names: readonly FaultName[]): void;
  /** Calls `listener` when `name` is switched on or off; at once when it is on already. */
  watch(name: FaultName, listener: (on: boolean) => void): void;
}

export function createFaultSet(): FaultSet {
  let active = new Set<FaultName>();
  const watchers: { readonly name: FaultName; readonly listener: (on: boolean) => void }[] = [];

  return {
    has: (name) => active.has(name),
    list: () => [...active],
    set: (names) => {
      const before = active;
      active = new Set(names);
      for (const { name, listener } of watchers) {
        if (before.has(name) !== active.has(name)) listener(active.has(name));
      }
    },
    watch: (name, listener) => {
      watchers.push({ name, listener });
      if (active.has(name)) listener(true);
    },
  };
}
