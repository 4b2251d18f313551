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
  // Nearly all of them, and each event asks.
  if (/^\+?\d+$/.test(shown)) return numbers === "digits" && shown.startsWith("+") ? shown.slice(1) : shown;
  if (isAnonymous(shown)) return "";
  if (numbers === "as_shown" || /\p{L}/u.test(shown)) return shown;
  return digitsOf(shown);
}

export function digitsOf(shown: string): string {
  return shown.replace(/\D/g, "");
}

/** Whether two texts show the same outside number. */
export function sameNumber(a: string, b: string): boolean {
  return a === b || numberKey(a) === numberKey(b);
}

/**
 * The same for all texts that show the same outside number. The PBX shows one caller as +49123456789 and as
 * 0123456789 (both occur in one captured leg), so the last seven digits decide.
 */
export function numberKey(shown: string): string {
  const digits = digitsOf(shown);
  if (digits !== "") return digits.slice(-7);
  return isAnonymous(shown) ? "" : shown;
}
