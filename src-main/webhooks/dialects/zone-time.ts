/** Times for the native dialect: ISO 8601 with the offset that the PBX's clock had at that moment. */

interface Zone {
  readonly formatter: Intl.DateTimeFormat;
  /** Offsets change at whole quarters of an hour only, so the last answer serves for a while. */
  quarter: number;
  offsetMinutes: number;
}

const quarterMs = 15 * 60_000;
const zones = new Map<string, Zone>();

/** True when this runtime knows the IANA name. */
export function isKnownZone(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}

/**
 * `2025-09-17T19:05:14.000+02:00`. `timezone` is an IANA name, `undefined` for that of this machine;
 * an unknown one counts as UTC. A moment that no calendar holds becomes 1970, never an exception.
 */
export function isoWithOffset(atMs: number, timezone: string | undefined): string {
  const moment = Number.isFinite(atMs) && Math.abs(atMs) < 8.64e15 - quarterMs * 96 ? Math.trunc(atMs) : 0;
  const offset = offsetMinutesAt(moment, timezone);
  const local = new Date(moment + offset * 60_000).toISOString().slice(0, -1);
  return local + offsetText(offset);
}

function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function offsetMinutesAt(atMs: number, timezone: string | undefined): number {
  const zone = zoneOf(timezone);
  const quarter = Math.floor(atMs / quarterMs);
  if (zone.quarter !== quarter) {
    zone.quarter = quarter;
    zone.offsetMinutes = readOffset(zone.formatter, atMs);
  }
  return zone.offsetMinutes;
}

function readOffset(formatter: Intl.DateTimeFormat, atMs: number): number {
  const text = formatter.formatToParts(atMs).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /([+-])(\d\d):(\d\d)/.exec(text);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

function zoneOf(timezone: string | undefined): Zone {
  const key = timezone ?? "";
  const known = zones.get(key);
  if (known !== undefined) return known;
  const timeZone = timezone === undefined || isKnownZone(timezone) ? timezone : "UTC";
  const formatter = new Intl.DateTimeFormat("en-US", {
    ...(timeZone === undefined ? {} : { timeZone }),
    timeZoneName: "longOffset",
  });
  const zone: Zone = { formatter, quarter: Number.NaN, offsetMinutes: 0 };
  zones.set(key, zone);
  return zone;
}
