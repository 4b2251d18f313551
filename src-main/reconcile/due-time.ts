/** When the nightly comparison is due, in the time of this machine, on the days of clock changes too. */

/** The next `HH:MM` after an instant. */
export function nextDueMs(afterMs: number, at: string): number {
  for (let days = 0; ; days += 1) {
    const dueMs = onDay(afterMs, days, at);
    if (dueMs > afterMs) return dueMs;
  }
}

/** The last `HH:MM` at or before an instant. */
export function previousDueMs(atMs: number, at: string): number {
  for (let days = 0; ; days -= 1) {
    const dueMs = onDay(atMs, days, at);
    if (dueMs <= atMs) return dueMs;
  }
}

function onDay(atMs: number, days: number, at: string): number {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour, minute).getTime();
}
