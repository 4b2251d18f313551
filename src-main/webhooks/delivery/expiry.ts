/**
 * Which deliveries expire next, without looking through all that wait: sorted roughly, into buckets
 * of a few seconds, so that adding and taking out cost the same with one delivery or a million.
 */

export interface Expiring {
  /** Steady milliseconds. */
  readonly expiresAtMs: number;
}

export interface Expiry<Item extends Expiring> {
  add(item: Item): void;
  delete(item: Item): void;
  /** Those whose time is over; they stay in here until deleted, also while this is read. */
  due(nowMs: number): Iterable<Item>;
  /** The first for which `test` holds, of those that expire within the same few seconds; then of the next. */
  soonest(test: (item: Item) => boolean): Item | undefined;
}

const bucketMs = 5000;

export function createExpiry<Item extends Expiring>(): Expiry<Item> {
  const buckets = new Map<number, Set<Item>>();
  /** The numbers of the buckets, ascending: nothing steps over the days between a phone that rings and an end. */
  const indexes: number[] = [];

  const bucketOf = (atMs: number): number => Math.floor(atMs / bucketMs);

  /** Where the first bucket from this number on is in `indexes`. */
  function placeOf(index: number): number {
    const last = indexes.at(-1);
    if (last === undefined || last < index) return indexes.length;
    let [from, to] = [0, indexes.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((indexes[middle] ?? index) < index) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** From the first bucket on, as far as `last`; buckets may come and go meanwhile. */
  function* ascending(last: number): Generator<Set<Item>> {
    for (let index = indexes[0]; index !== undefined && index <= last; index = indexes[placeOf(index + 1)]) {
      const bucket = buckets.get(index);
      if (bucket !== undefined) yield bucket;
    }
  }

  return {
    add(item) {
      const index = bucketOf(item.expiresAtMs);
      const bucket = buckets.get(index);
      if (bucket !== undefined) {
        bucket.add(item);
        return;
      }
      buckets.set(index, new Set([item]));
      indexes.splice(placeOf(index), 0, index);
    },
    delete(item) {
      const index = bucketOf(item.expiresAtMs);
      const bucket = buckets.get(index);
      if (bucket?.delete(item) !== true || bucket.size > 0) return;
      buckets.delete(index);
      indexes.splice(placeOf(index), 1);
    },
    *due(nowMs) {
      for (const bucket of ascending(bucketOf(nowMs))) {
        for (const item of bucket) if (item.expiresAtMs <= nowMs) yield item;
      }
    },
    soonest(test) {
      for (const bucket of ascending(Number.POSITIVE_INFINITY)) {
        for (const item of bucket) if (test(item)) return item;
      }
      return undefined;
    },
  };
}
