/** The words in the language of the system, as far as there are any. */
import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Words } from "./words.ts";

/** `languages`: of the system, the preferred first, such as `de-AT`. */
export function wordsFor(languages: readonly string[]): Words {
  for (const language of languages) {
    const [name] = language.toLowerCase().split(/[-_]/);
    if (name === "de") return de;
    if (name === "en") return en;
  }
  return en;
}
