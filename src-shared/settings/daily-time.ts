/** When a setting such as `purge_at = 03:00` is due, in the time of this machine, on the days of clock changes too. */

/** The next `HH:MM` after an instant. A time that a clock change leaves out is taken as much later. */
export function nextDailyMs(afterMs: number, at: string): number {
  for (let day = 0; ; day += 1) {
    const atMs = onDay(afterMs, day, at);
    if (atMs > afterMs) return atMs;
  }
}

/** The last `HH:MM` at or before an instant. */
export function previousDailyMs(atMs: number, at: string): number {
  for (let day = 0; ; day -= 1) {
    const dueMs = onDay(atMs, day, at);
    if (dueMs <= atMs) return dueMs;
  }
}

/** Of a time that comes twice, the first counts: so there is one for each day. */
function onDay(atMs: number, days: number, at: string): number {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour, minute).getTime();
}
