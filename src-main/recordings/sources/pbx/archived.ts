/**
 * Recordings that the PBX has moved to its archive. Some builds hand them out all the same, so each is tried;
 * then it is asked for again, ever more seldom.
 */
import { type Clock, steadyMsOf } from "../../../../src-shared/ports/clock.ts";
import type { ListedRecording, PbxRecordings, RecordingFailure } from "../../types.ts";
import { archivedWaitMs } from "../retry-waits.ts";
import type { Work } from "../work.ts";
import { dropStream } from "./downloads.ts";
import { archivedFailure } from "./listed-file.ts";

export interface ArchivedOptions {
  readonly recordings: PbxRecordings;
  readonly clock: Clock;
  readonly work: Work;
  readonly signal: AbortSignal;
  readonly onTrouble: (row: ListedRecording, failure: RecordingFailure, nextTryAtMs: number) => void;
  /** It can be downloaded after all. */
  readonly onComplete: (row: ListedRecording) => void;
}

export interface Archived {
  add(row: ListedRecording): void;
  remove(recordingId: number): void;
  stop(): void;
}

interface Kept {
  readonly row: ListedRecording;
  dueMs: number;
  tries: number;
}

export function createArchived(options: ArchivedOptions): Archived {
  const { recordings, clock, work, signal } = options;
  const kept = new Map<number, Kept>();
  let asking = false;
  let cancel = () => {};
  const steadyMs = steadyMsOf(clock);

  const schedule = () => {
    cancel();
    if (signal.aborted || asking || kept.size === 0) return;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const { dueMs } of kept.values()) firstMs = Math.min(firstMs, dueMs);
    cancel = clock.after(Math.max(firstMs - steadyMs(), 0), () => void work.run(askDue));
  };

  const askDue = async () => {
    asking = true;
    for (const each of [...kept.values()]) {
      if (signal.aborted) break;
      if (each.dueMs <= steadyMs() && kept.get(each.row.recordingId) === each) await ask(each);
    }
    asking = false;
    schedule();
  };

  const ask = async (each: Kept) => {
    const { row } = each;
    const answer = await recordings.download(row.recordingId, 0, signal);
    if (answer.ok) await dropStream(answer);
    if (signal.aborted || kept.get(row.recordingId) !== each) return;
    if (answer.ok) {
      kept.delete(row.recordingId);
      return options.onComplete(row);
    }
    each.tries += 1;
    const waitMs = archivedWaitMs(each.tries);
    each.dueMs = steadyMs() + waitMs;
    options.onTrouble(row, archivedFailure, clock.nowMs() + waitMs);
  };

  return {
    add: (row) => {
      if (kept.has(row.recordingId)) return;
      kept.set(row.recordingId, { row, dueMs: steadyMs(), tries: 0 });
      schedule();
    },
    remove: (recordingId) => void kept.delete(recordingId),
    stop: () => {
      cancel();
      kept.clear();
    },
  };
}
