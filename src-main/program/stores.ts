/**
 * The data folder of a running program: taken, its stores opened one after the other, and closed again in
 * the same order, also when the start fails halfway.
 */
import { join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { CallStore } from "../history/types.ts";
import type { RootLogger } from "../log.ts";
import { openQueue, type ProgramQueue } from "./queue.ts";
import { openRecordingsRoom, type RecordingsRoom } from "./recordings-room.ts";
import { forgetAddress, noteAddress } from "./running-note.ts";
import { openDataFolder } from "../store/data-folder.ts";
import type { ReconcileStore } from "../reconcile/types.ts";
import { createCallStore } from "../store/history/create-call-store.ts";
import { createDeliveryLog, type DeliveryLog } from "../store/log/create-delivery-log.ts";
import { createRecordsThread } from "../store/records-thread.ts";
import { createReconcileStore } from "../store/reconcile/create-reconcile-store.ts";
import type { StoreAlarm } from "../store/types.ts";

export interface ProgramStoresOptions {
  readonly dataPath: string;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: RootLogger;
  readonly newId: () => string;
  /** What is wrong with the queue's file. */
  readonly onAlarm: (alarm: StoreAlarm) => void;
  /** Told how long each commit of the queue took. */
  readonly onCommit: (durationMs: number) => void;
  /** See `RecordingsRoomOptions`. */
  readonly serverUrl: () => string | undefined;
}

export interface ProgramStores {
  /** The data folder, in full. */
  readonly path: string;
  readonly outbox: ProgramQueue["outbox"];
  /** `undefined`: this program delivers itself. */
  readonly delivery: ProgramQueue["delivery"];
  readonly deliveryLog: DeliveryLog;
  readonly callStore: CallStore;
  readonly reconcileStore: ReconcileStore;
  /** `undefined` when its files cannot be used: calls go on without it. */
  readonly recordings: RecordingsRoom | undefined;
  /** Resolves when the queue's thread answers, be it with a failure. Never rejects. */
  answers(): Promise<void>;
  /** Tells commands on this machine where the program listens. */
  noteAddress(url: string): void;
  /** Takes over what changed settings say about keeping. */
  apply(settings: Settings): void;
  /** Keeps what waits, as far as the disk lets it, and closes all files. */
  close(): Promise<void>;
  /** Lets another program use the folder. After `close`. */
  release(): void;
}

/** `sentence` says what to do. */
export type ProgramStoresStart =
  | { readonly ok: true; readonly stores: ProgramStores }
  | { readonly ok: false; readonly sentence: string };

export async function openProgramStores(options: ProgramStoresOptions): Promise<ProgramStoresStart> {
  const { settings, clock, newId, serverUrl } = options;
  const folder = openDataFolder(options.dataPath);
  if (!folder.ok) return folder;
  const log = options.log.child("store");
  const queue = await openQueue({
    ...{ folder: folder.path, settings: settings.delivery, clock, log },
    ...{ onAlarm: options.onAlarm, onCommit: options.onCommit },
  });
  if (!queue.ok) {
    folder.release();
    return queue;
  }
  const { outbox, delivery } = queue.queue;
  const { keepDays } = settings.log;
  const records = createRecordsThread();
  const deliveryLog = createDeliveryLog({
    ...{ path: join(folder.path, "log.db"), keepDays, clock, log },
    connect: (suspect) => (suspect ? createRecordsThread() : records).connect("log"),
  });
  const callStore = createCallStore({
    ...{ path: join(folder.path, "calls.db"), keepDays, clock, log },
    connect: () => records.connect("calls"),
  });
  const recordings = await openRecordingsRoom({
    ...{ settings, dataFolder: folder.path, serverUrl, clock, newId },
    ...{ log: options.log.child("recordings"), storeLog: log },
    connectLibrary: () => records.connect("recordings"),
  });
  return {
    ok: true,
    stores: {
      ...{ path: folder.path, outbox, delivery, deliveryLog, callStore, recordings: recordings.room },
      reconcileStore: createReconcileStore(join(folder.path, "reconcile")),
      answers: () =>
        outbox.requests([]).then(
          () => undefined,
          () => undefined,
        ),
      noteAddress: (url) => noteAddress(folder.path, url),
      apply(next) {
        outbox.setDurability(next.delivery.durability);
        deliveryLog.keep(next.log.keepDays);
        callStore.keep(next.log.keepDays);
      },
      async close() {
        await outbox.close();
        await deliveryLog.close();
        await callStore.close();
        await recordings.close();
      },
      release() {
        forgetAddress(folder.path);
        folder.release();
      },
    },
  };
}
