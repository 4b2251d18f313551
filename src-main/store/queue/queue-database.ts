/**
 * queue.db as a module of synchronous functions: what is accepted and not over, the numbers of chains,
 * and the state of open calls. Runs in a thread of its own.
 */
import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../sqlite-worker/failure.ts";
import { inTransaction } from "../sqlite-worker/migrate.ts";
import { openDatabase, setDurability } from "../sqlite-worker/open-database.ts";
import type { DeliveryKey, StoredState } from "../../webhooks/types.ts";
import { queueLayout } from "./layout.ts";
import { readDocuments, readLastSeqs, readPage, readRequests } from "./reader.ts";
import { rescue } from "./rescue.ts";
import type { QueueEntry } from "./queue-entry.ts";
import type { LastSeqs, OpenedQueue, PendingPage, QueueCommit } from "./types.ts";
import type { QueueWriter } from "./writer.ts";
import { createQueueWriter } from "./writer.ts";

export interface QueueDatabase {
  /** Opens the file, or opens it anew; `suspect`: look closely, because something was wrong with it. */
  open(input: { path: string; nowMs: number; suspect: boolean }): OpenedQueue;
  /** All entries in one transaction. When it returns, they are kept. */
  commit(commit: QueueCommit): { durationMs: number };
  page(input: { after: number }): PendingPage;
  /** Those requests as JSON, in the order of the keys. */
  requests(keys: readonly DeliveryKey[]): readonly (string | undefined)[];
  lastSeqs(input: undefined): LastSeqs;
  documents(input: undefined): StoredState;
  /** Moves what was written from the log of the file into the file, and forgets old chains. */
  tidy(input: undefined): void;
  close(input: undefined): void;
}

/** Moments at which a test bends the file or ends the process. */
export interface QueueHooks {
  opened?(db: DatabaseSync): void;
  beforeCommit?(): void;
  afterCommit?(): void;
}

interface Open {
  readonly db: DatabaseSync;
  readonly writer: QueueWriter;
}

/** Chains that are remembered for late recordings; open ones are among the youngest. */
const MOST_CHAINS = 20_000;

export function createQueueDatabase(hooks: QueueHooks = {}): QueueDatabase {
  let open: Open | undefined;

  function current(): Open {
    if (open === undefined) throw new StoreError("cannot-open", "The queue is not open.");
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

  return {
    open({ path, nowMs, suspect }) {
      close();
      const { db, setAside } = openDatabase({ path, migrations: queueLayout, nowMs, suspect });
      const rescued = setAside === undefined ? 0 : rescue(db, setAside.path);
      open = { db, writer: createQueueWriter(db) };
      hooks.opened?.(db);
      return { setAside: setAside && { ...setAside, rescued } };
    },
    commit({ entries, durability }) {
      const { db, writer } = current();
      const startMs = performance.now();
      // Only a promise needs the disk's word: what became of a delivery may ride with the next one.
      setDurability(db, entries.some(isPromise) ? durability : "normal");
      inTransaction(db, () => {
        for (const entry of entries) writer.write(entry);
        hooks.beforeCommit?.();
      });
      hooks.afterCommit?.();
      return { durationMs: performance.now() - startMs };
    },
    page: ({ after }) => readPage(current().db, after),
    requests: (keys) => readRequests(current().db, keys),
    lastSeqs: () => readLastSeqs(current().db),
    documents: () => readDocuments(current().db),
    tidy() {
      const { db } = current();
      // First: on a full disk this may make room.
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      forgetChains(db);
    },
    close,
  };
}

function isPromise(entry: QueueEntry): boolean {
  return entry.kind === "accept" && entry.events.length > 0;
}

function forgetChains(db: DatabaseSync): void {
  const count = Number(db.prepare("SELECT count(*) AS count FROM chain_seq").get()?.["count"]);
  if (count <= MOST_CHAINS) return;
  const oldest = db.prepare("SELECT touched FROM chain_seq ORDER BY touched DESC LIMIT 1 OFFSET ?");
  const from = oldest.get(MOST_CHAINS - 1)?.["touched"] ?? 0;
  db.prepare("DELETE FROM chain_seq WHERE touched < ?").run(from);
}
