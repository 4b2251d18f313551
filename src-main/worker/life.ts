/**
 * A worker from taking a lease to losing it. It delivers the oldest event of each lane that it holds with the
 * same rules as an engine does by itself, and begins the next one of a lane only when the outcome of the one
 * before is committed: so a lane that another worker takes over goes on exactly where it stands.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { Control } from "../store/postgres/control.ts";
import { postgresFailure } from "../store/postgres/failure.ts";
import type { Head, LaneOutcome, Pause, SeenEndpoint, Settled } from "../store/postgres/types.ts";
import type { WorkerStore } from "../store/postgres/worker-store.ts";
import type { Answer } from "../store/sqlite-worker/failure.ts";
import { logAlarm } from "../webhooks/delivery/alarms.ts";
import type { Delivery } from "../webhooks/delivery/create-delivery.ts";
import { createDelivery } from "../webhooks/delivery/create-delivery.ts";
import type { Sender } from "../webhooks/delivery/sender.ts";
import type { DeliveryChange } from "../webhooks/types.ts";
import { createHeldLanes } from "./held-lanes.ts";
import { createLedger } from "./ledger.ts";

/** What a worker has for all of its lives. */
export interface Surroundings {
  readonly clock: Clock;
  /** From 0 (included) to 1 (excluded); spreads retries. */
  readonly random: () => number;
  readonly log: Logger;
  readonly version: string;
  readonly monotonicMs: () => number;
  readonly sender: Sender;
}

export interface LifeOptions extends Surroundings {
  readonly store: WorkerStore;
  /** Hides secrets in what goes to the engines. */
  readonly masked: (record: AttemptRecord) => AttemptRecord;
  /** The lease holds for sure at this moment. */
  readonly leaseHolds: () => boolean;
}

export interface Life {
  apply(endpoints: readonly EndpointSettings[]): void;
  /** Takes what there is room for. Rejects when the server is away. */
  claim(): Promise<void>;
  /** Who is paused now. */
  pauses(pauses: readonly Pause[]): void;
  probe(target: NonNullable<Control["probe"]>): void;
  status(): SeenEndpoint[];
  busy(): number;
  /** Nothing is sent or written any more. */
  kill(): void;
  /** Starts nothing any more, and commits the outcomes of what is in flight. */
  stop(withinMs: number): Promise<void>;
}

/** Lanes that began so recently belong to calls that somebody waits for. */
const FRESH_FOR_MS = 60_000;
const WRITE_AGAIN_AFTER_MS = 200;

export function createLife(options: LifeOptions): Life {
  const { store, clock, log } = options;
  const held = createHeldLanes();
  const deliveries = new Map<string, Delivery>();
  const ledger = createLedger({ laneOf: held.laneOf, commit });
  let endpoints: readonly EndpointSettings[] = [];
  let paused: readonly Pause[] = [];
  let mode: "running" | "stopping" | "dead" = "running";
  let batch = 0;
  let moreToClaim = false;
  let claiming = false;

  const serves = (name: string): boolean => endpoints.some((endpoint) => endpoint.name === name);
  const isDead = (): boolean => mode === "dead";

  /** For the delivery of one engine: chains and pauses of engines have nothing to do with each other. */
  function deliveryOf(engine: string): Delivery {
    const known = deliveries.get(engine);
    if (known !== undefined) return known;
    const made = createDelivery({
      clock: { ...clock, after: (delayMs, run) => clock.after(delayMs, () => isDead() || run()) },
      random: options.random,
      log,
      version: options.version,
      monotonicMs: options.monotonicMs,
      sender: guardedSender(),
      outbox: {
        settle: async ([change]) => (change === undefined ? undefined : settle(engine, change)),
        // All that is handed over comes with its request.
        requests: async (keys) => keys.map(() => undefined),
      },
      onAttempt: (record) => noteAttempt(engine, record),
      onAlarm: (change) => isDead() || logAlarm(log, change),
    });
    deliveries.set(engine, made);
    made.apply(endpoints);
    for (const pause of paused) if (pause.engine === engine) made.pause(pause.endpoint);
    return made;
  }

  /** What another worker may have begun to send by now does not leave here any more. */
  function guardedSender(): Sender {
    const { sender } = options;
    return {
      async send(endpoint, message) {
        if (isDead() || !options.leaseHolds()) return new Promise(() => undefined);
        const result = await sender.send(endpoint, message);
        return isDead() ? new Promise(() => undefined) : result;
      },
      forget: sender.forget,
      // The connections are the worker's, which has other lives.
      close: async () => undefined,
    };
  }

  async function settle(engine: string, change: DeliveryChange): Promise<void> {
    if (isDead()) return;
    if (change.state === "dropped" && !serves(change.endpoint)) return giveBack(engine, change);
    return ledger.settle(engine, change);
  }

  /** The endpoint is gone from this worker's settings; that is no word about the engine's. */
  async function giveBack(engine: string, { eventId, endpoint }: DeliveryChange): Promise<void> {
    const lane = held.laneOf(engine, eventId, endpoint);
    if (lane === undefined) return;
    held.delete(lane);
    await store.release([lane]);
  }

  function noteAttempt(engine: string, record: AttemptRecord): void {
    if (isDead()) return;
    ledger.record(engine, options.masked(record));
    if (record.result !== "paused") return;
    void shareReceiverPause(engine, record.endpoint);
  }

  async function shareReceiverPause(engine: string, endpoint: string): Promise<void> {
    try {
      await store.pauseByReceiver(engine, endpoint);
      // Known at once: its end may come before the next look at the table.
      paused = [...paused, { engine, endpoint, by: "receiver" }];
    } catch (error) {
      log.warn("That a receiver asked to be paused could not be told to the others; it is asked again.", {
        endpoint,
        reason: postgresFailure(error).reason,
      });
      if (!isDead()) deliveries.get(engine)?.resume(endpoint);
    }
  }

  async function commit(outcomes: readonly LaneOutcome[]): Promise<Answer<void>> {
    batch += 1;
    const number = batch;
    for (;;) {
      if (isDead()) return lost("The lease was lost before the outcome could be written.");
      try {
        const settled = await store.settle(number, outcomes);
        if (!isDead()) goOn(outcomes, settled);
        return { ok: true, value: undefined };
      } catch (error) {
        const failure = postgresFailure(error);
        if (failure.kind === "refused") return { ok: false, failure };
        await new Promise<void>((resolve) => clock.after(WRITE_AGAIN_AFTER_MS, resolve));
      }
    }
  }

  function lost(reason: string): Answer<void> {
    return { ok: false, failure: { kind: "cannot-open", reason } };
  }

  function goOn(outcomes: readonly LaneOutcome[], { heads, notHeld }: Settled): void {
    for (const { lane, change } of outcomes) {
      if (change.state === "waiting") held.waits(lane);
      else held.delete(lane);
    }
    for (const lane of notHeld) held.delete(lane);
    take(heads);
    if (moreToClaim && mode === "running") claim().catch(() => undefined);
  }

  /** Hands lanes' heads to delivery; gives back those that came too late. */
  function take(heads: readonly Head[]): void {
    const unwanted: number[] = [];
    const byEngine = new Map<string, Head[]>();
    for (const head of heads) {
      const wanted = mode === "running" && head.event.deliveries.every(({ endpoint }) => serves(endpoint));
      if (!wanted) unwanted.push(head.lane);
      else byEngine.set(head.engine, [...(byEngine.get(head.engine) ?? []), head]);
    }
    // Without an answer they stay held until the life ends, which is what stopping does next.
    if (unwanted.length > 0) store.release(unwanted).catch(() => undefined);
    for (const [engine, theirs] of byEngine) {
      for (const head of theirs) held.add(head);
      deliveryOf(engine).restore(theirs.map(({ event }) => event));
    }
  }

  async function claim(): Promise<void> {
    if (mode !== "running") return;
    moreToClaim = claiming;
    if (claiming) return;
    claiming = true;
    try {
      const rooms = held.rooms(endpoints, clock.nowMs() - FRESH_FOR_MS);
      const heads = rooms.length === 0 ? [] : await store.claim({ rooms, held: held.all });
      if (isDead()) return;
      // Where something was, or where there was no room to look, there may be more.
      moreToClaim ||= heads.length > 0 || rooms.length < 2 * endpoints.length;
      take(heads);
    } finally {
      claiming = false;
    }
  }

  return {
    apply(next) {
      endpoints = next;
      for (const delivery of deliveries.values()) delivery.apply(next);
    },
    claim,
    pauses(next) {
      const key = ({ engine, endpoint }: Pause): string => JSON.stringify([engine, endpoint]);
      const [before, now] = [new Set(paused.map(key)), new Set(next.map(key))];
      for (const pause of next)
        if (!before.has(key(pause))) deliveries.get(pause.engine)?.pause(pause.endpoint);
      for (const pause of paused)
        if (!now.has(key(pause))) deliveries.get(pause.engine)?.resume(pause.endpoint);
      paused = next;
    },
    probe: ({ engine, endpoint }) => deliveries.get(engine)?.probe(endpoint),
    status: () =>
      [...deliveries].flatMap(([engine, delivery]) =>
        delivery.status().map((status) => ({ engine, status })),
      ),
    busy: () => [...deliveries.values()].reduce((total, delivery) => total + delivery.busy(), 0),
    kill() {
      mode = "dead";
      for (const delivery of deliveries.values()) void delivery.stop(0);
    },
    async stop(withinMs) {
      mode = "stopping";
      await Promise.all([...deliveries.values()].map((delivery) => delivery.stop(withinMs)));
      let cancel: (() => void) | undefined;
      const tooLong = new Promise<void>((resolve) => {
        cancel = clock.after(withinMs, resolve);
      });
      // Without the server there is nothing more to wait for.
      await Promise.race([ledger.idle(), tooLong]);
      cancel?.();
      mode = "dead";
    },
  };
}
