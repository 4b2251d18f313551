/** The English text of a message: what the engine says, logs and keeps. */
import { type MessageCode, messages } from "./catalogue.ts";
import { fillPattern, partsOfPattern } from "./pattern.ts";

/** Values that are absent leave out the optional part they belong to. */
export function say(
  code: MessageCode,
  values: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return fillPattern(partsOfPattern(messages[code]), Object.fromEntries(given));
}
