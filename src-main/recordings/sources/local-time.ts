/** 3CX writes the begin of a recording into its name in the PBX's own time, which only its zone makes a moment. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string | undefined): Intl.DateTimeFormat {
  const key = timezone ?? "";
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
      era: "short",
    });
    formatters.set(key, formatter);
  }
  return formatter;
}

/** What must be added to UTC to get the zone's wall clock at that moment, in milliseconds. */
function offsetMs(atMs: number, timezone: string | undefined): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(timezone).formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

/**
 * The moment of `yyyyMMddHHmmss` on the wall clock of `timezone` (IANA name; `undefined`: this machine's),
 * as ms since 1970. An hour that the clocks show twice is taken as its first; one that they skip as the moment
 * as far after the gap. `undefined` when it is no date.
 */
export function wallTimeMs(digits: string, timezone: string | undefined): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(asUtcMs);
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (year < 1990 || !isDate || minute > 59 || second > 59) return undefined;
  const before = asUtcMs - offsetMs(asUtcMs - 86_400_000, timezone);
  const after = asUtcMs - offsetMs(asUtcMs + 86_400_000, timezone);
  return offsetMs(before, timezone) === asUtcMs - before
    ? before
    : (fits(after, asUtcMs, timezone) ?? before);
}

function fits(atMs: number, wallMs: number, timezone: string | undefined): number | undefined {
  return offsetMs(atMs, timezone) === wallMs - atMs ? atMs : undefined;
}
