/**
 * Row ids that say when: acceptance in milliseconds times 2048, plus a counter within the millisecond.
 * So a range of time is a range of ids, and newest first is simply the highest id first.
 */
import type { DatabaseSync } from "node:sqlite";

const perMs = 2048;
/** Ids are exact numbers in JavaScript until the year 2109. */
const latestMs = Math.floor(Number.MAX_SAFE_INTEGER / perMs) - 1;

export interface IdSource {
  /** An id that the table does not have yet; in the next millisecond when this one is full. */
  next(atMs: number): number;
}

export function createIdSource(db: DatabaseSync): IdSource {
  const highest = db.prepare("SELECT max(id) AS id FROM delivery WHERE id >= ? AND id < ?");
  return {
    next(atMs) {
      let first = firstIdAt(atMs);
      for (;;) {
        const id = highest.get(first, first + perMs)?.["id"];
        if (typeof id !== "number") return first;
        if (id + 1 < first + perMs) return id + 1;
        first += perMs;
      }
    },
  };
}

/** When the row was accepted, or the millisecond before whose rows are below this id. */
export function msOfId(id: number): number {
  return Math.floor(id / perMs);
}

/** The lowest id of this millisecond; times before 1970 and after 2109 are cut off. */
export function firstIdAt(atMs: number): number {
  return Math.min(Math.max(0, Math.floor(atMs)), latestMs) * perMs;
}
