/** Outside numbers as receivers get them, and as they are compared. */

const ANONYMOUS = new Set(["", "anonymous", "unknown", "restricted", "private", "unavailable", "withheld"]);

/** True for what the PBX shows when the caller hides the number. */
export function isAnonymous(shown: string): boolean {
  return ANONYMOUS.has(shown.trim().toLowerCase());
}

/**
 * The number as receivers get it: digits only, unless `as_shown`. What contains letters (a SIP name)
 * stays as it is; an anonymous caller has an empty one.
 */
export function callerIdOf(shown: string, numbers: "digits" | "as_shown"): string {
  if (isAnonymous(shown)) return "";
  if (numbers === "as_shown" || /\p{L}/u.test(shown)) return shown;
  return digitsOf(shown);
}

export function digitsOf(shown: string): string {
  return shown.replace(/\D/g, "");
}

/**
 * Whether two texts show the same outside number. The PBX shows one caller as +49123456789 and as
 * 0123456789 (both occur in one captured leg), so the last seven digits decide.
 */
export function sameNumber(a: string, b: string): boolean {
  if (isAnonymous(a) || isAnonymous(b)) return isAnonymous(a) && isAnonymous(b);
  const left = digitsOf(a);
  const right = digitsOf(b);
  if (left.length < 7 || right.length < 7) return left === right && (left !== "" || a === b);
  return left.slice(-7) === right.slice(-7);
}
