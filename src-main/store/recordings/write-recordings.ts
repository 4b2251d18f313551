/** Writes rows, links and notes, within the transaction of whoever calls. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { EndedLink, LibraryRow, NewLibraryRow, RecordingChange } from "../../recordings/types.ts";
import { columnOf, fieldsOf, rowFrom, stored } from "./columns.ts";
import { searchedFields, searchValuesOf } from "./search-values.ts";

export interface RecordingsWriter {
  /** Rows whose key is there are left alone. Gives all of them as they stand. */
  add(rows: readonly NewLibraryRow[]): LibraryRow[];
  /** Unknown ids are left alone. */
  change(id: number, set: RecordingChange): void;
  addLink(link: EndedLink): void;
  forgetLinks(endedBeforeMs: number): void;
  /** Returns how many. */
  forgetPurged(purgedBeforeMs: number, limit: number): number;
  setNote(key: string, value: string): void;
}

export function createRecordingsWriter(db: DatabaseSync): RecordingsWriter {
  const fields = fieldsOf(columnOf);
  const insert = db.prepare(
    `INSERT INTO recording (${fields.map((field) => columnOf[field]).join(", ")}, link_id, number_end, haystack)
     VALUES (${fields.map(() => "?").join(", ")}, ?, ?, ?) ON CONFLICT (source_key) DO NOTHING`,
  );
  const byKey = db.prepare("SELECT * FROM recording WHERE source_key = ?");
  const byId = db.prepare("SELECT * FROM recording WHERE id = ?");
  const find = db.prepare("UPDATE recording SET link_id = ?, number_end = ?, haystack = ? WHERE id = ?");
  const putLink = db.prepare(
    `INSERT INTO link (chain_id, link, from_ms, to_ms, json) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET from_ms = excluded.from_ms, to_ms = excluded.to_ms, json = excluded.json`,
  );
  const dropLinks = db.prepare("DELETE FROM link WHERE to_ms < ?");
  const dropPurged = db.prepare(
    `DELETE FROM recording WHERE id IN (SELECT id FROM recording
       WHERE state = 'purged' AND purged_at_ms < ? ORDER BY purged_at_ms LIMIT ?)`,
  );
  const putNote = db.prepare(
    "INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const updates = new Map<string, StatementSync>();

  /** One statement for each set of columns; there are few, since the pipeline has few steps. */
  function update(assignments: string): StatementSync {
    const known = updates.get(assignments);
    if (known !== undefined) return known;
    const made = db.prepare(`UPDATE recording SET ${assignments} WHERE id = ?`);
    updates.set(assignments, made);
    return made;
  }

  function findAgain(id: number): void {
    const row = byId.get(id);
    if (row !== undefined) find.run(...searchColumns(rowFrom(row)), id);
  }

  return {
    add: (rows) =>
      rows.flatMap((row) => {
        insert.run(...fields.map((field) => stored(row[field])), ...searchColumns(row));
        const kept = byKey.get(row.sourceKey);
        return kept === undefined ? [] : [rowFrom(kept)];
      }),
    change(id, set) {
      const changed = fieldsOf(set);
      if (changed.length === 0) return;
      const values = changed.map((field) => stored(set[field]));
      update(changed.map((field) => `${columnOf[field]} = ?`).join(", ")).run(...values, id);
      if (changed.some((field) => searchedFields.has(field))) findAgain(id);
    },
    addLink(link) {
      const { chainId, link: number, atMs, startedAtMs, talkS } = link.ended;
      const fromMs = startedAtMs ?? atMs - talkS * 1000;
      putLink.run(chainId, number, Math.min(fromMs, atMs), atMs, JSON.stringify(link));
    },
    forgetLinks: (endedBeforeMs) => void dropLinks.run(endedBeforeMs),
    forgetPurged: (purgedBeforeMs, limit) => Number(dropPurged.run(purgedBeforeMs, limit).changes),
    setNote: (key, value) => void putNote.run(key, value),
  };
}

function searchColumns(row: NewLibraryRow): [SQLInputValue, string, string] {
  const { linkId, numberEnd, haystack } = searchValuesOf(row);
  return [stored(linkId), numberEnd, haystack];
}
