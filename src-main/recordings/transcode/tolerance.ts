/** When two lengths of the same sound count as equal. */

/** Within 1 % or 0.1 s, whichever is more. */
export function closeEnough(aS: number, expectedS: number): boolean {
  return Math.abs(aS - expectedS) <= Math.max(0.1, expectedS / 100);
}

/** For sentences: `12.3 s`. */
export function seconds(lengthS: number): string {
  return `${lengthS.toFixed(1)} s`;
}
