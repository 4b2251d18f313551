/** Secrets that were typed into the file's text, hidden again: the text outlives its view, they do not. Pure. */
import { findKey } from "../../../src-shared/settings/schema.ts";

/** As the engine writes what it hides; saved like this, a line keeps the secret that is kept already. */
const hidden = "***";
const heading = /^\s*\[([^\]]*)\]/;
const setting = /^(\s*([\w.-]+)\s*=\s*)\S.*(\r?)$/;

/** Every value of a secret key, and of a key that nobody knows: that may be a misspelt one. */
export function textWithoutSecrets(text: string): string {
  let section = "";
  const lines = text.split("\n").map((line) => {
    const name = heading.exec(line)?.[1];
    if (name !== undefined) section = name.trim().toLowerCase();
    return line.replace(setting, (all, start: string, key: string, end: string) => {
      const known = findKey(section, key.toLowerCase());
      return known === undefined || known.secret === true ? start + hidden + end : all;
    });
  });
  return lines.join("\n");
}
