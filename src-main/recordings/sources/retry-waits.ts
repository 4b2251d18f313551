/** How long a source waits before it asks again for what it could not have. */

const waitsS = [5, 15, 30, 60, 180];
const laterS = 600;

/** @param tries failed tries so far, 1 after the first */
export function retryWaitMs(tries: number): number {
  return (waitsS[Math.max(tries, 1) - 1] ?? laterS) * 1000;
}

const archivedWaitsS = [600, 3600, 6 * 3600];
const archivedLaterS = 24 * 3600;

/** The same for what the PBX has moved to its archive: it comes back seldom, if ever. */
export function archivedWaitMs(tries: number): number {
  return (archivedWaitsS[Math.max(tries, 1) - 1] ?? archivedLaterS) * 1000;
}
