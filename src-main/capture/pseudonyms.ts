/**
 * Stand-ins for what names people: the same for the same text within one capture, and of no use beside it, as
 * the key is never kept. Numbers keep their length and shape, and two that end alike still do: the PBX
 * shows one caller as +49123456789 and as 0123456789, and whoever replays a capture has to see that.
 */
import { createHmac } from "node:crypto";

export interface Pseudonyms {
  /** Whatever a field holds: a number, a word that says nothing of anybody, or a name. */
  value(shown: string, label?: "Name" | "Text"): string;
  /** A long id made of letters and digits; keeps the form of a UUID. */
  id(shown: string): string;
  counts(): { readonly names: number; readonly numbers: number };
}

/** What 3CX writes in place of a name or number, and its own parties. */
const harmless =
  /^(anonymous|unknown|restricted|private|unavailable|withheld|router|makecall|none|SP\d{1,3}|\*\d{1,4})$/i;
const numberLike = /^[\s+*#(]*\d[\d\s()./*#-]*$/;
/** So many last digits decide whether two outside numbers are one. */
const decidingDigits = 7;

/** `key` are random bytes of this capture alone. */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  const names = new Map<string, string>();
  const numbers = new Map<string, string>();

  const hash = (text: string) => createHmac("sha256", key).update(text).digest();

  /** From the last digit on, each depends on those behind it: a one-to-one replacement that keeps equal ends. */
  const digitsFor = (digits: string): string => {
    const known = numbers.get(digits);
    if (known !== undefined) return known;
    let replaced = "";
    for (let at = digits.length - 1; at >= 0; at--) {
      const turn = at < keptDigits(digits) ? 0 : (hash(`digit ${digits.slice(at + 1)}`)[0] ?? 0);
      replaced = `${(Number(digits[at]) + turn) % 10}${replaced}`;
    }
    numbers.set(digits, replaced);
    return replaced;
  };

  const number = (shown: string): string => {
    const replaced = digitsFor(shown.replaceAll(/\D/g, ""));
    let at = 0;
    return shown.replaceAll(/\d/g, () => replaced[at++] ?? "");
  };

  const name = (shown: string, label: "Name" | "Text"): string => {
    const known = names.get(shown);
    if (known !== undefined) return known;
    // A SIP name has no spaces, and what stands behind a trunk is one only then.
    const made = `${label}${/\s/.test(shown) ? " " : "-"}${names.size + 1}`;
    names.set(shown, made);
    return made;
  };

  return {
    value: (shown, label = "Name") => {
      if (shown.trim() === "" || harmless.test(shown.trim())) return shown;
      return numberLike.test(shown) ? number(shown) : name(shown, label);
    },
    id: (shown) => {
      const hex = hash(`id ${shown}`).toString("hex");
      if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(shown)) return `id-${hex.slice(0, 12)}`;
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20, 32),
      ].join("-");
    },
    counts: () => ({ names: names.size, numbers: numbers.size }),
  };
}

/** Leading digits that stay: of a DN the first (a trunk begins with 1), of an outside number its prefix. */
function keptDigits(digits: string): number {
  if (digits.length < decidingDigits) return 1;
  const prefix = digits.startsWith("00") ? 4 : digits.startsWith("0") ? 1 : 2;
  return Math.min(prefix, digits.length - decidingDigits);
}
