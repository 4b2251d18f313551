/** Keeps the search index in step with the rows: each change of a delivery writes its words anew. */
import type { DatabaseSync } from "node:sqlite";
import { numberIn, textIn } from "./columns.ts";
import { factsOf, textOf } from "./search-terms.ts";

export interface SearchIndex {
  /** Reads the delivery and replaces its words. */
  update(id: number): void;
  remove(id: number): void;
}

export function createSearchIndex(db: DatabaseSync): SearchIndex {
  const read = db.prepare(`
    SELECT event_id, endpoint, type, link_id, caller, caller_name, user, state, mirror, test, replayed,
      url, body FROM delivery LEFT JOIN request ON request.delivery = delivery.id WHERE id = ?`);
  const readSaid = db.prepare(
    "SELECT DISTINCT coalesce(error, '') AS error, coalesce(answer, '') AS answer FROM attempt WHERE delivery = ?",
  );
  const write = db.prepare("INSERT OR REPLACE INTO search (rowid, facts, text) VALUES (?, ?, ?)");
  const erase = db.prepare("DELETE FROM search WHERE rowid = ?");

  return {
    update(id) {
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
      write.run(id, factsOf(words), textOf(words));
    },
    remove: (id) => void erase.run(id),
  };
}
