/** When a recording that failed is tried again: soon at first, then patiently, and not for ever. */

const waitsS = [5, 15, 30, 60, 180, 600, 600, 600, 1800];
const laterS = 3600;
/** From then on a person has to ask for another try. */
const GIVE_UP_AFTER_TRIES = 80;

/** `tries`: failed tries so far, 1 after the first. `undefined`: no further one by itself. */
export function retryAtMs(tries: number, nowMs: number): number | undefined {
  if (tries >= GIVE_UP_AFTER_TRIES) return undefined;
  return nowMs + (waitsS[Math.max(tries, 1) - 1] ?? laterS) * 1000;
}
