/** Keeps the search index in step with the rows: each change of a delivery writes its words anew. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { numberIn, textIn } from "./columns.ts";
import type { SearchShards, Shard } from "./search-shards.ts";
import { factsOf, textOf } from "./search-terms.ts";

export interface SearchIndex {
  /** Takes in a row that was just written. */
  add(id: number): void;
  /** Reads the delivery and replaces its words. */
  update(id: number): void;
  remove(id: number): void;
}

export function createSearchIndex(db: DatabaseSync, shards: SearchShards): SearchIndex {
  const read = db.prepare(`
    SELECT event_id, endpoint, type, link_id, caller, caller_name, user, state, mirror, test, replayed,
      url, body FROM delivery LEFT JOIN request ON request.delivery = delivery.id WHERE id = ?`);
  const readSaid = db.prepare(
    "SELECT DISTINCT coalesce(error, '') AS error, coalesce(answer, '') AS answer FROM attempt WHERE delivery = ?",
  );
  const statements = new Map<string, { write: StatementSync; erase: StatementSync }>();

  function statementsFor({ table }: Shard) {
    const known = statements.get(table);
    if (known !== undefined) return known;
    const made = {
      write: db.prepare(`INSERT OR REPLACE INTO ${table} (rowid, facts, text) VALUES (?, ?, ?)`),
      erase: db.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
    };
    // One or two shards are written to at a time.
    if (statements.size > 8) statements.clear();
    statements.set(table, made);
    return made;
  }

  function write(id: number, shard: Shard): void {
    const row = read.get(id);
    if (row === undefined) return;
    const words = {
      eventId: textIn(row, "event_id"),
      endpoint: textIn(row, "endpoint"),
      type: textIn(row, "type"),
      linkId: textIn(row, "link_id"),
      caller: textIn(row, "caller"),
      callerName: textIn(row, "caller_name"),
      user: textIn(row, "user"),
      state: textIn(row, "state"),
      mirror: numberIn(row, "mirror") === 1,
      test: numberIn(row, "test") === 1,
      replayed: numberIn(row, "replayed") === 1,
      url: textIn(row, "url"),
      body: textIn(row, "body"),
      said: readSaid.all(id).flatMap((one) => [textIn(one, "error"), textIn(one, "answer")]),
    };
    statementsFor(shard).write.run(id, factsOf(words), textOf(words));
  }

  return {
    add: (id) => write(id, shards.forNew(id)),
    update: (id) => write(id, shards.of(id)),
    remove: (id) => void statementsFor(shards.of(id)).erase.run(id),
  };
}
