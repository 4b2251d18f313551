/**
 * Reads from a damaged queue file whatever can still be read, so that damage to one page does not cost
 * the events on all others. What comes back may be a little old: better twice than never.
 */
import type { DatabaseSync } from "node:sqlite";
import { rescueFrom } from "../sqlite-worker/copy-table.ts";
import { queueLayout } from "./layout.ts";

const tables: Readonly<Record<string, readonly string[]>> = {
  event: ["n", "id", "chain_id", "link_id", "seq", "type", "accepted_at_ms"],
  delivery: [
    "n",
    "event",
    "endpoint",
    "request",
    "deadline_at_ms",
    "attempts",
    "due_at_ms",
    "replay",
    "refusals",
  ],
  document: ["key", "json"],
  chain_seq: ["chain_id", "seq", "touched"],
  meta: ["name", "value"],
};

/** Copies into `db`, which is fresh. Returns the number of events that wait for delivery now. Never throws. */
export function rescue(db: DatabaseSync, damagedPath: string): number {
  return rescueFrom({
    ...{ db, damagedPath, layoutVersion: queueLayout.length, tables },
    after: () => {
      dropBroken(db);
      return Number(db.prepare("SELECT count(*) AS count FROM event").get()?.["count"]);
    },
  });
}

/** Halves of events, and texts that are no JSON. */
function dropBroken(db: DatabaseSync): void {
  db.exec(`
    DELETE FROM delivery WHERE NOT json_valid(request) OR event NOT IN (SELECT n FROM event);
    DELETE FROM event WHERE n NOT IN (SELECT event FROM delivery);
    DELETE FROM document WHERE NOT json_valid(json);
  `);
}
