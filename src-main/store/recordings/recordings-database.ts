/** recordings.db as a module of synchronous functions. Runs in the records thread. */
import type { DatabaseSync } from "node:sqlite";
import type {
  PurgePreview,
  RecordingFilter,
  RecordingState,
} from "../../../src-shared/recordings/recording.ts";
import type { EndedLink, LibraryRow, NewLibraryRow, RecordingChange } from "../../recordings/types.ts";
import { StoreError } from "../sqlite-worker/failure.ts";
import { inTransaction } from "../sqlite-worker/migrate.ts";
import { openDatabase, setDurability } from "../sqlite-worker/open-database.ts";
import { recordingsLayout } from "./layout.ts";
import type { StoredCounts } from "./read-beside.ts";
import { countsOf, expiredBefore, expiryBefore, linksTouching, noteOf } from "./read-beside.ts";
import type { PageOrder, RecordingsReader } from "./read-recordings.ts";
import { createRecordingsReader } from "./read-recordings.ts";
import { rescueRecordings } from "./rescue.ts";
import type { RecordingsWriter } from "./write-recordings.ts";
import { createRecordingsWriter } from "./write-recordings.ts";

/** A damaged file that was found: where it is now, what was wrong, and how many rows were read from it. */
export interface OpenedRecordings {
  readonly setAside: { readonly path: string; readonly reason: string; readonly rescued: number } | undefined;
}

export interface Changes {
  readonly changes: readonly { readonly id: number; readonly set: RecordingChange }[];
}

export interface RecordingsDatabase {
  /** Opens the file, or opens it anew; `suspect`: look closely, because something was wrong with it. */
  open(input: { path: string; nowMs: number; suspect: boolean }): OpenedRecordings;
  /** Writes are kept when they return. */
  add(input: { rows: readonly NewLibraryRow[] }): LibraryRow[];
  change(input: Changes): void;
  addLink(input: { link: EndedLink }): void;
  forgetLinks(input: { endedBeforeMs: number }): void;
  forgetPurged(input: { purgedBeforeMs: number; limit: number }): number;
  setNote(input: { key: string; value: string }): void;
  byIds(input: readonly number[]): LibraryRow[];
  byKeys(input: readonly string[]): LibraryRow[];
  byMp3Name(input: { name: string }): LibraryRow | undefined;
  ofChain(input: { chainId: string; link: number | undefined }): LibraryRow[];
  inStates(input: { states: readonly RecordingState[]; limit: number }): LibraryRow[];
  page(input: PageOrder): LibraryRow[];
  count(input: { filter: RecordingFilter; most: number }): number;
  counts(input: undefined): StoredCounts;
  links(input: { fromMs: number; toMs: number }): EndedLink[];
  expired(input: { endedBeforeMs: number; limit: number }): LibraryRow[];
  expiry(input: { endedBeforeMs: number }): Pick<PurgePreview, "files" | "bytes" | "oldestEndedAtMs">;
  note(input: { key: string }): string | undefined;
  close(input: undefined): void;
}

/** Moments at which a test bends the file or ends the process. */
export interface RecordingsHooks {
  opened?(db: DatabaseSync): void;
  afterCommit?(): void;
}

interface Open {
  readonly db: DatabaseSync;
  readonly reader: RecordingsReader;
  readonly writer: RecordingsWriter;
}

export function createRecordingsDatabase(hooks: RecordingsHooks = {}): RecordingsDatabase {
  let open: Open | undefined;

  function current(): Open {
    if (open === undefined) throw new StoreError("cannot-open", "The list of recordings is not open.");
    return open;
  }

  function close(): void {
    const closing = open;
    open = undefined;
    if (closing === undefined) return;
    try {
      closing.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // The next start reads the write-ahead log.
    }
    closing.db.close();
  }

  function write<Result>(work: (writer: RecordingsWriter) => Result, mustSurvivePowerCut = true): Result {
    const { db, writer } = current();
    setDurability(db, mustSurvivePowerCut ? "full" : "normal");
    const result = inTransaction(db, () => work(writer));
    hooks.afterCommit?.();
    return result;
  }

  return {
    open({ path, nowMs, suspect }) {
      close();
      const { db, setAside } = openDatabase({ path, migrations: recordingsLayout, nowMs, suspect });
      const rescued = setAside === undefined ? 0 : rescueRecordings(db, setAside.path);
      open = { db, reader: createRecordingsReader(db), writer: createRecordingsWriter(db) };
      hooks.opened?.(db);
      return { setAside: setAside === undefined ? undefined : { ...setAside, rescued } };
    },
    add: ({ rows }) => write((writer) => writer.add(rows)),
    change: ({ changes }) =>
      write((writer) => changes.forEach(({ id, set }) => writer.change(id, set)), changes.some(isLasting)),
    addLink: ({ link }) => write((writer) => writer.addLink(link)),
    forgetLinks: ({ endedBeforeMs }) => write((writer) => writer.forgetLinks(endedBeforeMs), false),
    forgetPurged: ({ purgedBeforeMs, limit }) =>
      write((writer) => writer.forgetPurged(purgedBeforeMs, limit), false),
    setNote: ({ key, value }) => write((writer) => writer.setNote(key, value)),
    byIds: (ids) => current().reader.byIds(ids),
    byKeys: (keys) => current().reader.byKeys(keys),
    byMp3Name: ({ name }) => current().reader.byMp3Name(name),
    ofChain: ({ chainId, link }) => current().reader.ofChain(chainId, link),
    inStates: ({ states, limit }) => current().reader.inStates(states, limit),
    page: (order) => current().reader.page(order),
    count: ({ filter, most }) => current().reader.count(filter, most),
    counts: () => countsOf(current().db),
    links: ({ fromMs, toMs }) => linksTouching(current().db, fromMs, toMs),
    expired: ({ endedBeforeMs, limit }) => expiredBefore(current().db, endedBeforeMs, limit),
    expiry: ({ endedBeforeMs }) => expiryBefore(current().db, endedBeforeMs),
    note: ({ key }) => noteOf(current().db, key),
    close,
  };
}

/** How far a conversion is comes several times per second, and means nothing after a power cut. */
function isLasting({ set }: Changes["changes"][number]): boolean {
  return Object.keys(set).some((field) => field !== "progress" && field !== "sourceBytes");
}
