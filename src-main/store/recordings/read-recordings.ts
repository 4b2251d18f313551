/** Reads the list of recordings: pages newest first by whatever somebody looks for, and what the pipeline asks. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { RecordingFilter, RecordingState } from "../../../src-shared/recordings/recording.ts";
import type { LibraryRow } from "../../recordings/types.ts";
import type { SqlRow } from "./columns.ts";
import { rowFrom } from "./columns.ts";
import type { Place } from "./cursor.ts";
import { numberEndAskedFor, patternsAskedFor } from "./search-values.ts";

export interface PageOrder {
  readonly filter: RecordingFilter;
  /** Only what comes after this row. */
  readonly after?: Place | undefined;
  readonly limit: number;
}

export interface RecordingsReader {
  byIds(ids: readonly number[]): LibraryRow[];
  /** In the order of the keys; unknown ones are left out. */
  byKeys(keys: readonly string[]): LibraryRow[];
  byMp3Name(name: string): LibraryRow | undefined;
  /** By the time they began. `link` left out: all of the chain. */
  ofChain(chainId: string, link: number | undefined): LibraryRow[];
  inStates(states: readonly RecordingState[], limit: number): LibraryRow[];
  page(order: PageOrder): LibraryRow[];
  /** How many match, but at most `most`. */
  count(filter: RecordingFilter, most: number): number;
}

type Condition = readonly [sql: string, ...values: SQLInputValue[]];

/** What narrows a search most decides which index is read; `ranges`: one search for each, put together. */
interface Way {
  readonly index: string;
  readonly ranges: readonly Condition[];
}

const newestFirst = "ORDER BY started_at_ms DESC, id DESC LIMIT ?";

export function createRecordingsReader(db: DatabaseSync): RecordingsReader {
  const oneById = db.prepare("SELECT * FROM recording WHERE id = ?");
  const oneByKey = db.prepare("SELECT * FROM recording WHERE source_key = ?");
  const oneByMp3 = db.prepare("SELECT * FROM recording WHERE mp3_name = ?");
  const chain = db.prepare(
    "SELECT * FROM recording WHERE chain_id = ?1 AND (?2 IS NULL OR link = ?2) ORDER BY started_at_ms, id",
  );
  const oldestIn = db.prepare("SELECT * FROM recording WHERE state = ? ORDER BY started_at_ms, id LIMIT ?");

  /** Columns of the rows that match, newest first. */
  function select(columns: string, { filter, after, limit }: PageOrder): SqlRow[] {
    const conditions = conditionsOf(filter, after);
    const { index, ranges } = wayTo(filter);
    const found = ranges.flatMap((range): SqlRow[] => {
      const all = range[0] === "" ? conditions : [range, ...conditions];
      const where = all.length === 0 ? "" : `WHERE ${all.map(([sql]) => sql).join(" AND ")}`;
      // Without the index named, SQLite would guess, since nobody keeps statistics for it.
      const sql = `SELECT ${columns} FROM recording INDEXED BY ${index} ${where} ${newestFirst}`;
      return db.prepare(sql).all(...all.flatMap(([, ...values]) => values), limit);
    });
    if (ranges.length < 2) return found;
    return found.toSorted(byAgeDescending).slice(0, limit);
  }

  return {
    byIds: (ids) => ids.flatMap((id) => rowsOf(oneById.get(id))),
    byKeys: (keys) => keys.flatMap((key) => rowsOf(oneByKey.get(key))),
    byMp3Name: (name) => rowsOf(oneByMp3.get(name))[0],
    ofChain: (chainId, link) => chain.all(chainId, link ?? null).map(rowFrom),
    inStates: (states, limit) =>
      [...new Set(states)]
        .flatMap((state): SqlRow[] => oldestIn.all(state, limit))
        .toSorted((a, b) => byAgeDescending(b, a))
        .slice(0, limit)
        .map(rowFrom),
    page(order) {
      const ids = select("id, started_at_ms", order).map(({ id }) => Number(id));
      return ids.flatMap((id) => rowsOf(oneById.get(id)));
    },
    count: (filter, most) => select("id, started_at_ms", { filter, limit: most }).length,
  };
}

function rowsOf(row: SqlRow | undefined): LibraryRow[] {
  return row === undefined ? [] : [rowFrom(row)];
}

function byAgeDescending(a: SqlRow, b: SqlRow): number {
  return Number(b["started_at_ms"]) - Number(a["started_at_ms"]) || Number(b["id"]) - Number(a["id"]);
}

function wayTo(filter: RecordingFilter): Way {
  const call = filter.chainId?.trim() ?? "";
  // The last character of all: what begins with `call` lies below it.
  if (call !== "")
    return way("recording_link", [["link_id >= ? AND link_id < ?", call, `${call}\u{10FFFF}`]]);
  const end = numberEndAskedFor(filter.number ?? "");
  // "{" follows z, the last character that a number's end can have.
  if (end.length > 2)
    return way("recording_number", [["number_end >= ? AND number_end < ?", end, `${end}{`]]);
  const user = filter.user?.trim() ?? "";
  if (user !== "") return way("recording_user", [["extension = ?", user]]);
  if (filter.states !== undefined) {
    return way(
      "recording_state",
      [...new Set(filter.states)].map((state) => ["state = ?", state]),
    );
  }
  return way("recording_time", [[""]]);
}

function way(index: string, ranges: readonly Condition[]): Way {
  return { index, ranges };
}

/** Everything that must hold; what the way says already costs nothing to ask again. */
function conditionsOf(filter: RecordingFilter, after: Place | undefined): Condition[] {
  const conditions: Condition[] = [];
  const { states, fromMs, toMs } = filter;
  if (after !== undefined) conditions.push(["(started_at_ms, id) < (?, ?)", after.startedAtMs, after.id]);
  if (fromMs !== undefined) conditions.push(["started_at_ms >= ?", fromMs]);
  if (toMs !== undefined) conditions.push(["started_at_ms < ?", toMs]);
  for (const pattern of patternsAskedFor(filter.text ?? "")) conditions.push(["haystack GLOB ?", pattern]);
  if (states !== undefined) {
    conditions.push(["state IN (SELECT value FROM json_each(?))", JSON.stringify(states)]);
  }
  const user = filter.user?.trim() ?? "";
  if (user !== "") conditions.push(["extension = ?", user]);
  const end = numberEndAskedFor(filter.number ?? "");
  if (end !== "") conditions.push(["number_end >= ? AND number_end < ?", end, `${end}{`]);
  const call = filter.chainId?.trim() ?? "";
  if (call !== "") conditions.push(["link_id >= ? AND link_id < ?", call, `${call}\u{10FFFF}`]);
  return conditions;
}
