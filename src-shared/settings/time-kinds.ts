/** Times of day and time zones. */
import { z } from "zod";
import { didYouMean } from "./nearest.ts";
import { kindOf, optional } from "./value-kind.ts";
import type { ValueKind } from "./value-kind.ts";

/** `HH:MM`, 00:00 to 23:59. */
export const timeOfDay: ValueKind<string> = kindOf(
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  "a time of day from 00:00 to 23:59, such as 03:00",
  { type: "time" },
);

/** A name from the IANA list; what JavaScript knows decides, since it does the arithmetic later. */
export const timeZone: ValueKind<string | undefined> = optional(
  kindOf(z.string().refine(isTimeZone), "a time zone such as Europe/Berlin", { type: "text" }, (name) =>
    didYouMean(name, Intl.supportedValuesOf("timeZone")),
  ),
);

function isTimeZone(name: string): boolean {
  // JavaScript also takes offsets such as +02:00, which know no summer time.
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
