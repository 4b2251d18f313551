/** Tells windows and meters what changed, a few times a second at most, however much happens. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";

/** `rows`: those that are new or changed, as they stand; their ids once each. */
export type RecordingsListener = (rows: readonly RecordingRow[]) => void;

export interface News {
  rows(rows: readonly RecordingRow[]): void;
  /** Only the status has changed. */
  status(): void;
  on(listener: RecordingsListener): () => void;
  stop(): void;
}

const BETWEEN_MS = 200;
/** More rows than a window shows are not told one by one. */
const MOST_ROWS = 500;

export function createNews(clock: Clock, log: Logger): News {
  const listeners = new Set<RecordingsListener>();
  const changed = new Map<number, RecordingRow>();
  let cancelTimer: (() => void) | undefined;

  function tell(): void {
    cancelTimer = undefined;
    const rows = [...changed.values()].slice(-MOST_ROWS);
    changed.clear();
    for (const listener of listeners) {
      try {
        listener(rows);
      } catch (error) {
        log.error("A listener for recordings failed.", { reason: String(error) });
      }
    }
  }

  function soon(): void {
    if (listeners.size === 0) changed.clear();
    else cancelTimer ??= clock.after(BETWEEN_MS, tell);
  }

  return {
    rows(rows) {
      for (const row of rows) {
        changed.delete(row.id);
        changed.set(row.id, row);
      }
      soon();
    },
    status: soon,
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      cancelTimer?.();
      listeners.clear();
    },
  };
}
