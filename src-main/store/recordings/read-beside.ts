/** Reads what is kept beside the list: links that are over, notes, counts, and what is to be deleted. */
import type { DatabaseSync } from "node:sqlite";
import type { PurgePreview, RecordingState } from "../../../src-shared/recordings/recording.ts";
import type { EndedLink, LibraryRow } from "../../recordings/types.ts";
import { rowFrom } from "./columns.ts";

/** As they lie in the file: states that no recording is in may be absent. */
export interface StoredCounts {
  readonly states: Readonly<Partial<Record<RecordingState, number>>>;
  readonly mp3Bytes: number;
}

/** The same expressions as in the index recording_expiry, or SQLite would not use it. */
const endsAt = "coalesce(call_ended_at_ms, started_at_ms + 1000 * coalesce(duration_s, 0))";
const onDisk = "mp3_name IS NOT NULL AND state <> 'purged'";

/** By the time they began. */
export function linksTouching(db: DatabaseSync, fromMs: number, toMs: number): EndedLink[] {
  const rows = db
    .prepare("SELECT json FROM link WHERE to_ms >= ? AND from_ms < ? ORDER BY from_ms, chain_id, link")
    .all(fromMs, toMs);
  return rows.flatMap(({ json }) => linkFrom(String(json)));
}

/** None when the text is damaged in a way that SQLite does not notice. */
function linkFrom(json: string): EndedLink[] {
  try {
    return [JSON.parse(json)];
  } catch {
    return [];
  }
}

export function noteOf(db: DatabaseSync, key: string): string | undefined {
  const value = db.prepare("SELECT value FROM note WHERE key = ?").get(key)?.["value"];
  return typeof value === "string" ? value : undefined;
}

export function countsOf(db: DatabaseSync): StoredCounts {
  const rows = db.prepare("SELECT state, count, bytes FROM tally").all();
  return {
    states: Object.fromEntries(rows.map(({ state, count }) => [String(state), Number(count)])),
    mp3Bytes: rows.reduce((sum, { bytes }) => sum + Number(bytes), 0),
  };
}

/** Oldest first. */
export function expiredBefore(db: DatabaseSync, endedBeforeMs: number, limit: number): LibraryRow[] {
  return db
    .prepare(`SELECT * FROM recording WHERE ${onDisk} AND ${endsAt} < ? ORDER BY ${endsAt}, id LIMIT ?`)
    .all(endedBeforeMs, limit)
    .map(rowFrom);
}

export function expiryBefore(
  db: DatabaseSync,
  endedBeforeMs: number,
): Pick<PurgePreview, "files" | "bytes" | "oldestEndedAtMs"> {
  const row = db
    .prepare(
      `SELECT count(*) AS files, coalesce(sum(mp3_bytes), 0) AS bytes, min(${endsAt}) AS oldest
       FROM recording WHERE ${onDisk} AND ${endsAt} < ?`,
    )
    .get(endedBeforeMs);
  const oldest = row?.["oldest"];
  return {
    files: Number(row?.["files"] ?? 0),
    bytes: Number(row?.["bytes"] ?? 0),
    ...(typeof oldest === "number" ? { oldestEndedAtMs: oldest } : {}),
  };
}
