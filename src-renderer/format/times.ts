/** Points in time: local to the viewer, 24 hours, seconds shown; the exact one for hover and copying. */
import type { Language } from "./language.ts";

const weekMs = 7 * 86_400_000;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(atMs: number, timeZone: string | undefined): Parts {
  const name = timeZone ?? "";
  const known = formats.get(name);
  const format =
    known ??
    new Intl.DateTimeFormat("en-GB", {
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  if (known === undefined) formats.set(name, format);
  const of: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of format.formatToParts(atMs)) of[part.type] = part.value;
  const { year = "", month = "", day = "", hour = "", minute = "", second = "" } = of;
  return { year, month, day, time: `${hour}:${minute}:${second}` };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

function dateOf(parts: Parts, withYear: boolean, language: Language): string {
  if (language === "de") return `${parts.day}.${parts.month}.${withYear ? parts.year : ""}`;
  const date = `${Number(parts.day)} ${months[Number(parts.month) - 1] ?? ""}`;
  return withYear ? `${date} ${parts.year}` : date;
}

/** `22 Nov` or `22.11.`; with the year when it is not that of `nowMs`. */
export function formatDate(atMs: number, nowMs: number, language: Language, timeZone?: string): string {
  const parts = partsOf(atMs, timeZone);
  return dateOf(parts, parts.year !== partsOf(nowMs, timeZone).year, language);
}

/** `22 Nov 2026` or `22.11.2026` for a day as `2026-11-22`; anything else as it came. */
export function formatDay(day: string, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return day;
  return dateOf({ year, month, day: date, time: "" }, true, language);
}

/** `14:02:07` today, `22 Nov 14:02:07` or `22.11. 14:02:07` on other days. */
export function formatTime(atMs: number, nowMs: number, language: Language, timeZone?: string): string {
  if (!Number.isFinite(atMs)) return "–";
  const at = partsOf(atMs, timeZone);
  const now = partsOf(nowMs, timeZone);
  if (at.year === now.year && at.month === now.month && at.day === now.day) return at.time;
  return `${dateOf(at, at.year !== now.year, language)} ${at.time}`;
}

/** A time that was planned to the minute: as `formatTime`, without seconds. */
export function formatPlanned(atMs: number, nowMs: number, language: Language, timeZone?: string): string {
  return formatTime(atMs, nowMs, language, timeZone).replace(/:\d\d$/, "");
}

/** `2026-11-22 14:02:07.412 +01:00`: what hover and focus show, and what is copied. */
export function formatExact(atMs: number, timeZone?: string): string {
  if (!Number.isFinite(atMs)) return "–";
  const { year, month, day, time } = partsOf(atMs, timeZone);
  const ms = String(((Math.floor(atMs) % 1000) + 1000) % 1000).padStart(3, "0");
  const wallMs = Date.UTC(Number(year), Number(month) - 1, Number(day)) + timeOfDayMs(time);
  const offsetMin = Math.round((wallMs - Math.floor(atMs / 1000) * 1000) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = `${offsetMin < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offsetMin) / 60))}:${two(Math.abs(offsetMin) % 60)}`;
  return `${year}-${month}-${day} ${time}.${ms} ${offset}`;
}

/** Whether an age is better told as a date. */
export function isOld(ageMs: number): boolean {
  return ageMs > weekMs;
}

function timeOfDayMs(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
