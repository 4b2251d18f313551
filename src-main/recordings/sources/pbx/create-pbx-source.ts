/**
 * Recordings from the PBX over the network, from wherever this program runs: its list is asked for by time,
 * files are downloaded when somebody opens them.
 */
import { type Clock, steadyMsOf } from "../../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import { reasonOf } from "../../../../src-shared/thrown.ts";
import type {
  ListedRecording,
  PbxListAnswer,
  PbxRecordings,
  RecordingSource,
  SourceCondition,
  SourceListener,
} from "../../types.ts";
import { retryWaitMs } from "../retry-waits.ts";
import { createWork } from "../work.ts";
import { createArchived } from "./archived.ts";
import { createDownloads } from "./downloads.ts";
import { createListBook, type RowStanding } from "./list-book.ts";
import { archivedFailure, fileOf, idOfKey, keyOfId } from "./listed-file.ts";
import { createQuestions, type Question } from "./questions.ts";

/** Keeps a small text over restarts. */
export interface CursorNote {
  read(): Promise<string | undefined>;
  write(value: string): Promise<void>;
}

export interface PbxSourceOptions {
  readonly recordings: PbxRecordings;
  /** For downloads under way, such as `<storage>/.incoming`. Emptied of them at the start. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly listener: SourceListener;
  /** When this program was installed: what ended before is told only on `rescan({ all: true })`. */
  readonly sinceMs: number;
  /** Up to when the list was read, ms since 1970 as a text: a restart goes on from there. */
  readonly cursor: CursorNote;
}

const judgedAtOnce = 500;
const firstPossibleMs = Date.UTC(2000, 0, 2);
/** The PBX's clock may be ahead of this machine's. */
const aheadMs = 86_400_000;

interface Trouble {
  readonly sentence: string;
  readonly advice: string;
  readonly refused: boolean;
}

export function createPbxSource(options: PbxSourceOptions): RecordingSource {
  const { recordings, clock, log, listener } = options;
  const work = createWork();
  const book = createListBook();
  const questions = createQuestions();
  const downloads = createDownloads({ ...options, work });
  const stopping = new AbortController();
  const { signal } = stopping;
  let condition: SourceCondition = { state: "starting", sentence: "", advice: "" };
  let cursorMs = options.sinceMs;
  let failures = 0;
  let refused = false;
  let cancelNext = () => {};
  let line: Promise<unknown> = Promise.resolve();

  const archived = createArchived({
    ...{ recordings, clock, work, signal },
    onTrouble: (row, failure, nextTryAtMs) =>
      listener.onNews({ type: "trouble", file: fileOf(row), failure, nextTryAtMs }),
    onComplete: (row) => tell(row, "complete"),
  });

  const tell = (row: ListedRecording, type: "growing" | "complete") => {
    const file = fileOf(row);
    book.set(row, file.fileName, type);
    listener.onNews({ type, file });
  };

  const judge = (row: ListedRecording, isKnown: boolean, all: boolean) => {
    const old = !all && (row.endedAtMs ?? row.startedAtMs) < options.sinceMs && row.endedAtMs !== undefined;
    const settled: RowStanding | undefined = isKnown ? "known" : old ? "old" : undefined;
    if (settled !== undefined) return book.set(row, fileOf(row).fileName, settled);
    if (row.archived) {
      book.set(row, fileOf(row).fileName, "archived");
      return archived.add(row);
    }
    archived.remove(row.recordingId);
    if (row.endedAtMs !== undefined) return tell(row, "complete");
    if (book.get(row.recordingId)?.standing !== "growing") tell(row, "growing");
  };

  const judgeAll = async (rows: readonly ListedRecording[], all: boolean) => {
    for (let at = 0; at < rows.length && !signal.aborted; at += judgedAtOnce) {
      const some = rows.slice(at, at + judgedAtOnce);
      const known = await listener.known(some.map(({ recordingId }) => keyOfId(recordingId)));
      if (signal.aborted) return;
      for (const row of some) judge(row, known.has(keyOfId(row.recordingId)), all);
    }
  };

  /** Everything from `fromMs` on, however many answers that takes. */
  const readFrom = async (fromMs: number, all: boolean): Promise<ReadonlySet<number> | Trouble> => {
    const listed = new Set<number>();
    const toMs = Math.max(clock.nowMs(), fromMs) + aheadMs;
    for (let beginMs = fromMs; ; ) {
      const askedAtMs = clock.nowMs();
      const answer: PbxListAnswer = await recordings.list(beginMs, toMs, signal);
      if (!answer.ok) return answer;
      if (!signal.aborted) listener.onListed?.(answer.recordings, { fromMs: beginMs, askedAtMs });
      for (const { recordingId } of answer.recordings) listed.add(recordingId);
      await judgeAll(
        answer.recordings.filter((row) => book.isNews(row, all)),
        all,
      );
      const last = answer.recordings.at(-1);
      if (!answer.more || last === undefined || signal.aborted) return listed;
      const lastSecondMs = Math.floor(last.startedAtMs / 1000) * 1000;
      beginMs = lastSecondMs > beginMs ? lastSecondMs : beginMs + 1000;
    }
  };

  const ask = async ({ fromMs, whole }: Question, all: boolean) => {
    const askedAtMs = clock.nowMs();
    try {
      const result = await readFrom(Math.max(fromMs, firstPossibleMs), all);
      if (signal.aborted) return;
      if ("sentence" in result) return fail(result);
      if (whole) await wholeRead(result, fromMs, askedAtMs);
      succeed();
    } catch (error) {
      const reason = reasonOf(error);
      const sentence = `Recordings cannot be compared with the list of those that are done (${reason}).`;
      fail({ sentence, advice: "They are compared again by itself.", refused: false });
    }
  };

  const wholeRead = async (listed: ReadonlySet<number>, fromMs: number, askedAtMs: number) => {
    for (const [recordingId, { standing }] of book.missing(listed, fromMs, askedAtMs + aheadMs)) {
      archived.remove(recordingId);
      if (standing !== "old") listener.onNews({ type: "gone", key: keyOfId(recordingId) });
    }
    book.forget(fromMs);
    cursorMs = askedAtMs;
    await options.cursor.write(String(askedAtMs));
  };

  const succeed = () => {
    if (condition.state === "trouble") log.info("The list of recordings can be read again.");
    failures = 0;
    refused = false;
    setCondition({ state: "watching", sentence: "", advice: "", lastScanAtMs: clock.nowMs() });
  };

  const fail = (trouble: Trouble) => {
    if (signal.aborted) return;
    const { sentence, advice } = trouble;
    if (sentence !== condition.sentence) log.warn(sentence, { advice });
    failures += 1;
    refused = trouble.refused;
    questions.reset();
    const { lastScanAtMs } = condition;
    setCondition({
      ...{ state: "trouble", sentence, advice },
      ...(lastScanAtMs === undefined ? {} : { lastScanAtMs }),
    });
  };

  const setCondition = (next: SourceCondition) => {
    condition = next;
    listener.onCondition(next);
  };

  const steadyMs = steadyMsOf(clock);

  /** One question at a time. */
  const inLine = (job: () => Promise<void>): Promise<void> => {
    const mine = line.then(() => work.run(async () => (signal.aborted ? undefined : job())));
    line = mine;
    return mine;
  };

  const askNext = () =>
    inLine(async () => {
      await ask(questions.next(steadyMs(), clock.nowMs(), cursorMs), false);
      schedule();
    });

  const schedule = () => {
    cancelNext();
    if (signal.aborted) return;
    const waitMs =
      failures === 0
        ? questions.waitMs(steadyMs())
        : retryWaitMs(refused ? Number.MAX_SAFE_INTEGER : failures);
    cancelNext = clock.after(waitMs, () => void askNext());
  };

  const begin = async () => {
    try {
      await downloads.prepare();
      const note = Number((await options.cursor.read()) ?? Number.NaN);
      if (Number.isFinite(note)) cursorMs = note;
    } catch (error) {
      const reason = reasonOf(error);
      log.warn("What an earlier run left of recordings could not be read.", { reason });
    }
  };

  const open: RecordingSource["open"] = async (key, asker) => {
    const recordingId = idOfKey(key);
    if (recordingId === undefined) {
      return { ok: false, problem: "vanished", sentence: `${key} is no recording of 3CX.`, again: false };
    }
    const row = book.get(recordingId);
    const wanted = { recordingId, fileName: row?.fileName ?? "", endedAtMs: row?.endedAtMs };
    const opened = await downloads.fetch(wanted, AbortSignal.any([asker, signal]));
    const moved = !opened.ok && opened.problem === "vanished" && row?.standing === "archived";
    return moved ? archivedFailure : opened;
  };

  return {
    start: () => inLine(begin).then(askNext),
    stop: async () => {
      stopping.abort();
      cancelNext();
      archived.stop();
      await work.idle();
    },
    rescan: (how) =>
      inLine(async () => {
        const all = how?.all ?? false;
        questions.reset();
        const question = questions.next(steadyMs(), clock.nowMs(), cursorMs);
        await ask(all ? { ...question, fromMs: firstPossibleMs } : question, all);
        schedule();
      }),
    open: (key, asker) => work.run(() => open(key, asker)),
    condition: () => condition,
    soon: (callStartedAtMs) => {
      questions.soon(callStartedAtMs ?? clock.nowMs(), steadyMs());
      if (failures === 0 && condition.state === "watching") schedule();
    },
    busy: work.count,
  };
}
