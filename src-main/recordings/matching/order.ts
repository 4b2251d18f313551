/** The numbers of a link's files, which their MP3s are named by: 1, 2, … in order of time. */

export interface Orderable {
  /** Stable and unique. */
  readonly key: string;
  readonly startedAtMs?: number | undefined;
  readonly modifiedAtMs: number;
  /** It has a number already, by which it may have been sent: it keeps it. */
  readonly number?: number | undefined;
}

/** Number by key. Files that come late follow those that have theirs, whenever they began. */
export function order(files: readonly Orderable[]): ReadonlyMap<string, number> {
  const numbers = new Map(
    files.flatMap(({ key, number }) => (number === undefined ? [] : [[key, number] as const])),
  );
  let last = Math.max(0, ...numbers.values());
  for (const { key } of files.toSorted(byTime)) {
    if (numbers.has(key)) continue;
    last += 1;
    numbers.set(key, last);
  }
  return numbers;
}

function byTime(a: Orderable, b: Orderable): number {
  const begin = (each: Orderable) => each.startedAtMs ?? each.modifiedAtMs;
  return begin(a) - begin(b) || a.modifiedAtMs - b.modifiedAtMs || (a.key < b.key ? -1 : 1);
}
