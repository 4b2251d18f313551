/** How long to wait before the next try to connect. */

const firstMs = 500;
const longestMs = 10_000;

/** `tries`: failed ones so far, at least 1. `random`: 0 to 1. Between half a second and ten. */
export function reconnectDelayMs(tries: number, random: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(tries - 1, 10));
  // Windows that lost the same service do not all come back at the same moment.
  return Math.round(Math.max(firstMs, fullMs * (0.7 + 0.3 * random)));
}
