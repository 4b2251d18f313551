/** The CDR line of a finished call, worked out from its rows in the call log. */
import type { CdrRecord } from "./cdr.ts";
import { durationMs, rowEndMs } from "./faults/row-faults.ts";
import type { SimCallLogRow } from "./model/types.ts";

/** `rows` are all rows of one call in any order; `undefined` when there is none with a time. */
export function cdrRecordOf(rows: readonly SimCallLogRow[]): CdrRecord | undefined {
  const ordered = rows
    .filter((row) => !Number.isNaN(rowEndMs(row)))
    .toSorted((a, b) => startMs(a) - startMs(b));
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first || !last) return undefined;
  const answered = ordered.find((row) => durationMs(row.TalkingDuration) > 0);
  const endMs = Math.max(...ordered.map(rowEndMs));
  const answeredMs = answered && startMs(answered) + durationMs(answered.RingingDuration);
  return {
    historyid: `Call ${String(first.CallId)}`,
    callid: `${text(first.MainCallHistoryId).replaceAll("-", "").slice(0, 16).toUpperCase()}_${String(first.CallId)}`,
    duration: answeredMs === undefined ? "" : clockText(endMs - answeredMs),
    "time-start": dateText(startMs(first)),
    "time-answered": answeredMs === undefined ? "" : dateText(answeredMs),
    "time-end": dateText(endMs),
    "reason-terminated": answered ? "TerminatedBySrc" : "Failed",
    "from-no": numberText(first.SourceDn, first.SourceCallerId),
    "to-no": numberText(first.DestinationDn, first.DestinationCallerId),
    "from-dn": text(first.SourceDn),
    "to-dn": text(first.DestinationDn),
    "dial-no": text(first.DestinationCallerId),
    "final-number": numberText(last.DestinationDn, last.DestinationCallerId),
    "final-dn": text(last.DestinationDn),
    chain: `Chain: ${ordered.map((row) => `${numberText(row.DestinationDn, row.DestinationCallerId)};`).join("")}`,
    "from-dispname": text(first.SourceDisplayName),
    "to-dispname": text(first.DestinationDisplayName),
    "final-dispname": text(last.DestinationDisplayName),
  };
}

function startMs(row: SimCallLogRow): number {
  return Date.parse(String(row.StartTime));
}

function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/** Extensions are written `Ext.101`, outside numbers as they are. */
function numberText(dn: unknown, number: unknown): string {
  const isTrunk = /^1\d{4}$/.test(text(dn));
  return isTrunk || text(dn) === "" ? text(number) : `Ext.${text(dn)}`;
}

/** UTC, as in real lines: `2024/06/17 05:59:49`. */
function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
}

function clockText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
