/**
 * Names of files show a wall clock whose zone nobody has documented: the PBX's, or UTC. A zone that is wrong
 * shifts every file by the same whole (or half) hours. The file's last change, a moment, gives it away.
 */
import { type Fit, fitOf } from "./fit.ts";
import type { Talk } from "./talk.ts";
import type { Trace } from "./trace.ts";

const STEP_MS = 30 * 60_000;
/** From UTC-12 to UTC+14. */
export const WIDEST_SHIFT_MS = 26 * 3_600_000;

/** Talks that fit when the clock is read in another zone, with that shift; who and with whom must be known. */
export function shiftedFits(talks: readonly Talk[], trace: Trace, usualMs: number): readonly Fit[] {
  if (trace.zoneSure || trace.endMs !== undefined) return [];
  return talks.flatMap((talk) => {
    const nearest = Math.round((talk.startMs - trace.startMs) / STEP_MS) * STEP_MS;
    // A recording begins with its talk or, in a long one, some steps later.
    const shifts = [nearest, nearest + STEP_MS, nearest + 2 * STEP_MS].filter(
      (shiftMs) => shiftMs !== usualMs && Math.abs(shiftMs) <= WIDEST_SHIFT_MS,
    );
    const fits = shifts.flatMap((shiftMs) => fitOf(talk, trace, shiftMs) ?? []);
    const sound = fits.filter((fit) => fit.extension && fit.number && fit.onTime && talk.endMs !== undefined);
    return sound.find((fit) => fit.exactStart) ?? sound[0] ?? [];
  });
}
