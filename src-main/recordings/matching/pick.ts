/**
 * The one talk among those that fit. A recording on the wrong call is worse than none, so where two fit
 * about equally well nothing is picked.
 */
import type { Fit } from "./fit.ts";

export type Pick =
  | { readonly type: "none" }
  | { readonly type: "one"; readonly fit: Fit }
  | { readonly type: "several"; readonly fits: readonly Fit[] };

/** `named`: whether the number in the file's name speaks for a talk; a bonus that never decides alone. */
export function pick(fits: readonly Fit[], named: (fit: Fit) => boolean): Pick {
  if (fits.length === 0) return { type: "none" };
  const exact = fits.filter((fit) => fit.exactStart);
  // Recordings begin with the answer; only what was switched on by hand begins within a talk.
  const better = exact.length > 0 ? exact : fits.filter((fit) => fit.inside);
  const one = only(better) ?? only(fits) ?? only((better.length > 0 ? better : fits).filter(named));
  return one ? { type: "one", fit: one } : { type: "several", fits: better.length > 0 ? better : fits };
}

function only(fits: readonly Fit[]): Fit | undefined {
  return fits.length === 1 ? fits[0] : undefined;
}
