/** Keeps secrets out of lines that people read and send to a support desk. */
import type { LogFields } from "../../src-shared/ports/logger.ts";

export interface Mask {
  /** Also what is left of a secret in front of `…`, where a text was cut. */
  text(text: string): string;
  /** For a text that was cut without a mark: also the beginning of a secret at its end. */
  beginning(text: string): string;
  fields(fields: LogFields): LogFields;
}

const hidden = "***";
const ellipsis = "…";
/** A shorter text is no secret worth the name, and masking it would cut words to pieces. */
const shortest = 4;
/** Field names whose value is hidden whatever it is. */
const secretName = /secret|passw|token|authorization|cookie|api_?key/i;

/** `secrets` are masked as they are, URL-encoded, in JSON and HTML, and as Basic credentials would carry them. */
export function createMask(secrets: readonly string[]): Mask {
  const needles = [...new Set(secrets.flatMap(appearances))]
    .filter((needle) => needle.length >= shortest)
    // The longest first: a secret may contain another.
    .toSorted((a, b) => b.length - a.length);
  const whole = (said: string) =>
    needles.reduce((masked, needle) => masked.replaceAll(needle, () => hidden), said);
  const cut = (said: string) => withoutCutSecret(said, needles);
  const text = (said: string) => {
    const pieces = whole(said).split(ellipsis);
    return pieces.map((piece, at) => (at < pieces.length - 1 ? cut(piece) : piece)).join(ellipsis);
  };
  return {
    text,
    beginning: (said) => cut(text(said)),
    fields: (fields) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => {
          if (typeof value !== "string") return [name, value];
          return [name, secretName.test(name) ? hidden : text(value)];
        }),
      ),
  };
}

/** A secret that the end of the text cuts off: all of it that is there is hidden. */
function withoutCutSecret(text: string, needles: readonly string[]): string {
  let from = text.length;
  for (const needle of needles) {
    const head = needle.slice(0, shortest);
    let at = text.indexOf(head, Math.max(0, text.length - needle.length + 1));
    while (at !== -1 && at < from) {
      if (needle.startsWith(text.slice(at))) from = at;
      else at = text.indexOf(head, at + 1);
    }
  }
  return from === text.length ? text : text.slice(0, from) + hidden;
}

function appearances(secret: string): string[] {
  const inQuery = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    inQuery,
    // Either case is right in an address, and receivers write both.
    inQuery.replaceAll(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase()),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    // Error pages repeat an address as HTML.
    secret.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter),
  ];
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
