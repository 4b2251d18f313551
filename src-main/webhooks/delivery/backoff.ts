/**
 * When a failed delivery is tried again. It begins in seconds, because a phone pop must recover
 * while the phone still rings, and ends in hours, because a CRM may be down over a weekend.
 */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const steps: readonly number[] = [
  ...[1, 2, 5, 10, 30].map((n) => n * second),
  ...[1, 2, 5, 15, 30].map((n) => n * minute),
  ...[1, 2, 4].map((n) => n * hour),
];

/** The wait in milliseconds before jitter, after `attempts` failed attempts (1 or more). */
export function stepMs(attempts: number): number {
  return steps[Math.max(0, attempts - 1)] ?? 6 * hour;
}

/**
 * The wait in milliseconds. `random` is from 0 to 1 and spreads it by ±20 %, so that receivers do not
 * get everything at once when they come back. What the receiver asked for (`retryAfterMs`) is honoured
 * within [step, max(2 × step, 10 min)] and not spread: jitter must never shorten it.
 */
export function retryDelayMs(attempts: number, random: number, retryAfterMs?: number): number {
  const step = stepMs(attempts);
  if (retryAfterMs !== undefined)
    return Math.min(Math.max(retryAfterMs, step), Math.max(2 * step, 10 * minute));
  return Math.round(step * (0.8 + 0.4 * random));
}
