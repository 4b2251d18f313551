/**
 * The library of recordings on disk: what resolves is kept. The file belongs to another thread, so a
 * slow disk or a long search keeps no call waiting.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type {
  RecordingPage,
  RecordingRow,
  RecordingState,
} from "../../../src-shared/recordings/recording.ts";
import {
  mostRecordingsPerPage,
  recordingRowSchema,
  recordingStates,
} from "../../../src-shared/recordings/recording.ts";
import type { LibraryRow, RecordingLibrary } from "../../recordings/types.ts";
import { createRecordsThread } from "../records-thread.ts";
import type { Answer, StoreFailure } from "../sqlite-worker/failure.ts";
import type { WorkerConnection } from "../sqlite-worker/protocol.ts";
import { cursorAt, readCursor } from "./cursor.ts";
import type { OpenedRecordings, RecordingsDatabase } from "./recordings-database.ts";
import { cannotOpenSentence, setAsideSentence, troubleSentence } from "./words.ts";

export interface RecordingLibraryOptions {
  /** The file, usually `recordings.db` in the data folder, which must be there. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** To the thread that owns the file; default: one of its own. */
  readonly connect?: () => WorkerConnection<RecordingsDatabase>;
}

/** `sentence` says what to do. */
export type RecordingLibraryStart =
  | { readonly ok: true; readonly library: RecordingLibrary }
  | { readonly ok: false; readonly sentence: string };

type Connection = WorkerConnection<RecordingsDatabase>;

/** `total` counts no further. */
const mostCounted = 10_000;

export async function createRecordingLibrary(
  options: RecordingLibraryOptions,
): Promise<RecordingLibraryStart> {
  const { path, clock, log, connect = () => createRecordsThread().connect("recordings") } = options;
  let connection = connect();
  let closed = false;

  async function open(suspect: boolean): Promise<Answer<OpenedRecordings>> {
    const answer = await connection.call("open", { path, nowMs: clock.nowMs(), suspect });
    if (answer.ok && answer.value.setAside !== undefined)
      log.error(setAsideSentence(path, answer.value.setAside));
    return answer;
  }

  /** A new thread for one that crashed; opening anew looks for damage and sets the file aside. */
  async function mend(failure: StoreFailure): Promise<void> {
    if (failure.kind === "crashed") {
      await connection.close();
      connection = connect();
    }
    if (failure.kind !== "busy" && failure.kind !== "full") await open(failure.kind === "damaged");
  }

  /** Every question can be asked twice: adding and changing the same again changes nothing. */
  async function ask<Value>(question: (worker: Connection) => Promise<Answer<Value>>): Promise<Value> {
    if (closed) throw new Error(`The list of recordings ${path} is closed.`);
    const first = await question(connection);
    if (first.ok) return first.value;
    if (first.failure.kind === "refused") throw new Error(troubleSentence(path, first.failure));
    await mendInTurn(first.failure);
    const second = await question(connection);
    if (second.ok) return second.value;
    throw new Error(troubleSentence(path, second.failure));
  }

  /** Questions that fail together are helped together. */
  let mending: Promise<void> | undefined;
  function mendInTurn(failure: StoreFailure): Promise<void> {
    mending ??= mend(failure).finally(() => {
      mending = undefined;
    });
    return mending;
  }

  const opened = await open(false);
  if (!opened.ok) {
    await connection.close();
    return { ok: false, sentence: cannotOpenSentence(path, opened.failure) };
  }

  const library: RecordingLibrary = {
    add: (rows) => ask((worker) => worker.call("add", { rows })),
    change: (changes) => ask((worker) => worker.call("change", { changes })),
    byId: async (id) => (await ask((worker) => worker.call("byIds", [id])))[0],
    byKeys: (keys) => ask((worker) => worker.call("byKeys", keys)),
    byMp3Name: (name) => ask((worker) => worker.call("byMp3Name", { name })),
    ofLink: (chainId, link) => ask((worker) => worker.call("ofChain", { chainId, link })),
    ofChain: (chainId) => ask((worker) => worker.call("ofChain", { chainId, link: undefined })),
    inStates: (states, limit) => ask((worker) => worker.call("inStates", { states, limit })),
    addLink: (link) => ask((worker) => worker.call("addLink", { link })),
    links: (fromMs, toMs) => ask((worker) => worker.call("links", { fromMs, toMs })),
    forgetLinks: (endedBeforeMs) => ask((worker) => worker.call("forgetLinks", { endedBeforeMs })),
    async page({ cursor, limit = 50, ...filter }) {
      const after = readCursor(cursor);
      if (after === "unknown") {
        throw new Error("This page of the recordings is not known; begin at the first page again.");
      }
      const wanted = Math.min(Math.max(1, limit), mostRecordingsPerPage);
      const rows = await ask((worker) => worker.call("page", { filter, after, limit: wanted + 1 }));
      return pageOf(rows, wanted);
    },
    async total(filter) {
      const count = await ask((worker) => worker.call("count", { filter, most: mostCounted + 1 }));
      return { count: Math.min(count, mostCounted), more: count > mostCounted };
    },
    async counts() {
      const { states, mp3Bytes } = await ask((worker) => worker.call("counts", undefined));
      // Every state of the list gets its number, so the record is whole.
      const whole = Object.fromEntries(recordingStates.map((state) => [state, states[state] ?? 0]));
      return { states: whole as Record<RecordingState, number>, mp3Bytes };
    },
    expired: (endedBeforeMs, limit) => ask((worker) => worker.call("expired", { endedBeforeMs, limit })),
    expiry: (endedBeforeMs) => ask((worker) => worker.call("expiry", { endedBeforeMs })),
    forgetPurged: (purgedBeforeMs, limit) =>
      ask((worker) => worker.call("forgetPurged", { purgedBeforeMs, limit })),
    note: (key) => ask((worker) => worker.call("note", { key })),
    setNote: (key, value) => ask((worker) => worker.call("setNote", { key, value })),
    async close() {
      if (closed) return;
      closed = true;
      await connection.close();
    },
  };
  return { ok: true, library };
}

/** `rows`: one more than wanted, when there is a next page. */
function pageOf(rows: readonly LibraryRow[], wanted: number): RecordingPage {
  const page = rows.slice(0, wanted);
  const last = page.at(-1);
  const more = rows.length > wanted && last !== undefined;
  return { rows: page.map(shown), ...(more ? { cursor: cursorAt(last) } : {}) };
}

const shownFields = Object.keys(recordingRowSchema.shape);

/** Windows get what the contract names, not what only the pipeline needs. */
function shown(row: LibraryRow): RecordingRow {
  const fields = Object.entries(row).filter(([field]) => shownFields.includes(field));
  return Object.fromEntries(fields) as RecordingRow;
}
