/**
 * The PBX's own list of recordings as evidence: what it says of a file, and how many files a link has. The
 * source that works from this list hands its rows on; beside a folder the PBX is asked, and gently.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import { findListed, folderPathOf, plainPath } from "../matching/listed.ts";
import type { ListedRecording, ListRead, PbxRecordings, SourceFile } from "../types.ts";

export interface PbxList {
  /** What the PBX answered. */
  note(recordings: readonly ListedRecording[], read: ListRead): void;
  /** The row of this very file. */
  about(file: SourceFile): ListedRecording | undefined;
  /** Rows of recordings that began in [fromMs, toMs); none unless all of them were asked for at `sinceMs` or later. */
  between(fromMs: number, toMs: number, sinceMs: number): readonly ListedRecording[];
  /** A file of a recording that began then is waiting: asks about it soon, where `ask` is given. */
  want(startedAtMs: number): void;
  /** Questions under way. */
  busy(): number;
  stop(): void;
}

export interface PbxListOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** `undefined`: nobody can be asked, or the source does it anyway. */
  readonly ask: () => PbxRecordings["list"] | undefined;
  readonly onNews: () => void;
}

const MOST_ROWS = 2_000;
const MOST_READS = 50;
/** Files that come together are one question; rows need a moment, too. */
const SOON_MS = 500;
const BETWEEN_MS = 10_000;
const AFTER_FAILURE_MS = 5 * 60_000;
const AFTER_REFUSAL_MS = 3_600_000;
const AROUND_MS = 2 * 60_000;
/** A name's clock in another zone must not make this a question about half a day. */
const FARTHEST_MS = 3 * 3_600_000;

export function createPbxList(options: PbxListOptions): PbxList {
  const { clock, log, ask, onNews } = options;
  const known = new Map<number, ListedRecording>();
  const byPath = new Map<string, ListedRecording>();
  const reads: ListRead[] = [];
  const stopping = new AbortController();
  let wantedFromMs: number | undefined;
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let isPlanned = false;
  let asking = 0;
  let cancel = (): void => {};

  function note(recordings: readonly ListedRecording[], read: ListRead): void {
    const news = recordings.filter((row) => {
      const before = known.get(row.recordingId);
      return before === undefined || JSON.stringify(before) !== JSON.stringify(row);
    });
    for (const row of recordings) {
      forget(row.recordingId);
      known.set(row.recordingId, row);
      if (row.path !== "") byPath.set(plainPath(row.path), row);
    }
    for (const id of known.keys()) {
      if (known.size <= MOST_ROWS) break;
      forget(id);
    }
    reads.push(read);
    if (reads.length > MOST_READS) reads.shift();
    if (news.length > 0) onNews();
  }

  function forget(recordingId: number): void {
    const row = known.get(recordingId);
    if (row === undefined) return;
    known.delete(recordingId);
    if (byPath.get(plainPath(row.path)) === row) byPath.delete(plainPath(row.path));
  }

  function plan(): void {
    if (isPlanned || asking > 0 || wantedFromMs === undefined || stopping.signal.aborted) return;
    isPlanned = true;
    cancel = clock.after(Math.max(SOON_MS, notBeforeMs - clock.nowMs()), () => {
      isPlanned = false;
      void question();
    });
  }

  async function question(): Promise<void> {
    const list = ask();
    const nowMs = clock.nowMs();
    const fromMs = Math.max(wantedFromMs ?? nowMs, nowMs - FARTHEST_MS) - AROUND_MS;
    wantedFromMs = undefined;
    if (list === undefined) return;
    asking += 1;
    notBeforeMs = nowMs + (await waitAfter(list, fromMs, nowMs));
    asking -= 1;
    plan();
  }

  /** Asks, and says how long to leave the PBX alone then. */
  async function waitAfter(list: PbxRecordings["list"], fromMs: number, nowMs: number): Promise<number> {
    try {
      const answer = await list(fromMs, nowMs + AROUND_MS, stopping.signal);
      if (stopping.signal.aborted) return 0;
      if (answer.ok) {
        // What was not read to its end says nothing about how many there are.
        note(answer.recordings, { fromMs: answer.more ? nowMs : fromMs, askedAtMs: nowMs });
        return BETWEEN_MS;
      }
      log.debug("The PBX's list of recordings was not read; files are recognised without it.", {
        reason: answer.sentence,
      });
      return answer.refused ? AFTER_REFUSAL_MS : AFTER_FAILURE_MS;
    } catch (error) {
      const reason = reasonOf(error);
      log.debug("The PBX's list of recordings could not be asked for.", { reason });
      return AFTER_FAILURE_MS;
    }
  }

  return {
    note,
    about(file) {
      const { recordingId } = file;
      const row = recordingId === undefined ? byPath.get(folderPathOf(file) ?? "") : known.get(recordingId);
      return row && findListed(file, [row]);
    },
    between(fromMs, toMs, sinceMs) {
      if (!reads.some((read) => read.askedAtMs >= sinceMs && read.fromMs <= fromMs)) return [];
      return [...known.values()].filter(({ startedAtMs }) => startedAtMs >= fromMs && startedAtMs < toMs);
    },
    want(startedAtMs) {
      if (ask() === undefined) return;
      wantedFromMs = Math.min(wantedFromMs ?? startedAtMs, startedAtMs);
      plan();
    },
    busy: () => asking,
    stop() {
      stopping.abort();
      cancel();
    },
  };
}
