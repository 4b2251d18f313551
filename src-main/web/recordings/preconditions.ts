/** Whether a client has the file already, or only wants it while it is the same (RFC 9110, section 13). Pure. */
import type { IncomingHttpHeaders } from "node:http";

/** How a file is recognised. */
export interface FileMarks {
  /** Strong: two files with one tag have the same bytes. */
  readonly etag: string;
  /** Whole seconds, as HTTP tells them. */
  readonly modifiedAtMs: number;
}

export type Precondition = "go-on" | "not-modified" | "failed";

export function preconditionOf(headers: IncomingHttpHeaders, marks: FileMarks): Precondition {
  const ifMatch = headers["if-match"];
  if (ifMatch !== undefined) {
    if (!names(ifMatch, marks.etag)) return "failed";
  } else if (marks.modifiedAtMs > dateIn(headers["if-unmodified-since"], Infinity)) return "failed";
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined) {
    return names(ifNoneMatch.replaceAll("W/", ""), marks.etag) ? "not-modified" : "go-on";
  }
  return marks.modifiedAtMs <= dateIn(headers["if-modified-since"], -Infinity) ? "not-modified" : "go-on";
}

/** A part may only be given of the file that the client has the rest of. */
export function partIsOfSameFile(
  ifRange: string | string[] | undefined,
  { etag, modifiedAtMs }: FileMarks,
): boolean {
  if (ifRange === undefined) return true;
  if (typeof ifRange !== "string") return false;
  return ifRange.includes('"') ? ifRange === etag : dateIn(ifRange, Number.NaN) === modifiedAtMs;
}

function names(list: string, etag: string): boolean {
  return list.trim() === "*" || list.split(",").some((each) => each.trim() === etag);
}

/** What is no date is ignored. */
function dateIn(header: string | undefined, otherwise: number): number {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? otherwise : ms;
}
