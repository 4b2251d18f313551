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

/** Milliseconds since 1970 UTC. Without a zone it is the time of this machine. */
export const dateAndTime: ValueKind<number | undefined> = optional(
  kindOf(
    z
      .string()
      .regex(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/)
      .refine(isDayOfCalendar)
      // A date alone would count as UTC by the rules of JavaScript, a date with a time as local.
      .transform((text) => Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(" ", "T")))
      .pipe(z.number()),
    "a day with or without a time, such as 2026-03-31 12:00 or 2026-03-31T12:00:00Z",
    { type: "text" },
  ),
);

/** `Date.parse` turns 31 February into a day of March. */
function isDayOfCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}

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
