/** Arguments of `ReportCallLogData/Pbx.GetCallLogData(…)`, which wants every one of them. */

const required = [
  "periodFrom",
  "periodTo",
  "sourceType",
  "sourceFilter",
  "destinationType",
  "destinationFilter",
  "callsType",
  "callTimeFilterType",
  "callTimeFilterFrom",
  "callTimeFilterTo",
  "hidePcalls",
];

export type CallLogPeriod =
  | { readonly fromMs: number; readonly toMs: number }
  /** 404: an argument is missing; 500: a date cannot be read. As seen on real PBXes. */
  | { readonly status: 404 | 500; readonly mistake: string };

/** `text` is what stands between the parentheses, decoded. */
export function readCallLogArguments(text: string): CallLogPeriod {
  const given = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(/(\w+)=('(?:[^']|'')*'|[^,]*)(?:,|$)/g))
    given.set(name, value);
  const missing = required.filter((name) => !given.get(name));
  if (missing.length > 0 || given.size > required.length) {
    return {
      status: 404,
      mistake: `No function GetCallLogData with these arguments; missing: ${missing.join(", ")}`,
    };
  }
  const fromMs = utcMs(given.get("periodFrom"));
  const toMs = utcMs(given.get("periodTo"));
  if (fromMs === undefined || toMs === undefined)
    return { status: 500, mistake: "The period is not a date and time." };
  return { fromMs, toMs };
}

/** Times are UTC and end in Z. */
function utcMs(text = ""): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
