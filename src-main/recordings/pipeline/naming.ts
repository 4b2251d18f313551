/** What an MP3 is called and what it says of itself. */
import { linkId } from "../../../src-shared/telephony/call-event.ts";
import { order } from "../matching/order.ts";
import type { LibraryRow, Mp3Tags, SourceFile } from "../types.ts";

/** A row that has found its call. */
export interface MatchedRow extends LibraryRow {
  readonly chainId: string;
  readonly link: number;
}

export function isMatched(row: LibraryRow): row is MatchedRow {
  return row.chainId !== undefined && row.link !== undefined;
}

/** Rows of one link go out together. What goes out without an id goes alone. */
export function groupKey(row: MatchedRow): string {
  return row.chainId === "" ? `row/${row.id}` : linkId(row);
}

/**
 * Names for the rows of one link that have none: `<id>-<k>.mp3`, in order of time and behind those that are
 * named already. `ofLink`: all rows of the link.
 */
export function namesFor(
  ofLink: readonly LibraryRow[],
  nameless: readonly { readonly row: MatchedRow; readonly file: SourceFile }[],
): ReadonlyMap<number, string> {
  const named = ofLink.flatMap(({ sourceKey: key, mp3Name, startedAtMs: modifiedAtMs }) => {
    return mp3Name === undefined ? [] : [{ key, modifiedAtMs, number: numberIn(mp3Name) }];
  });
  const numbers = order([...named, ...nameless.map(({ file }) => file)]);
  return new Map(nameless.map(({ row }) => [row.id, nameOf(row, numbers.get(row.sourceKey) ?? 0)]));
}

function nameOf(row: MatchedRow, k: number): string {
  return row.chainId === "" ? `recording-${row.id}.mp3` : `${linkId(row)}-${k}.mp3`;
}

export function numberIn(mp3Name: string): number {
  return Number(/-(\d+)\.mp3$/.exec(mp3Name)?.[1] ?? 0);
}

export function tagsOf(row: MatchedRow): Mp3Tags {
  const { extension, otherNumber, otherName, startedAtMs } = row;
  const outside = otherNumber === "" ? "anonymous" : otherNumber;
  return {
    title: `${extension} - ${outside}${otherName === "" || otherName === outside ? "" : ` (${otherName})`}`,
    date: new Date(startedAtMs).toISOString(),
    callerId: otherNumber,
    user: extension,
    id: row.chainId === "" ? "" : linkId(row),
  };
}
