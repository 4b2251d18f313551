/**
 * The one talk among those that fit. A recording on the wrong call is worse than none, so where two fit
 * about equally well nothing is picked.
 */
import type { Fit } from "./fit.ts";

export type Pick =
  | { readonly type: "none" }
  | { readonly type: "one"; readonly fit: Fit }
  | { readonly type: "several"; readonly fits: readonly Fit[] };

export function pick(fits: readonly Fit[]): Pick {
  if (fits.length === 0) return { type: "none" };
  // Calls of one number with one phone follow each other. Where they lie over each other, only a recording
  // of a whole talk can be told from a part of the other one, which may begin or end anywhere.
  const whole = fits.filter((fit) => fit.whole);
  const inside = fits.filter((fit) => fit.startsInside);
  const one = only(whole) ?? only(inside) ?? only(fits);
  return one ? { type: "one", fit: one } : { type: "several", fits };
}

function only(fits: readonly Fit[]): Fit | undefined {
  return fits.length === 1 ? fits[0] : undefined;
}
