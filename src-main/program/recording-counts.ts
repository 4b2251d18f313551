/**
 * Tells the history of calls how many recordings of each call there are: it shows the number, and only the
 * recordings room knows it. Counted are those that can be had or are on their way, not deleted ones.
 */
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { RecordingRow } from "../../src-shared/recordings/recording.ts";
import type { History } from "../history/create-history.ts";
import type { Recordings } from "../recordings/create-recordings.ts";

export interface RecordingCountsOptions {
  readonly recordings: Pick<Recordings, "onChange" | "ofChain" | "page" | "status">;
  readonly history: Pick<History, "recordings">;
  readonly log: Logger;
}

export interface RecordingCounts {
  /** Counts anew what may have changed in the last moment of the run before. Call it once the room has started. */
  start(): void;
  stop(): void;
  /** Counting under way. */
  busy(): number;
}

const perPage = 500;
/** To notice that a file was found to belong to another call; the oldest are forgotten. */
const mostRemembered = 5_000;
/** A purge deletes no more than a few days' recordings, except after `keep_days` became much smaller. */
const mostPurgedPages = 400;

export function createRecordingCounts({ recordings, history, log }: RecordingCountsOptions): RecordingCounts {
  const waiting = new Set<string>();
  const chainOfRow = new Map<number, string>();
  let purgedAtMs = recordings.status().lastPurge?.atMs;
  let working: Promise<void> | undefined;
  let underWay = 0;
  let stopped = false;
  const stopListening = recordings.onChange((rows) => {
    for (const row of rows) if (row.progress === undefined) noteRow(row);
    notePurge();
    work();
  });

  function noteRow({ id, chainId }: RecordingRow): void {
    const before = chainOfRow.get(id);
    if (before !== undefined) waiting.add(before);
    chainOfRow.delete(id);
    if (chainId === undefined) return;
    waiting.add(chainId);
    chainOfRow.set(id, chainId);
    const [oldest] = chainOfRow.keys();
    if (chainOfRow.size > mostRemembered && oldest !== undefined) chainOfRow.delete(oldest);
  }

  function notePurge(): void {
    const { lastPurge } = recordings.status();
    if (lastPurge === undefined || lastPurge.atMs === purgedAtMs) return;
    purgedAtMs = lastPurge.atMs;
    if (lastPurge.files > 0) void tried(() => notePurged(lastPurge));
  }

  /** A big purge does not tell all of its rows; they are in the list, with its time. */
  async function notePurged({
    atMs,
    files,
  }: {
    readonly atMs: number;
    readonly files: number;
  }): Promise<void> {
    let left = files;
    let cursor: string | undefined;
    for (let pages = 0; left > 0 && pages < mostPurgedPages && !stopped; pages++) {
      const from = cursor === undefined ? {} : { cursor };
      const page = await recordings.page({ states: ["purged"], limit: perPage, ...from });
      const gone = page.rows.filter((row) => row.purgedAtMs === atMs);
      for (const { chainId } of gone) if (chainId !== undefined) waiting.add(chainId);
      left -= gone.length;
      ({ cursor } = page);
      if (cursor === undefined) break;
    }
    work();
  }

  function work(): void {
    if (stopped || waiting.size === 0) return;
    working ??= tried(countAll).finally(() => {
      working = undefined;
    });
  }

  async function countAll(): Promise<void> {
    for (const chainId of waiting) {
      if (stopped) return;
      waiting.delete(chainId);
      const rows = await recordings.ofChain(chainId);
      history.recordings(chainId, rows.filter(isCounted).length);
    }
  }

  /** A number that is not shown rightly must not cost anything else. */
  async function tried(what: () => Promise<void>): Promise<void> {
    underWay += 1;
    try {
      await what();
    } catch (error) {
      log.debug("The recordings of some calls could not be counted.", { reason: String(error) });
    } finally {
      underWay -= 1;
    }
  }

  return {
    start() {
      void tried(async () => {
        const { rows } = await recordings.page({ limit: perPage });
        for (const { chainId } of rows) if (chainId !== undefined) waiting.add(chainId);
        work();
      });
    },
    stop() {
      stopped = true;
      stopListening();
    },
    busy: () => underWay,
  };
}

function isCounted({ state }: RecordingRow): boolean {
  return state !== "purged" && state !== "ignored";
}
