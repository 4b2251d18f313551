/** Turns matched files into MP3: some at a time, the newest call first, so that a backlog delays no fresh one. */
import { join } from "node:path";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { RecordingsSettings } from "../../../src-shared/settings/settings.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type {
  LibraryRow,
  RecordingChange,
  RecordingFailure,
  RecordingLibrary,
  RecordingSource,
  Transcoded,
  Transcoder,
} from "../types.ts";
import type { FileMemory } from "./files.ts";
import { freshStart } from "./intake.ts";
import type { MatchedRow } from "./naming.ts";
import { groupKey, isMatched, namesFor, tagsOf } from "./naming.ts";
import { retryAtMs } from "./retry.ts";
import type { ActiveRows, RowChange } from "./rows.ts";
import { words } from "./words.ts";

/** What is told of a conversion that is over. */
export interface Conversion {
  readonly row: LibraryRow;
  readonly result: Transcoded | RecordingFailure;
}

export interface ConvertingStep {
  /** Keeps what has finished, begins what is due. Returns when there is more to do (clock). */
  work(): Promise<number | undefined>;
  /** Conversions under way or not kept yet. */
  busy(): number;
  /** Begins anew: the file has changed. */
  restart(rowId: number): void;
  /** From 0 to 1, while it is converted. */
  progress(rowId: number): number | undefined;
  /** Why nothing is converted now. */
  ffmpegMissing(): boolean;
  /** Ends what runs; it begins anew with the next start. */
  stop(): Promise<void>;
}

export interface ConvertingOptions {
  readonly rows: ActiveRows;
  readonly files: FileMemory;
  readonly library: RecordingLibrary;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settings: () => RecordingsSettings;
  readonly storage: () => string;
  readonly source: () => RecordingSource | undefined;
  readonly transcoder: () => Transcoder;
  readonly diskLow: () => boolean;
  /** Something has finished or gone on. */
  readonly onNews: () => void;
  readonly onProgress: (rowId: number) => void;
  readonly onConversion: (conversion: Conversion) => void;
}

/** ffmpeg is looked for this often while it is missing. */
const LOOK_FOR_FFMPEG_MS = 60_000;
const LOOK_AT_DISK_MS = 15_000;

interface Job {
  readonly row: MatchedRow;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  progress: number;
  changed: boolean;
  result: Transcoded | RecordingFailure | undefined;
}

export function createConvertingStep(options: ConvertingOptions): ConvertingStep {
  const { rows, files, clock, log } = options;
  const jobs = new Map<number, Job>();
  let stopped = false;
  /** `undefined`: as far as known, ffmpeg is there. */
  let ffmpegMissingUntilMs: number | undefined;

  /** More than ffmpeg processes, so that opening and keeping take no turn from them. */
  const mostJobs = (): number => options.settings().parallel * 2;

  function begin(row: MatchedRow): void {
    const abort = new AbortController();
    const job: Job = {
      ...{ row, abort, progress: 0, changed: false, result: undefined },
      done: Promise.resolve()
        .then(() => convert(row, abort.signal, (progress) => noteProgress(job, progress)))
        .catch((error: unknown) => unexpected(error))
        .then((result) => {
          job.result = result;
          options.onNews();
        }),
    };
    jobs.set(row.id, job);
  }

  function noteProgress(job: Job, progress: number): void {
    job.progress = progress;
    options.onProgress(job.row.id);
  }

  function unexpected(error: unknown): RecordingFailure {
    const reason = reasonOf(error);
    log.error("A recording could not be converted for a reason that nobody expected.", { reason });
    return {
      ok: false,
      problem: "ffmpeg-failed",
      sentence: `It could not be converted: ${reason}`,
      again: true,
    };
  }

  async function convert(
    row: MatchedRow,
    signal: AbortSignal,
    onProgress: (progress: number) => void,
  ): Promise<Transcoded | RecordingFailure> {
    const source = options.source();
    if (source === undefined) return unexpected("recordings are switched off");
    const opened = await source.open(row.sourceKey, signal);
    if (!opened.ok) return opened;
    try {
      return await options.transcoder().run({
        sourcePath: opened.path,
        targetPath: join(options.storage(), row.mp3Name ?? ""),
        bitrateKbps: options.settings().bitrateKbps,
        tags: tagsOf(row),
        onProgress,
        signal,
      });
    } finally {
      await opened.release();
    }
  }

  async function keepFinished(): Promise<void> {
    const finished = [...jobs.values()].filter(({ result }) => result !== undefined);
    if (finished.length === 0 || stopped) return;
    const changes = finished.flatMap((job): RowChange[] => {
      const row = rows.byId(job.row.id);
      // Somebody asked for something else meanwhile.
      if (row === undefined || row.state !== "converting" || job.result === undefined) return [];
      return [{ row, set: job.changed ? { ...freshStart, state: "waiting" } : changeAfter(row, job.result) }];
    });
    await rows.change(changes);
    for (const job of finished) {
      jobs.delete(job.row.id);
      if (job.result !== undefined && !job.changed) {
        options.onConversion({ row: job.row, result: job.result });
      }
    }
  }

  function changeAfter(row: LibraryRow, result: Transcoded | RecordingFailure): RecordingChange {
    const nowMs = clock.nowMs();
    if (result.ok || result.problem !== "ffmpeg-missing") ffmpegMissingUntilMs = undefined;
    if (result.ok) {
      const { durationS, bytes } = result;
      // Who had the link before has it still.
      const state = row.sentAtMs === undefined ? "ready" : "sent";
      return { ...freshStart, state, durationS, mp3Bytes: bytes, convertedAtMs: nowMs };
    }
    const { problem, sentence, again } = result;
    if (problem === "ffmpeg-missing") {
      ffmpegMissingUntilMs = nowMs + LOOK_FOR_FFMPEG_MS;
      return { state: "waiting", problem, sentence: words.noFfmpeg, nextTryAtMs: undefined };
    }
    const tries = row.tries + 1;
    const nextTryAtMs = again ? retryAtMs(tries, nowMs) : undefined;
    log.warn(sentence, { file: row.fileName, problem, again: nextTryAtMs !== undefined });
    return { state: "failed", problem, sentence, tries, nextTryAtMs };
  }

  function candidates(nowMs: number): { due: MatchedRow[]; nextAtMs: number | undefined } {
    const due: MatchedRow[] = [];
    let nextAtMs: number | undefined;
    const retried = rows.in("failed").filter((row) => row.nextTryAtMs !== undefined);
    for (const row of [...rows.in("waiting"), ...retried]) {
      if (!isMatched(row) || row.problem === "link-unreachable" || jobs.has(row.id)) continue;
      // What the other source had found waits until that one is chosen again.
      if (!row.sourceKey.startsWith(`${options.settings().source}:`)) continue;
      if ((row.nextTryAtMs ?? 0) <= nowMs) due.push(row);
      else nextAtMs = Math.min(nextAtMs ?? Number.POSITIVE_INFINITY, row.nextTryAtMs ?? 0);
    }
    due.sort((a, b) => (b.callEndedAtMs ?? 0) - (a.callEndedAtMs ?? 0) || a.id - b.id);
    return { due, nextAtMs };
  }

  /** Names those that have none, together with their siblings: k follows the order of time. */
  async function named(chosen: readonly MatchedRow[], due: readonly MatchedRow[]): Promise<RowChange[]> {
    const changes: RowChange[] = [];
    const namedAlready = new Map<number, string>();
    for (const row of chosen) {
      if (row.mp3Name === undefined && !namedAlready.has(row.id)) {
        const nameless = due
          .filter((each) => each.mp3Name === undefined && groupKey(each) === groupKey(row))
          .map((each) => ({ row: each, file: files.of(each) }));
        const ofLink = row.chainId === "" ? [] : await options.library.ofLink(row.chainId, row.link);
        for (const [id, name] of namesFor(ofLink, nameless)) namedAlready.set(id, name);
      }
    }
    for (const row of due) {
      const mp3Name = row.mp3Name ?? namedAlready.get(row.id);
      const isChosen = chosen.includes(row);
      if (!isChosen && !namedAlready.has(row.id)) continue;
      changes.push({
        row,
        set: isChosen
          ? { state: "converting", mp3Name, problem: undefined, sentence: "", nextTryAtMs: undefined }
          : { mp3Name },
      });
    }
    return changes;
  }

  function pausedUntilMs(nowMs: number): number | undefined {
    if (options.diskLow()) return nowMs + LOOK_AT_DISK_MS;
    if (ffmpegMissingUntilMs === undefined) return undefined;
    return nowMs < ffmpegMissingUntilMs ? ffmpegMissingUntilMs : undefined;
  }

  /** One file at a time finds out whether ffmpeg is there again. */
  function room(): number {
    return ffmpegMissingUntilMs === undefined ? mostJobs() - jobs.size : jobs.size === 0 ? 1 : 0;
  }

  return {
    async work() {
      await keepFinished();
      const nowMs = clock.nowMs();
      const { due, nextAtMs } = candidates(nowMs);
      const paused = pausedUntilMs(nowMs);
      if (due.length > 0 && paused !== undefined) return paused;
      const chosen = due.slice(0, Math.max(0, stopped ? 0 : room()));
      if (chosen.length === 0) return nextAtMs;
      const changed = await rows.change(await named(chosen, due));
      const ids = new Set(chosen.map(({ id }) => id));
      for (const row of changed) if (ids.has(row.id) && isMatched(row)) begin(row);
      return nextAtMs;
    },
    busy: () => jobs.size,
    restart(rowId) {
      const job = jobs.get(rowId);
      if (job === undefined) return;
      job.changed = true;
      job.abort.abort();
    },
    progress: (rowId) => jobs.get(rowId)?.progress,
    ffmpegMissing: () => ffmpegMissingUntilMs !== undefined,
    async stop() {
      stopped = true;
      for (const { abort } of jobs.values()) abort.abort();
      await Promise.all([...jobs.values()].map(({ done }) => done));
    },
  };
}
