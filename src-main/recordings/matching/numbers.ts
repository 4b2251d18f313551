/**
 * Telephone numbers of a talk and of its file, compared. One number is shown as +49 30 123456, 004930123456
 * and 030123456 (with an access code, or without the area, too), so the last digits decide.
 */

const ANONYMOUS = new Set(["", "anonymous", "unknown", "restricted", "private", "unavailable", "withheld"]);
/** Fewer digits are an extension or a service: those are compared as a whole. */
const FEWEST_DIGITS = 6;
/** More say nothing of the subscriber: prefixes differ from one way of writing to the next. */
const MOST_DIGITS = 9;

/** True for what stands in place of a number that the caller hides. */
export function isAnonymous(shown: string): boolean {
  return ANONYMOUS.has(shown.trim().toLowerCase());
}

/** Whether two texts show the same number; two hidden numbers are the same, as far as anybody can tell. */
export function sameNumber(a: string, b: string): boolean {
  if (isAnonymous(a) || isAnonymous(b)) return isAnonymous(a) && isAnonymous(b);
  if (/\p{L}/u.test(a) || /\p{L}/u.test(b)) return a.trim().toLowerCase() === b.trim().toLowerCase();
  const left = digitsOf(a);
  const right = digitsOf(b);
  const count = Math.min(subscriberOf(left).length, subscriberOf(right).length, MOST_DIGITS);
  if (count < FEWEST_DIGITS) return left === right && left !== "";
  return left.slice(-count) === right.slice(-count);
}

function digitsOf(shown: string): string {
  // `+49 (0)30`: the zero is not dialled after the country's code.
  return shown.replace(/^(\s*\+\d+\s*)\(0\)/, "$1").replace(/\D/g, "");
}

/** Without the zeros in front, which lead out of a town or a country. */
function subscriberOf(digits: string): string {
  return digits.replace(/^0+/, "");
}
