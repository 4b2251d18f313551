/** Days to look at, counted in the phone system's time zone: where a call belongs to a day, 3CX decides. Pure. */

export interface DayBounds {
  readonly fromMs?: number;
  readonly toMs?: number;
}

export interface PbxDay {
  /** When today began. */
  readonly dayStartMs: number;
  /** IANA name; an unknown one is taken for this machine's own. */
  readonly timezone: string;
}

export const namedDays = ["today", "yesterday", "week"] as const;

const hourMs = 3_600_000;
/** The middle of a day, whatever a clock change takes from it. */
const noonMs = 12 * hourMs;
const dayMs = 24 * hourMs;

/** `today`, `yesterday`, `week` or `2026-11-22`; anything else is every day. */
export function boundsOfDay(day: string | undefined, today: PbxDay): DayBounds {
  switch (day) {
    case "today":
      return { fromMs: today.dayStartMs };
    case "yesterday":
      return { fromMs: startBefore(today, 1), toMs: today.dayStartMs };
    case "week":
      return { fromMs: startBefore(today, 6) };
    default: {
      const fromMs = startOfDate(day ?? "", today.timezone);
      if (fromMs === undefined) return {};
      return {
        fromMs,
        toMs: startOfDate(dateOf(fromMs + dayMs + noonMs, today.timezone), today.timezone) ?? fromMs + dayMs,
      };
    }
  }
}

export function isDate(day: string | undefined): day is string {
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(Date.parse(day));
}

function startBefore({ dayStartMs, timezone }: PbxDay, days: number): number {
  const date = dateOf(dayStartMs + noonMs - days * dayMs, timezone);
  return startOfDate(date, timezone) ?? dayStartMs - days * dayMs;
}

/** `2026-11-22` of an instant. */
function dateOf(atMs: number, timezone: string): string {
  return partsOf(atMs, timezone).slice(0, 10);
}

/** Midnight is looked for twice: the first guess may lie on the other side of a clock change. */
function startOfDate(date: string, timezone: string): number | undefined {
  if (!isDate(date)) return undefined;
  const asUtcMs = Date.parse(`${date}T00:00:00Z`);
  const offsetAt = (atMs: number) => Date.parse(`${partsOf(atMs, timezone)}Z`) - atMs;
  const guessMs = asUtcMs - offsetAt(asUtcMs);
  return asUtcMs - offsetAt(guessMs);
}

/** `2026-11-22T14:19:38` as the clocks of that zone show it. */
function partsOf(atMs: number, timezone: string): string {
  const of: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatFor(timezone).formatToParts(atMs)) of[type] = value;
  const { year, month, day, hour, minute, second } = of;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const two = "2-digit" as const;
  const fields = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  const make = (timeZone?: string) =>
    new Intl.DateTimeFormat("en-GB", {
      hourCycle: "h23",
      ...fields,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  let format: Intl.DateTimeFormat;
  try {
    format = make(timezone);
  } catch {
    format = make();
  }
  formats.set(timezone, format);
  return format;
}
