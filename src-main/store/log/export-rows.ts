/** The log as text for other programs: CSV for a spreadsheet, JSON lines with everything. */
import type { LogDetail, LogRow } from "../../../src-shared/webhooks/log-query.ts";

export type ExportFormat = "csv" | "json-lines";

export interface ExportSource {
  /** Rows below this id, newest first. */
  page(belowId: number | undefined, limit: number): Promise<readonly LogRow[]>;
  details(ids: readonly number[]): Promise<readonly LogDetail[]>;
}

/** Small enough that the log is written in between. */
const rowsPerPiece = 200;

/** Pieces of whole lines. What is accepted while it runs is not part of it. */
export async function* exportRows(format: ExportFormat, source: ExportSource): AsyncGenerator<string> {
  if (format === "csv") yield csvHead;
  let belowId: number | undefined;
  for (;;) {
    const rows = await source.page(belowId, rowsPerPiece);
    belowId = rows.at(-1)?.id;
    if (belowId === undefined) return;
    if (format === "csv") yield rows.map(csvLine).join("");
    else yield (await source.details(rows.map(({ id }) => id))).map(jsonLine).join("");
  }
}

const columns: readonly [name: string, value: (row: LogRow) => string | number][] = [
  ["accepted", (row) => timeOf(row.acceptedAtMs)],
  ["endpoint", (row) => row.endpoint],
  ["event", (row) => row.type],
  ["id", (row) => row.linkId],
  ["seq", (row) => row.seq],
  ["number", (row) => row.caller],
  ["name", (row) => row.callerName],
  ["user", (row) => row.user],
  ["state", (row) => row.state],
  ["status", (row) => row.status ?? ""],
  ["error", (row) => row.error ?? ""],
  ["attempts", (row) => row.attempts],
  ["first attempt", (row) => timeOf(row.firstAttemptAtMs)],
  ["last attempt", (row) => timeOf(row.lastAttemptAtMs)],
  ["next attempt", (row) => timeOf(row.nextTryAtMs)],
  ["ms", (row) => row.lastTotalMs ?? ""],
  ["mirror", (row) => yesOrNo(row.mirror)],
  ["test", (row) => yesOrNo(row.test)],
  ["sent again", (row) => yesOrNo(row.replayed)],
  ["probe", (row) => yesOrNo(row.probe === true)],
  ["simulated", (row) => yesOrNo(row.simulated === true)],
  ["webhook-id", (row) => row.eventId],
];

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
export const csvHead = `\uFEFF${columns.map(([name]) => name).join(",")}\r\n`;

/** RFC 4180, times in UTC. */
export function csvLine(row: LogRow): string {
  return `${columns.map(([, value]) => csvCell(value(row))).join(",")}\r\n`;
}

/**
 * A caller chooses their name, and a spreadsheet runs what begins like a formula: such texts get an
 * apostrophe in front, as OWASP advises ("CSV Injection").
 */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line, whatever the texts hold; times as they are, in milliseconds. */
export function jsonLine(detail: LogDetail): string {
  return `${JSON.stringify(detail)}\n`;
}

function timeOf(ms: number | undefined): string {
  return ms === undefined ? "" : new Date(ms).toISOString();
}

function yesOrNo(flag: boolean): string {
  return flag ? "yes" : "no";
}
