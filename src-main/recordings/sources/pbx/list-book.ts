/** What is remembered of the PBX's list: which rows were told, and how they stood then. */
import type { ListedRecording } from "../../types.ts";

export type RowStanding = "growing" | "complete" | "archived" | "known" | "old";

export interface RememberedRow {
  readonly standing: RowStanding;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly fileName: string;
}

export interface ListBook {
  get(recordingId: number): RememberedRow | undefined;
  set(row: ListedRecording, fileName: string, standing: RowStanding): void;
  /** Whether a row says something that was not told yet. `all`: also of rows older than this program. */
  isNews(row: ListedRecording, all: boolean): boolean;
  /** Forgets and returns rows that began in [fromMs, toMs) and are not in the list any more. */
  missing(listed: ReadonlySet<number>, fromMs: number, toMs: number): readonly [number, RememberedRow][];
  /** Forgets what began before; rows that are waited for stay. */
  forget(beforeMs: number): void;
}

export function createListBook(): ListBook {
  const rows = new Map<number, RememberedRow>();
  return {
    get: (recordingId) => rows.get(recordingId),
    set: ({ recordingId, startedAtMs, endedAtMs }, fileName, standing) => {
      rows.set(recordingId, { standing, startedAtMs, endedAtMs, fileName });
    },
    isNews: (row, all) => {
      const known = rows.get(row.recordingId);
      const standing = known?.standing;
      switch (standing) {
        case undefined:
          return true;
        case "growing":
          return row.endedAtMs !== undefined || row.archived;
        case "complete":
          return row.endedAtMs !== undefined && row.endedAtMs !== known?.endedAtMs;
        case "archived":
          return !row.archived;
        case "known":
          return false;
        case "old":
          return all;
        default: {
          const _never: never = standing;
          return _never;
        }
      }
    },
    missing: (listed, fromMs, toMs) => {
      const gone = [...rows].filter(
        ([id, { startedAtMs }]) => startedAtMs >= fromMs && startedAtMs < toMs && !listed.has(id),
      );
      for (const [id] of gone) rows.delete(id);
      return gone;
    },
    forget: (beforeMs) => {
      for (const [id, { startedAtMs, standing }] of rows) {
        if (startedAtMs < beforeMs && standing !== "growing" && standing !== "archived") rows.delete(id);
      }
    },
  };
}
