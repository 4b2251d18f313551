/**
 * The history of calls as others use it. What changed is written twice a second, each call once, however
 * often it changed; while the file cannot be written, the newest state of each call waits.
 */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { CallStore } from "../../history/types.ts";
import { createRecordsThread } from "../records-thread.ts";
import type { Answer, StoreFailure } from "../sqlite-worker/failure.ts";
import type { WorkerConnection } from "../sqlite-worker/protocol.ts";
import type { CallDatabase, PagePlace } from "./call-database.ts";
import { readCalls } from "./read-call.ts";

export interface CallStoreOptions {
  /** The file, usually `calls.db` in the data folder. */
  readonly path: string;
  readonly keepDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** To the thread that owns the file; default: one of its own. */
  readonly connect?: () => WorkerConnection<CallDatabase>;
}

const writeAfterMs = 500;
const retryMs = 10_000;
const pruneEveryMs = 3_600_000;
const dayMs = 86_400_000;
/** More than this many changed calls do not wait for a file that cannot be written: the oldest go. */
const mostUnwritten = 10_000;

export function createCallStore(options: CallStoreOptions): CallStore {
  const { path, clock, log } = options;
  const { connect = () => createRecordsThread().connect("calls") } = options;
  const unwritten = new Map<string, CallView>();
  let { keepDays } = options;
  let worker: WorkerConnection<CallDatabase> | undefined;
  let opening: Promise<Answer<unknown>> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let cancelWrite: (() => void) | undefined;
  let problem: string | undefined;
  let closed = false;
  let cancelPrune = clock.after(pruneEveryMs, prune);

  async function openNow(): Promise<Answer<unknown>> {
    worker ??= connect();
    const answer = await worker.call("open", { path, nowMs: clock.nowMs() });
    if (!answer.ok) opening = undefined;
    else if (answer.value.setAside !== undefined) {
      const { path: aside, reason } = answer.value.setAside;
      log.error(
        `The history of calls ${path} was damaged (${reason}) and is kept as ${aside}; a new one is begun. Check the disk. No webhook is lost by this.`,
      );
    }
    return answer;
  }

  async function ask<Value>(
    question: (one: WorkerConnection<CallDatabase>) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> {
    opening ??= openNow();
    const opened = await opening;
    if (!opened.ok) return opened;
    if (worker === undefined) return { ok: false, failure: { kind: "cannot-open", reason: "It is closed." } };
    const answer = await question(worker);
    if (!answer.ok && answer.failure.kind !== "busy" && answer.failure.kind !== "full") opening = undefined;
    if (!answer.ok && answer.failure.kind === "crashed") worker = undefined;
    return answer;
  }

  /** Reads after everything that was handed over so far. */
  async function read<Value>(
    question: (one: WorkerConnection<CallDatabase>) => Promise<Answer<Value>>,
  ): Promise<Value> {
    await write();
    const answer = await ask(question);
    if (answer.ok) return answer.value;
    throw new Error(unreadable(path, answer.failure));
  }

  function write(): Promise<void> {
    cancelWrite?.();
    cancelWrite = undefined;
    writing = writing.then(writeNow);
    return writing;
  }

  async function writeNow(): Promise<void> {
    const calls = [...unwritten.values()];
    if (calls.length === 0) return;
    const answer = await ask((one) => one.call("put", calls));
    if (answer.ok) {
      for (const call of calls) if (unwritten.get(call.chainId) === call) unwritten.delete(call.chainId);
      if (problem !== undefined) log.info("The history of calls can be written again.", { file: path });
      problem = undefined;
      return;
    }
    const { reason } = answer.failure;
    if (reason !== problem) {
      log.warn(
        `The history of calls ${path} cannot be written (${reason}); check the disk and the rights of its folder. Webhooks are delivered all the same.`,
      );
    }
    problem = reason;
    later(retryMs);
  }

  function later(delayMs: number): void {
    if (closed) return;
    cancelWrite ??= clock.after(delayMs, () => void write());
  }

  function prune(): void {
    void pruneAll().finally(() => {
      if (!closed) cancelPrune = clock.after(pruneEveryMs, prune);
    });
  }

  async function pruneAll(): Promise<void> {
    for (;;) {
      const answer = await ask((one) => one.call("prune", clock.nowMs() - keepDays * dayMs));
      if (closed || !answer.ok || answer.value === 0) return;
    }
  }

  return {
    put(call) {
      if (closed) return;
      const legs = call.legs ?? unwritten.get(call.chainId)?.legs;
      unwritten.delete(call.chainId);
      unwritten.set(call.chainId, legs === undefined ? call : { ...call, legs });
      const oldest = unwritten.keys().next();
      if (unwritten.size > mostUnwritten && oldest.done !== true) unwritten.delete(oldest.value);
      later(writeAfterMs);
    },
    open: async () => readCalls(await read((one) => one.call("live", undefined))),
    async get(chainId) {
      const waiting = unwritten.get(chainId);
      if (waiting?.legs !== undefined) return waiting;
      try {
        const stored = await read((one) => one.call("get", chainId));
        return stored === undefined ? undefined : readCalls([stored])[0];
      } catch (error) {
        if (waiting !== undefined) return waiting;
        throw error;
      }
    },
    async page(filter, cursor, limit) {
      const rows = await read((one) =>
        one.call("page", { filter, after: readCursor(cursor), limit: limit + 1 }),
      );
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last !== undefined ? { cursor: cursorAt(last.place) } : {};
      return { rows: readCalls(shown.map(({ call }) => call)), ...more };
    },
    counts: (fromMs) => read((one) => one.call("counts", fromMs)),
    keep(days) {
      keepDays = days;
    },
    async close() {
      closed = true;
      cancelPrune();
      await write();
      cancelWrite?.();
      opening = Promise.resolve({ ok: false, failure: { kind: "cannot-open", reason: "It is closed." } });
      await worker?.close();
      worker = undefined;
    },
  };
}

function unreadable(path: string, { kind, reason }: StoreFailure): string {
  if (kind === "newer") return reason;
  return `The history of calls ${path} cannot be read at the moment (${reason}). Try again; if it stays so, check the disk and the rights of its folder.`;
}

function cursorAt({ endedAtMs, id }: PagePlace): string {
  return `c${endedAtMs.toString(36)}.${id.toString(36)}`;
}

/** A cursor that nobody gave out means the first page. */
function readCursor(cursor: string | undefined): PagePlace | undefined {
  const [, time, id] = /^c([0-9a-z]{1,11})\.([0-9a-z]{1,11})$/.exec(cursor ?? "") ?? [];
  if (time === undefined || id === undefined) return undefined;
  return { endedAtMs: Number.parseInt(time, 36), id: Number.parseInt(id, 36) };
}
