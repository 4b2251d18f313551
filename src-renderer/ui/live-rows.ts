/**
 * Which rows a live list shows: nothing moves under the hand. While a list is held, rows keep their places
 * and only their content changes; what came at the top is counted instead.
 */

export interface LiveRows<Row> {
  readonly shown: readonly Row[];
  /** How many came that are not shown. */
  readonly newCount: number;
}

/**
 * The rows to show while held: those shown before, with their newest content, also when they have left the
 * list since; and what was loaded behind the last of them (a further page).
 */
export function heldRows<Row>(
  shown: readonly Row[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): LiveRows<Row> {
  const newest = new Map(rows.map((row) => [idOf(row), row]));
  const known = new Set(shown.map(idOf));
  const lastKnownAt = rows.findLastIndex((row) => known.has(idOf(row)));
  const kept = shown.map((row) => newest.get(idOf(row)) ?? row);
  const behind = lastKnownAt === -1 ? [] : rows.slice(lastKnownAt + 1);
  const newCount =
    rows.length - behind.length - rows.slice(0, lastKnownAt + 1).filter((row) => known.has(idOf(row))).length;
  if (shown.length === 0) return { shown: rows, newCount: 0 };
  const same = behind.length === 0 && kept.every((row, at) => row === shown[at]);
  return { shown: same ? shown : [...kept, ...behind], newCount };
}
