/**
 * When chains want to be looked at again although nothing is seen. The earliest of these times is asked
 * for after each observation, so it is remembered until it goes; the times themselves are state.
 */
import type { CallsState } from "./call-state.ts";

type Wakes = CallsState["wakes"];

/** By the list it was found in; a list that is not here has to be looked through. */
const earliest = new WeakMap<Wakes, { readonly atMs: number | undefined }>();

export function setWake({ wakes }: CallsState, chainId: string, atMs: number): void {
  const known = earliest.get(wakes);
  if (known && wakes.has(chainId) && wakes.get(chainId) === known.atMs) earliest.delete(wakes);
  else if (known && (known.atMs === undefined || atMs < known.atMs)) earliest.set(wakes, { atMs });
  wakes.set(chainId, atMs);
}

export function clearWake({ wakes }: CallsState, chainId: string): void {
  const atMs = wakes.get(chainId);
  if (atMs === undefined) return;
  wakes.delete(chainId);
  if (earliest.get(wakes)?.atMs === atMs) earliest.delete(wakes);
}

/** `undefined` when no chain waits for time to pass. */
export function earliestWakeAtMs({ wakes }: CallsState): number | undefined {
  const known = earliest.get(wakes);
  if (known) return known.atMs;
  let found: number | undefined;
  for (const atMs of wakes.values()) if (found === undefined || atMs < found) found = atMs;
  earliest.set(wakes, { atMs: found });
  return found;
}
