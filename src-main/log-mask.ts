/** Keeps secrets out of lines that people read and send to a support desk. */
import type { LogFields } from "../src-shared/ports/logger.ts";

export interface Mask {
  text(text: string): string;
  fields(fields: LogFields): LogFields;
}

const hidden = "***";
/** A shorter text is no secret worth the name, and masking it would cut words to pieces. */
const shortest = 4;
/** Field names whose value is hidden whatever it is. */
const secretName = /secret|passw|token|authorization|cookie|api_?key/i;

/** `secrets` are masked as they are, URL-encoded and as Basic credentials would carry them. */
export function createMask(secrets: readonly string[]): Mask {
  const needles = [...new Set(secrets.flatMap(appearances))]
    .filter((needle) => needle.length >= shortest)
    // The longest first: a secret may contain another.
    .toSorted((a, b) => b.length - a.length);
  const text = (said: string) =>
    needles.reduce((masked, needle) => masked.replaceAll(needle, () => hidden), said);
  return {
    text,
    fields: (fields) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => {
          if (typeof value !== "string") return [name, value];
          return [name, secretName.test(name) ? hidden : text(value)];
        }),
      ),
  };
}

function appearances(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
}
