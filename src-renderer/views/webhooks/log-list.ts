/** The log's rows as they are loaded, and what news do to them. Pure: the live tail is tested as a table. */
import type { LogFilter, LogPage, LogRow } from "../../../src-shared/webhooks/log-query.ts";

export interface LogList {
  /** Newest first, without gaps down to the last one. */
  readonly rows: readonly LogRow[];
  /** Leads to what is older; absent when there is nothing. */
  readonly cursor?: string;
  /** The search paused there: what is older was not looked at yet. */
  readonly searchedToMs?: number;
}

export const emptyList: LogList = { rows: [] };

/** `ask`: everything fits as far as a window can tell; the words that were looked for, only the engine knows. */
export type Fit = "yes" | "no" | "ask";

export function fitOf(row: LogRow, filter: LogFilter): Fit {
  const fits =
    isIn(filter.ids, row.id) &&
    isIn(filter.eventIds, row.eventId) &&
    isIn(filter.endpoints, row.endpoint) &&
    isIn(filter.types, row.type) &&
    isIn(filter.states, row.state) &&
    is(filter.mirror, row.mirror) &&
    is(filter.test, row.test) &&
    is(filter.replayed, row.replayed) &&
    row.acceptedAtMs >= (filter.fromMs ?? 0) &&
    row.acceptedAtMs < (filter.toMs ?? Number.POSITIVE_INFINITY) &&
    idWord(row.linkId).startsWith(idWord((filter.callId ?? "").trim())) &&
    plain(row.caller).endsWith(plain(filter.number ?? "").replace(/^0+(?=.)/, "")) &&
    (plain(filter.user ?? "") === "" || plain(row.user) === plain(filter.user ?? ""));
  if (!fits) return "no";
  return (filter.text ?? "").trim() === "" ? "yes" : "ask";
}

/** A further page below what is there. */
export function withPage(list: LogList, page: LogPage): LogList {
  const lowest = list.rows.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  const rows = [...list.rows, ...page.rows.filter((row) => row.id < lowest)];
  const { cursor, searchedToMs } = page;
  return {
    rows,
    ...(cursor === undefined ? {} : { cursor }),
    ...(searchedToMs === undefined ? {} : { searchedToMs }),
  };
}

/**
 * Rows that fit take their places; what is older than the last one comes with its page. Rows that no longer
 * fit leave. Nothing changed: the same object.
 */
export function withNews(
  list: LogList,
  fitting: readonly LogRow[],
  leaving: ReadonlySet<number> = new Set(),
): LogList {
  const lowest = list.cursor === undefined ? Number.NEGATIVE_INFINITY : (list.rows.at(-1)?.id ?? 0);
  const news = new Map(fitting.filter((row) => row.id >= lowest).map((row) => [row.id, row]));
  const kept = list.rows.flatMap((row) => {
    if (leaving.has(row.id)) return [];
    const newer = news.get(row.id);
    news.delete(row.id);
    return [newer ?? row];
  });
  const isSame =
    news.size === 0 && kept.length === list.rows.length && kept.every((row, at) => row === list.rows[at]);
  if (isSame) return list;
  const rows = news.size === 0 ? kept : inOrder([...news.values()], kept);
  return { ...list, rows };
}

/** Most news are the newest: then nothing needs sorting. */
function inOrder(news: readonly LogRow[], kept: readonly LogRow[]): readonly LogRow[] {
  const sorted = news.toSorted((a, b) => b.id - a.id);
  const first = kept[0]?.id ?? Number.NEGATIVE_INFINITY;
  if ((sorted.at(-1)?.id ?? first) > first) return [...sorted, ...kept];
  return [...sorted, ...kept].toSorted((a, b) => b.id - a.id);
}

export interface SortedNews {
  readonly fitting: readonly LogRow[];
  readonly leaving: readonly LogRow[];
  /** The engine must say which of these match the words. */
  readonly ask: readonly number[];
}

/** What each row of the news means for this filter. */
export function sortedNews(list: LogList, news: readonly LogRow[], filter: LogFilter): SortedNews {
  const shown = new Set(list.rows.map((row) => row.id));
  const of = (fit: Fit) => news.filter((row) => fitOf(row, filter) === fit);
  const asked = of("ask");
  return {
    // A row that is shown had the words before; it need not be asked for again.
    fitting: [...of("yes"), ...asked.filter((row) => shown.has(row.id))],
    leaving: of("no").filter((row) => shown.has(row.id)),
    ask: asked.filter((row) => !shown.has(row.id)).map((row) => row.id),
  };
}

/** Held rows with their newest content, those too that the filter no longer has. */
export function freshRows(rows: readonly LogRow[], left: ReadonlyMap<number, LogRow>): readonly LogRow[] {
  return left.size === 0 ? rows : rows.map((row) => left.get(row.id) ?? row);
}

function isIn<Value>(list: readonly Value[] | undefined, value: Value): boolean {
  return list === undefined || list.includes(value);
}

function is(wanted: boolean | undefined, value: boolean): boolean {
  return wanted === undefined || wanted === value;
}

/** As the engine's search compares them. */
function plain(value: string): string {
  return value.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function idWord(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]/g, "x");
}
