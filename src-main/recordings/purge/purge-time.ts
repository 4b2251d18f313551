/** When the nightly deletion is due, in the time of this machine, on the days of clock changes too. */

/** The next `HH:MM` after an instant. A time that a clock change leaves out is taken as much later. */
export function nextPurgeMs(afterMs: number, purgeAt: string): number {
  for (let day = 0; ; day += 1) {
    const atMs = onDay(afterMs, day, purgeAt);
    if (atMs > afterMs) return atMs;
  }
}

/** The last `HH:MM` at or before an instant. */
export function previousPurgeMs(atMs: number, purgeAt: string): number {
  for (let day = 0; ; day -= 1) {
    const dueMs = onDay(atMs, day, purgeAt);
    if (dueMs <= atMs) return dueMs;
  }
}

/** Of a time that comes twice, the first counts: so there is one for each day. */
function onDay(atMs: number, days: number, purgeAt: string): number {
  const [hour = 0, minute = 0] = purgeAt.split(":").map(Number);
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour, minute).getTime();
}

/** What was deleted before is forgotten by the list as well: a year after the days that recordings are kept. */
export function forgottenBeforeMs(nowMs: number, keepDays: number): number {
  return nowMs - (keepDays + 365) * 86_400_000;
}
