/** The bounds of a calendar day in the PBX's time zone, also on days on which clocks change. */
import type { Span } from "./types.ts";

const dayMs = 86_400_000;

/** `YYYY-MM-DD` of an instant; `timezone` is an IANA name, `undefined` or an unknown one: this machine's. */
export function dayOf(atMs: number, timezone: string | undefined): string {
  const { year, month, day } = face(atMs, timezone);
  return [String(year).padStart(4, "0"), pad(month), pad(day)].join("-");
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - dayMs).toISOString().slice(0, 10);
}

/** From midnight to midnight; `undefined` for what is no day of the calendar, such as `2026-02-30`. */
export function boundsOf(day: string, timezone: string | undefined): Span | undefined {
  const noonMs = Date.parse(`${day}T12:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(noonMs)) return undefined;
  if (new Date(noonMs).toISOString().slice(0, 10) !== day) return undefined;
  const next = new Date(noonMs + dayMs).toISOString().slice(0, 10);
  return { fromMs: midnight(day, timezone), toMs: midnight(next, timezone) };
}

/** The zone's clock says how far off a guess is; a second look settles a change of clocks in between. */
function midnight(day: string, timezone: string | undefined): number {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let atMs = wanted;
  for (let look = 0; look < 2; look++) atMs += wanted - shownMs(atMs, timezone);
  return atMs;
}

/** What the clock on the wall shows, read as if it were UTC. */
function shownMs(atMs: number, timezone: string | undefined): number {
  const { year, month, day, hour, minute, second } = face(atMs, timezone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function face(atMs: number, timezone: string | undefined) {
  const parts = formatterOf(timezone).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    ...{ year: of("year"), month: of("month"), day: of("day") },
    ...{ hour: of("hour"), minute: of("minute"), second: of("second") },
  };
}

function formatterOf(timezone: string | undefined): Intl.DateTimeFormat {
  const two = "2-digit";
  const shape = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: timezone, ...shape, hourCycle: "h23" });
  } catch {
    // The settings say that the name is unknown.
    return new Intl.DateTimeFormat("en-GB", { ...shape, hourCycle: "h23" });
  }
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
