/**
 * What happened and is not written yet. Bounded: when the disk does not keep up, the oldest entries are
 * lost and counted, because a log must never cost a webhook.
 */
import type { LogEntry } from "./types.ts";

export const mostBuffered = 10_000;

export interface EntryBuffer {
  add(entry: LogEntry): void;
  /** The oldest entries, still in the buffer until `written` is called. */
  next(most: number): readonly LogEntry[];
  /** The entries of the last `next` are on disk or cannot be written at all. */
  written(): void;
  size(): number;
  /** Entries lost so far. */
  lost(): number;
}

export function createEntryBuffer(most = mostBuffered): EntryBuffer {
  let entries: LogEntry[] = [];
  let taken = 0;
  let lost = 0;

  return {
    add(entry) {
      entries.push(entry);
      if (entries.length <= most) return;
      // A slice at a time: to move the whole list for each entry would cost more than the log is worth.
      const excess = Math.max(1, Math.ceil(most / 100));
      // What is on its way to the disk goes on its way.
      entries.splice(taken, excess);
      lost += excess;
    },
    next(count) {
      taken = Math.min(count, entries.length);
      return entries.slice(0, taken);
    },
    written() {
      entries = entries.slice(taken);
      taken = 0;
    },
    size: () => entries.length,
    lost: () => lost,
  };
}
