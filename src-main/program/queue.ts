/**
 * Where a program keeps accepted webhooks, by its settings: in its data folder, or in a database that workers
 * deliver from. What waits in the folder when the settings lead to the database goes there first.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { DeliverySettings } from "../../src-shared/settings/settings.ts";
import { createDurableOutbox } from "../store/queue/durable-outbox.ts";
import type { StoreAlarm } from "../store/types.ts";
import type { Delivery } from "../webhooks/delivery/create-delivery.ts";
import type { DeliveryPorts } from "../webhooks/delivery/ports.ts";
import type { AcceptedEvent, Outbox, PlannedDelivery } from "../webhooks/types.ts";

export interface ProgramQueueOptions {
  /** The data folder. */
  readonly folder: string;
  readonly settings: DeliverySettings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAlarm: (alarm: StoreAlarm) => void;
  readonly onCommit: (durationMs: number) => void;
}

export interface ProgramQueue {
  readonly outbox: Outbox & {
    setDurability(durability: DeliverySettings["durability"]): void;
    close(): Promise<void>;
  };
  /** `undefined`: the engine delivers itself. */
  readonly delivery: ((ports: DeliveryPorts) => Delivery) | undefined;
}

/** `sentence` says what to do. */
export type ProgramQueueStart =
  | { readonly ok: true; readonly queue: ProgramQueue }
  | { readonly ok: false; readonly sentence: string };

/** Events that go over in one commit. */
const MOVED_AT_ONCE = 500;

export function openQueue(options: ProgramQueueOptions): Promise<ProgramQueueStart> {
  return options.settings.queue === "postgres" ? openShared(options) : openLocal(options);
}

async function openLocal(options: ProgramQueueOptions): Promise<ProgramQueueStart> {
  const started = await createDurableOutbox({
    ...options,
    path: join(options.folder, "queue.db"),
    durability: options.settings.durability,
  });
  return started.ok ? { ok: true, queue: { outbox: started.outbox, delivery: undefined } } : started;
}

async function openShared(options: ProgramQueueOptions): Promise<ProgramQueueStart> {
  const { clock, log, settings } = options;
  const { queueUrl: url, engine, durability } = settings;
  if (url === undefined) {
    const sentence = "queue = postgres in [delivery] needs the address of the database: set queue_url there.";
    return { ok: false, sentence };
  }
  // Few have such a database: who has none does not hold its driver in memory.
  const [{ createPostgresOutbox }, { createEngineDesk }, { createRemoteDelivery }] = await Promise.all([
    import("../store/postgres/postgres-outbox.ts"),
    import("../store/postgres/engine-desk.ts"),
    import("../worker/remote-delivery.ts"),
  ]);
  const started = await createPostgresOutbox({ ...options, url, engine, durability });
  if (!started.ok) return started;
  const { outbox } = started;
  const moved = await moveLocal(options, outbox);
  if (!moved.ok) {
    await outbox.close();
    return moved;
  }
  const delivery = ({ onAttempt }: DeliveryPorts): Delivery =>
    createRemoteDelivery({
      open: (onReports) => createEngineDesk({ url, engine, onReports }),
      ...{ outbox, clock, log, onAttempt },
    });
  return { ok: true, queue: { outbox, delivery } };
}

/** What is interrupted is done again with the next start; nothing is lost by it. */
async function moveLocal(
  options: ProgramQueueOptions,
  shared: Outbox,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }> {
  if (!existsSync(join(options.folder, "queue.db"))) return { ok: true };
  const local = await openLocal(options);
  if (!local.ok) return local;
  const { outbox } = local.queue;
  try {
    const { events, lastSeqs } = await outbox.loadPending();
    if (events.length === 0 && lastSeqs.length === 0) return { ok: true };
    const { atMs, documents } = await outbox.loadDocuments();
    if ((await shared.loadDocuments()).atMs === undefined) {
      const put = { put: documents, remove: [] };
      await shared.accept(lastSeqs.map(seqAlone), atMs === undefined ? put : { ...put, atMs });
    }
    for (let at = 0; at < events.length; at += MOVED_AT_ONCE) {
      await moveEvents(outbox, shared, events.slice(at, at + MOVED_AT_ONCE));
    }
    options.log.info("What waited in the data folder is in the shared queue now.", { events: events.length });
    return { ok: true };
  } finally {
    await outbox.close();
  }
}

async function moveEvents(
  local: Outbox,
  shared: Outbox,
  events: Awaited<ReturnType<Outbox["loadPending"]>>["events"],
): Promise<void> {
  const keys = events.flatMap(({ id, deliveries }) =>
    deliveries.map(({ endpoint }) => ({ eventId: id, endpoint })),
  );
  const requests = await local.requests(keys);
  let at = 0;
  const whole = events.map((event): AcceptedEvent => {
    const deliveries = event.deliveries.flatMap((plan): PlannedDelivery[] => {
      const request = requests[at++];
      const { endpoint, deadlineAtMs, replay = false } = plan;
      return request === undefined ? [] : [{ endpoint, deadlineAtMs, replay, request }];
    });
    return { ...event, deliveries };
  });
  await shared.accept(whole);
  await local.settle(keys.map((key) => ({ ...key, state: "dropped", attempts: 0 })));
}

/** An event that nobody wanted: all that is kept of it is the chain's number. */
function seqAlone({ chainId, seq }: { readonly chainId: string; readonly seq: number }): AcceptedEvent {
  return { id: "", chainId, linkId: "", seq, type: "chain_ended", acceptedAtMs: 0, deliveries: [] };
}
