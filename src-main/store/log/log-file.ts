/**
 * The file behind the log: opened when first needed, written in batches, and opened anew after whatever
 * went wrong. Until it works again, entries wait in the buffer.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { Answer, StoreFailure } from "../sqlite-worker/failure.ts";
import type { WorkerConnection } from "../sqlite-worker/protocol.ts";
import type { EntryBuffer } from "./entry-buffer.ts";
import type { LogDatabase } from "./log-database.ts";
import type { LogEntry } from "./types.ts";
import { setAsideSentence, writeSentence } from "./words.ts";

export interface LogFile {
  /** Buffers the entry and sees to it that it is written soon. */
  add(entry: LogEntry): void;
  /** Resolves when everything that was added is written, or cannot be at the moment. */
  flush(): Promise<void>;
  /** Opens the file when needed and asks it. */
  ask<Value>(
    question: (worker: WorkerConnection<LogDatabase>) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>>;
  /** Why nothing can be written at the moment. */
  problem(): string | undefined;
  close(): Promise<void>;
}

export interface LogFileOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly buffer: EntryBuffer;
  /** See `DeliveryLogOptions`. */
  readonly connect: (suspect: boolean) => WorkerConnection<LogDatabase>;
}

/** An event is usually accepted and delivered within this time: both are then written at once. */
const writeAfterMs = 200;
const perBatch = 250;
const firstRetryMs = 1000;
const longestRetryMs = 60_000;
const complainEveryMs = 60_000;

export function createLogFile({ path, clock, log, buffer, connect }: LogFileOptions): LogFile {
  let worker: WorkerConnection<LogDatabase> | undefined;
  let opening: Promise<Answer<void>> | undefined;
  let writing: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;
  let retryMs = firstRetryMs;
  let problem: string | undefined;
  let suspect = false;
  let closed = false;
  let lostTold = 0;
  let lossToldAtMs = -Infinity;

  function open(): Promise<Answer<void>> {
    opening ??= openNow();
    return opening;
  }

  async function openNow(): Promise<Answer<void>> {
    worker ??= connect(suspect);
    const answer = await worker.call("open", { path, nowMs: clock.nowMs(), suspect });
    if (!answer.ok) {
      opening = undefined;
      // A file that cannot be opened is no reason to give entries up, whatever SQLite says of it.
      const { kind, reason } = answer.failure;
      const failure = { kind: kind === "refused" ? "cannot-open" : kind, reason } as const;
      await failed(failure);
      return { ok: false, failure };
    }
    suspect = false;
    const { setAside } = answer.value;
    if (setAside !== undefined) log.error(setAsideSentence(path, setAside));
    return { ok: true, value: undefined };
  }

  async function failed(failure: StoreFailure): Promise<void> {
    const sentence = writeSentence(path, failure);
    if (sentence !== problem) log.warn(sentence);
    problem = sentence;
    // A lock or a full disk passes by itself; after anything else the file is opened anew.
    if (failure.kind === "busy" || failure.kind === "full") return;
    opening = undefined;
    suspect ||= failure.kind === "damaged";
    // Another thread looks through a damaged file: what shares this one need not wait for that.
    if (failure.kind !== "crashed" && failure.kind !== "damaged") return;
    const ended = worker;
    worker = undefined;
    await ended?.close();
  }

  async function ask<Value>(
    question: (worker: WorkerConnection<LogDatabase>) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> {
    const opened = await open();
    if (!opened.ok) return opened;
    if (worker === undefined) return notOpen;
    const answer = await question(worker);
    if (!answer.ok && (answer.failure.kind === "damaged" || answer.failure.kind === "crashed")) {
      await failed(answer.failure);
      if (!closed) schedule(retryMs);
    }
    return answer;
  }

  /** Writes what is in the buffer now; what comes meanwhile is for the next time. */
  async function writeAll(): Promise<void> {
    if (problem !== undefined && !(await open()).ok) return;
    for (let left = buffer.size(); left > 0; left -= perBatch) {
      const entries = buffer.next(perBatch);
      const answer = await ask((one) => one.call("write", entries));
      if (!answer.ok && answer.failure.kind !== "refused") return failed(answer.failure);
      if (!answer.ok) await oneByOne(entries);
      buffer.written();
    }
    works();
  }

  /** One entry that cannot be stored must not take the others with it. */
  async function oneByOne(entries: readonly LogEntry[]): Promise<void> {
    let refused = 0;
    let reason = "";
    for (const entry of entries) {
      const answer = await ask((one) => one.call("write", [entry]));
      if (answer.ok) continue;
      refused += 1;
      ({ reason } = answer.failure);
    }
    log.warn("Entries of the delivery log could not be written and are lost.", { entries: refused, reason });
  }

  function works(): void {
    retryMs = firstRetryMs;
    if (problem !== undefined) log.info("The delivery log can be written again.", { file: path });
    problem = undefined;
  }

  async function flush(): Promise<void> {
    // What is being written began before the call and need not hold the latest entries.
    await writing;
    cancelTimer?.();
    cancelTimer = undefined;
    writing ??= writeAll().finally(afterWriting);
    await writing;
  }

  function afterWriting(): void {
    writing = undefined;
    tellLoss();
    if (closed || (buffer.size() === 0 && problem === undefined)) return;
    schedule(problem === undefined ? writeAfterMs : retryMs);
    if (problem !== undefined) retryMs = Math.min(retryMs * 2, longestRetryMs);
  }

  function schedule(delayMs: number): void {
    cancelTimer ??= clock.after(delayMs, () => {
      cancelTimer = undefined;
      void flush();
    });
  }

  function tellLoss(): void {
    const lost = buffer.lost() - lostTold;
    if (lost === 0 || clock.nowMs() - lossToldAtMs < complainEveryMs) return;
    lostTold = buffer.lost();
    lossToldAtMs = clock.nowMs();
    log.warn("The delivery log does not keep up; its oldest unwritten entries are lost. No webhook is.", {
      lost,
    });
  }

  return {
    add(entry) {
      if (closed) return;
      buffer.add(entry);
      if (buffer.lost() > lostTold) tellLoss();
      if (writing === undefined) schedule(writeAfterMs);
    },
    flush,
    ask,
    problem: () => problem,
    async close() {
      closed = true;
      await flush();
      if (buffer.size() > 0) log.warn("The end of the delivery log is lost.", { entries: buffer.size() });
      cancelTimer?.();
      opening = Promise.resolve(notOpen);
      await worker?.close();
      worker = undefined;
    },
  };
}

const notOpen: Answer<never> = {
  ok: false,
  failure: { kind: "cannot-open", reason: "The delivery log is closed." },
};
