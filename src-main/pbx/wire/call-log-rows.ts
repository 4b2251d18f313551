/**
 * Reads rows of XAPI `ReportCallLogData` into finished calls. A row is one step of a call; all rows with the
 * same `MainCallHistoryId` are one call. Which words the columns carry is only partly known, so unknown ones never matter.
 */
import type { DnType } from "../../../src-shared/telephony/dn.ts";
import type { LoggedCall, LoggedSegment } from "../../../src-shared/telephony/call-log.ts";
import { dnTypeOfCode } from "./dn-types.ts";
import { asObject, durationS, flag, integer, type JsonObject, list, text, timeMs } from "./values.ts";

/** The type of a DN as the directory knows it. */
export type KnownType = (dn: string) => DnType | undefined;

interface Side {
  readonly dn: string;
  readonly type: DnType;
  readonly number: string;
  readonly name: string;
}

interface Row {
  readonly historyId: string;
  readonly callId: number;
  readonly segmentId: number;
  readonly startedAtMs: number;
  readonly source: Side;
  readonly destination: Side;
  readonly answered: boolean;
  readonly ringingS: number;
  readonly talkingS: number;
  readonly direction: string;
  readonly reason: string;
  readonly callback: boolean;
  readonly recordingIds: readonly number[];
}

/** @returns the calls in order of their start, and how many rows could not be used */
export function parseCallLog(
  rows: readonly unknown[],
  knownType: KnownType,
): { readonly calls: readonly LoggedCall[]; readonly damaged: number } {
  const groups = new Map<string, Row[]>();
  let damaged = 0;
  for (const each of rows) {
    const row = parseRow(each, knownType);
    if (row === undefined) {
      damaged += 1;
      continue;
    }
    const group = groups.get(row.historyId);
    if (group === undefined) groups.set(row.historyId, [row]);
    else group.push(row);
  }
  const calls = [...groups.values()].flatMap(toCall).toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  return { calls, damaged };
}

function parseRow(value: unknown, knownType: KnownType): Row | undefined {
  const row = asObject(value);
  if (row === undefined) return undefined;
  const startedAtMs = timeMs(row, "StartTime");
  const historyId = text(row, "MainCallHistoryId") || text(row, "CallHistoryId") || text(row, "CdrId");
  if (startedAtMs === undefined || historyId === "") return undefined;
  const talkingS = durationS(row, "TalkingDuration");
  const words = ["Reason", "Status", "ActionType", "ActionDnDisplayName", "CallType"].map((name) =>
    text(row, name),
  );
  return {
    historyId,
    callId: integer(row, "CallId") ?? 0,
    segmentId: integer(row, "SegmentId") ?? 0,
    startedAtMs,
    source: sideOf(row, "Source", knownType),
    destination: sideOf(row, "Destination", knownType),
    answered: flag(row, "Answered") ?? talkingS > 0,
    ringingS: durationS(row, "RingingDuration"),
    talkingS,
    direction: text(row, "Direction").toLowerCase(),
    reason: text(row, "Reason") || text(row, "Status"),
    callback: words.some((word) => /call\s?back/i.test(word)),
    recordingIds: recordingIdsOf(row),
  };
}

/** Each side of a row names its own recording; the list may name both, or be missing in older builds. */
function recordingIdsOf(row: JsonObject): readonly number[] {
  const listed = list(row, "Recordings").map((each) => integer(asObject(each) ?? {}, "Id"));
  const ids = [...listed, integer(row, "SrcRecId"), integer(row, "DstRecId")];
  return [...new Set(ids.flatMap((id) => (id !== undefined && id > 0 ? [id] : [])))];
}

function sideOf(row: JsonObject, prefix: "Source" | "Destination", knownType: KnownType): Side {
  const dn = text(row, `${prefix}Dn`);
  const coded = dnTypeOfCode(integer(row, `${prefix}Type`));
  // Voicemail is logged under the number of its owner, so the directory would call it an extension.
  const type = coded === "special-menu" ? coded : (knownType(dn) ?? coded);
  return { dn, type, number: text(row, `${prefix}CallerId`), name: text(row, `${prefix}DisplayName`) };
}

function toCall(group: readonly Row[]): LoggedCall[] {
  const rows = group.toSorted((a, b) => a.startedAtMs - b.startedAtMs || a.segmentId - b.segmentId);
  const [first] = rows;
  if (first === undefined) return [];
  const direction = directionOf(rows, first);
  const outside = direction === "outgoing" ? outsideDestination(rows, first) : first.source;
  const call: LoggedCall = {
    historyId: first.historyId,
    callId: first.callId,
    startedAtMs: first.startedAtMs,
    // Not Math.max(...rows): a page has more rows than a function takes arguments.
    endedAtMs: rows.reduce((last, row) => Math.max(last, endOf(row)), first.startedAtMs),
    direction,
    number: outside.number || outside.name,
    name: outside.name === outside.number ? "" : outside.name,
    didNumber: direction === "incoming" ? didOf(first) : "",
    callbackOrdered: rows.some((row) => row.callback),
    segments: rows.map((row) => segmentOf(row, direction)),
  };
  return [call];
}

function endOf({ startedAtMs, ringingS, talkingS }: Row): number {
  return startedAtMs + Math.round((ringingS + talkingS) * 1000);
}

/** Words seen: Inbound, Outbound, Inbound Queue. Without a known word the ends of the call decide. */
function directionOf(rows: readonly Row[], first: Row): LoggedCall["direction"] {
  if (first.direction.includes("inbound")) return "incoming";
  if (first.direction.includes("outbound")) return "outgoing";
  if (first.direction.includes("internal")) return "internal";
  if (first.source.type === "external-line") return "incoming";
  return rows.some((row) => row.destination.type === "external-line") ? "outgoing" : "internal";
}

function outsideDestination(rows: readonly Row[], first: Row): Side {
  return (rows.find((row) => row.destination.type === "external-line") ?? first).destination;
}

/** No column is documented for the DID; where a number stands that is not the destination's own, it is the dialled one. */
function didOf({ destination }: Row): string {
  const digits = destination.number.replace(/[\s()+./-]/g, "");
  return /^\d{6,}$/.test(digits) && digits !== destination.dn ? digits : "";
}

function segmentOf(row: Row, direction: LoggedCall["direction"]): LoggedSegment {
  const { startedAtMs, answered, ringingS, talkingS, reason, recordingIds } = row;
  // Of an outgoing call the calling extension is what matters; its row stands under the number it dialled.
  const dialled = direction === "outgoing" && row.destination.type === "external-line";
  const { dn, type } = dialled ? row.source : row.destination;
  return { startedAtMs, dn, dnType: type, answered, ringingS, talkingS, reason, recordingIds };
}
