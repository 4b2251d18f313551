/**
 * The outbox on disk: accepted means committed. Commits run one at a time in a thread of their own; what
 * comes meanwhile shares the next one.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { Outbox, PendingEvent } from "../../webhooks/types.ts";
import { connectWorker } from "../sqlite-worker/connect.ts";
import type { Answer, StoreFailure } from "../sqlite-worker/failure.ts";
import type { Urgency } from "../sqlite-worker/group-commit.ts";
import { createGroupCommit } from "../sqlite-worker/group-commit.ts";
import type { Durability } from "../sqlite-worker/open-database.ts";
import type { WorkerConnection } from "../sqlite-worker/protocol.ts";
import type { StoreAlarm } from "../types.ts";
import { eventRow } from "./event-row.ts";
import { createPatience } from "./patience.ts";
import { eventsOf, requestOf } from "./pending-events.ts";
import type { QueueDatabase } from "./queue-database.ts";
import type { QueueEntry } from "./queue-entry.ts";
import { mergeEntries } from "./queue-entry.ts";
import type { OpenedQueue, PendingPage } from "./types.ts";
import { cannotOpenSentence, setAsideSentence } from "./words.ts";

export interface DurableOutboxOptions {
  /** The file; its folder must be there. */
  readonly path: string;
  readonly durability: Durability;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told what the user must know beyond the log. */
  readonly onAlarm: (alarm: StoreAlarm) => void;
  /** Told how long each commit took, the thread's side alone. */
  readonly onCommit?: (durationMs: number) => void;
  /** Makes the thread; a test may bring its own. */
  readonly connect?: () => WorkerConnection<QueueDatabase>;
}

export interface DurableOutbox extends Outbox {
  /** Holds from the next commit on. */
  setDurability(durability: Durability): void;
  /** Commits what waits, if the disk lets it, and closes the file. What cannot be kept is rejected. */
  close(): Promise<void>;
}

/** `sentence` says what to do. */
export type DurableOutboxStart =
  | { readonly ok: true; readonly outbox: DurableOutbox }
  | { readonly ok: false; readonly sentence: string };

const ROWS_PER_COMMIT = 1000;
/** Events that wait for the disk; more would only fill the memory. */
const MOST_WAITING = 50_000;
/** Rows between two tidyings; they happen when nothing else is to do. */
const ROWS_PER_TIDYING = 2000;

export async function createDurableOutbox(options: DurableOutboxOptions): Promise<DurableOutboxStart> {
  const { path, clock, log } = options;
  const connect = options.connect ?? connectThread;
  let { durability } = options;
  let connection = connect();
  let waitingEvents = 0;
  let rowsSinceTidying = 0;
  let closed = false;

  const patience = createPatience({ path, clock, onAlarm: alarm, mend });
  const group = createGroupCommit<QueueEntry>({
    mostRows: ROWS_PER_COMMIT,
    commit: (entries) => patience.keepTrying(() => commit(entries)),
    onIdle: tidyIfNeeded,
  });

  function alarm(raised: StoreAlarm): void {
    if (raised.state === "raised") log.error(raised.sentence);
    else log.info(raised.sentence);
    options.onAlarm(raised);
  }

  async function commit(entries: readonly QueueEntry[]): Promise<Answer<void>> {
    const answer = await connection.call("commit", { entries: mergeEntries(entries), durability });
    if (!answer.ok) return answer;
    options.onCommit?.(answer.value.durationMs);
    return { ok: true, value: undefined };
  }

  async function open(suspect: boolean): Promise<Answer<OpenedQueue>> {
    const answer = await connection.call("open", { path, nowMs: clock.nowMs(), suspect });
    if (answer.ok && answer.value.setAside !== undefined) {
      const sentence = setAsideSentence(path, answer.value.setAside);
      alarm({ kind: "damaged", state: "raised", sentence });
    }
    return answer;
  }

  /** A new thread for one that crashed; opening anew looks for damage and sets the file aside. */
  async function mend(failure: StoreFailure): Promise<void> {
    if (failure.kind === "crashed") {
      await connection.close();
      connection = connect();
    }
    if (failure.kind === "full") await connection.call("tidy", undefined);
    else if (failure.kind !== "busy") await open(failure.kind === "damaged");
  }

  function tidyIfNeeded(): void {
    if (rowsSinceTidying < ROWS_PER_TIDYING || closed) return;
    rowsSinceTidying = 0;
    // What fails here fails again, and is told, at the next commit.
    void connection.call("tidy", undefined);
  }

  async function add(entry: QueueEntry, rows: number, urgency: Urgency): Promise<void> {
    if (closed) throw new Error(`The queue ${path} is closed.`);
    const answer = await group.add(entry, rows, urgency);
    rowsSinceTidying += rows;
    if (!answer.ok) throw new Error(answer.failure.reason);
  }

  async function read<Value>(ask: () => Promise<Answer<Value>>): Promise<Value> {
    const first = await ask();
    if (first.ok) return first.value;
    await mend(first.failure);
    const second = await ask();
    if (second.ok) return second.value;
    throw new Error(cannotOpenSentence(path, second.failure));
  }

  const opened = await open(false);
  if (!opened.ok) {
    await connection.close();
    return { ok: false, sentence: cannotOpenSentence(path, opened.failure) };
  }

  const outbox: DurableOutbox = {
    async accept(events, change) {
      if (events.length === 0 && change === undefined) return;
      if (waitingEvents + events.length > MOST_WAITING) {
        throw new Error(`${waitingEvents} events wait for the disk already.`);
      }
      waitingEvents += events.length;
      const rows = events.reduce((total, event) => total + 1 + event.deliveries.length, 1);
      try {
        const changes = change === undefined ? [] : [change];
        await add({ kind: "accept", events: events.map(eventRow), changes }, rows, "now");
      } finally {
        waitingEvents -= events.length;
      }
    },
    async settle(changes) {
      if (changes.length > 0) await add({ kind: "settle", changes }, changes.length, "soon");
    },
    async loadPending() {
      const events: PendingEvent[] = [];
      await outbox.eachPending((page) => {
        // Not by spreading: an argument list has a bound.
        for (const event of page) events.push(event);
        return true;
      });
      return { events, lastSeqs: await outbox.lastSeqs() };
    },
    lastSeqs: () => read(() => connection.call("lastSeqs", undefined)),
    async eachPending(take) {
      const pageAfter = (after: number) => read(() => connection.call("page", { after }));
      for (let coming: Promise<PendingPage> | undefined = pageAfter(0); coming !== undefined; ) {
        const { rows, next }: PendingPage = await coming;
        // The thread reads the next page while this one is looked through.
        coming = next === undefined ? undefined : pageAfter(next);
        coming?.catch(() => undefined);
        if (!take(eventsOf(rows))) return;
        // What became of this page goes to the disk before the next is looked through: memory could not hold it for all.
        if (group.waitingRows() > ROWS_PER_COMMIT)
          await group.add({ kind: "settle", changes: [] }, 0, "soon");
      }
    },
    async requests(keys) {
      const texts = await read(() => connection.call("requests", keys));
      return texts.map(requestOf);
    },
    loadDocuments: () => read(() => connection.call("documents", undefined)),
    setDurability(next) {
      durability = next;
    },
    async close() {
      if (closed) return;
      closed = true;
      patience.end();
      await group.idle();
      await connection.close();
    },
  };
  return { ok: true, outbox };
}

function connectThread(): WorkerConnection<QueueDatabase> {
  return connectWorker<QueueDatabase>(new URL("./queue-worker.ts", import.meta.url), "queue");
}
