/** Recordings as they are loaded, and what news do to them. Pure: the live list is tested as a table. */
import type {
  RecordingFilter,
  RecordingPage,
  RecordingRow,
} from "../../../src-shared/recordings/recording.ts";

export interface RecordingList {
  /** Newest first by their begin, without gaps down to the last one. */
  readonly rows: readonly RecordingRow[];
  /** Leads to what is older; absent when there is nothing. */
  readonly cursor?: string;
}

export const emptyList: RecordingList = { rows: [] };

/** Whether a row belongs into the list, by the rules of the engine's own search. */
export function fits(row: RecordingRow, filter: RecordingFilter): boolean {
  return (
    (filter.states === undefined || filter.states.includes(row.state)) &&
    row.startedAtMs >= (filter.fromMs ?? Number.NEGATIVE_INFINITY) &&
    row.startedAtMs < (filter.toMs ?? Number.POSITIVE_INFINITY) &&
    fitsNumber(row, filter.number ?? "") &&
    ["", row.extension].includes((filter.user ?? "").trim()) &&
    fitsCall(row, (filter.chainId ?? "").trim()) &&
    fitsText(row, filter.text ?? "")
  );
}

/** A further page below what is there. */
export function withPage(list: RecordingList, page: RecordingPage): RecordingList {
  const known = new Set(list.rows.map(({ id }) => id));
  const rows = [...list.rows, ...page.rows.filter(({ id }) => !known.has(id))];
  return page.cursor === undefined ? { rows } : { rows, cursor: page.cursor };
}

/**
 * Rows that are new or changed: those that fit take their places, those that no longer fit leave, what is
 * older than the last one comes with its page. Nothing changed: the same object.
 */
export function withNews(
  list: RecordingList,
  news: readonly RecordingRow[],
  filter: RecordingFilter,
): RecordingList {
  const newest = new Map(news.map((row) => [row.id, row]));
  const last = list.cursor === undefined ? undefined : list.rows.at(-1);
  const kept = list.rows.filter(({ id }) => !newest.has(id));
  const coming = [...newest.values()].filter(
    (row) => fits(row, filter) && (last === undefined || row.id === last.id || byAge(row, last) < 0),
  );
  if (coming.length === 0 && kept.length === list.rows.length) return list;
  return { ...list, rows: [...kept, ...coming].toSorted(byAge) };
}

function byAge(a: RecordingRow, b: RecordingRow): number {
  return b.startedAtMs - a.startedAtMs || b.id - a.id;
}

function fitsNumber(row: RecordingRow, number: string): boolean {
  return bare(row.otherNumber).endsWith(bare(number).replace(/^0+(?=.)/, ""));
}

function fitsCall(row: RecordingRow, call: string): boolean {
  return call === "" || (row.chainId !== undefined && `${row.chainId}-${row.link ?? ""}`.startsWith(call));
}

function fitsText({ fileName, mp3Name = "", otherNumber, otherName }: RecordingRow, text: string): boolean {
  const haystack = folded([fileName, mp3Name, otherNumber, otherName].join("\n"));
  return folded(text)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function bare(number: string): string {
  return number.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
