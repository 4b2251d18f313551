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
  /** No bucket before this one holds anything. */
  let first = Number.POSITIVE_INFINITY;

  const bucketOf = (atMs: number): number => Math.floor(atMs / bucketMs);

  /** From the first bucket on, as far as `last`; stops when all were seen. */
  function* ascending(last: number): Generator<Set<Item>> {
    while (buckets.size > 0 && !buckets.has(first)) first += 1;
    let left = buckets.size;
    for (let index = first; left > 0 && index <= last; index += 1) {
      const bucket = buckets.get(index);
      if (bucket === undefined) continue;
      left -= 1;
      yield bucket;
    }
  }

  return {
    add(item) {
      const index = bucketOf(item.expiresAtMs);
      const bucket = buckets.get(index);
      if (bucket === undefined) buckets.set(index, new Set([item]));
      else bucket.add(item);
      if (index < first) first = index;
    },
    delete(item) {
      const index = bucketOf(item.expiresAtMs);
      const bucket = buckets.get(index);
      if (bucket?.delete(item) !== true || bucket.size > 0) return;
      buckets.delete(index);
      if (buckets.size === 0) first = Number.POSITIVE_INFINITY;
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
