/** Keys as they are printed on the keyboards of a language. */
import type { Language } from "./language.ts";

const german: Readonly<Record<string, string>> = {
  Ctrl: "Strg",
  Shift: "Umschalt",
  Home: "Pos1",
  End: "Ende",
  PgUp: "Bild↑",
  PgDn: "Bild↓",
  Enter: "Eingabe",
};

/** `keys` as in `Shift ↑ ↓ · Ctrl A`. */
export function keyNames(keys: string, language: Language): string {
  return language === "en" ? keys : keys.replaceAll(/[A-Za-z]+/g, (key) => german[key] ?? key);
}
