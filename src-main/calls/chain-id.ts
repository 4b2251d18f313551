/** The id of a chain: arrival time in the PBX's time zone and the callid at arrival. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string | undefined): Intl.DateTimeFormat {
  const key = timezone ?? "";
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      year: "2-digit",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    formatters.set(key, formatter);
  }
  return formatter;
}

/** The last answer: calls of a busy PBX arrive within the same second, and Intl is slow. */
let last = { second: Number.NaN, timezone: "", text: "" };

/** `yyMMddHHmmss_<n>`; `timezone` is an IANA name, `undefined` that of this machine. */
export function formatChainId(arrivedAtMs: number, callId: number, timezone: string | undefined): string {
  const second = Math.floor(arrivedAtMs / 1000);
  if (last.second !== second || last.timezone !== (timezone ?? "")) {
    last = { second, timezone: timezone ?? "", text: formatSecond(second * 1000, timezone) };
  }
  return `${last.text}_${callId}`;
}

function formatSecond(atMs: number, timezone: string | undefined): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatterOf(timezone).formatToParts(atMs)) parts[part.type] = part.value;
  const { year, month, day, hour, minute, second } = parts;
  return `${year}${month}${day}${hour}${minute}${second}`;
}
