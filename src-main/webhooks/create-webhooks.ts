/**
 * The webhooks room as others use it: call events in, requests out. Between them: a number within
 * the chain, a request for each endpoint that wants the event, the outbox, delivery.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { OutgoingEvent } from "../../src-shared/telephony/call-event.ts";
import type { AlarmChange } from "../../src-shared/webhooks/delivery-alarm.ts";
import type { AttemptRecord, EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import type { FrozenDelivery } from "../store/log/types.ts";
import type { PbxContext, Receiver } from "./acceptance.ts";
import { acceptEvent, receiverOf } from "./acceptance.ts";
import type { OwnServer } from "./delivery/address-rules.ts";
import { logAlarm } from "./delivery/alarms.ts";
import { createDelivery, type Delivery } from "./delivery/create-delivery.ts";
import { createHttpSender } from "./delivery/http-sender.ts";
import type { DeliveryPorts } from "./delivery/ports.ts";
import type { Sender } from "./delivery/sender.ts";
import { isKnownZone } from "./dialects/zone-time.ts";
import { createListeners } from "../../src-shared/listeners.ts";
import { replayedEvents } from "./log/replayed-events.ts";
import { createEarlierRun } from "./earlier-run.ts";
import { createPausedEndpoints } from "./paused-endpoints.ts";
import { createSequence } from "./sequence.ts";
import type { AcceptedEvent, AcceptedNews, Outbox, PendingEvent, StateChange } from "./types.ts";

export interface WebhooksOptions {
  readonly clock: Clock;
  /** From 0 (included) to 1 (excluded); spreads retries. */
  readonly random: () => number;
  readonly log: Logger;
  /** Gives a new ULID: the `webhook-id` of an event. */
  readonly newId: () => string;
  readonly outbox: Outbox;
  /** This program's version, for the header user-agent. */
  readonly version: string;
  /** The network; a test may bring its own. */
  readonly sender?: Sender;
  /** Who delivers; default: this program. */
  readonly delivery?: ((ports: DeliveryPorts) => Delivery) | undefined;
  /** Milliseconds that never jump, for the times of an attempt; default: this machine's. */
  readonly monotonicMs?: () => number;
  /** Where this program's own server listens: webhooks are never sent there. */
  readonly ownServer?: () => OwnServer | undefined;
}

export interface Webhooks {
  /** Takes over the endpoints and what the PBX's clock shows. May be called at any time. */
  apply(endpoints: readonly EndpointSettings[], pbx: PbxContext): void;
  /**
   * Sends what an earlier run left in the outbox. Call once, after the first `apply`, before `accept`. Resolves when the
   * oldest are on their way; the rest is read meanwhile, and new events of the same calls go behind it.
   */
  start(): Promise<void>;
  /**
   * Events in their order, and how the state that made them has changed. Resolves when both are kept and
   * the events handed to delivery; never rejects. `idOf`: ids of events that were made of the PBX's log, the same
   * each time; default: a new one.
   */
  accept(
    events: readonly OutgoingEvent[],
    change?: StateChange,
    idOf?: (event: OutgoingEvent) => string,
  ): Promise<void>;
  /**
   * Sends logged deliveries again, behind fresh calls. Resolves when they are kept; rejects when they
   * cannot be, and then sends none. What goes to an endpoint that is not in the settings is left out.
   */
  resend(deliveries: readonly FrozenDelivery[]): Promise<void>;
  /**
   * Nothing is sent to the endpoint until `resume`, also after a change of its settings, a restart or a
   * crash. What waits for it keeps waiting until its deadline. An unknown name changes nothing.
   */
  pause(endpointName: string): void;
  /** Ends a pause by hand, or that of an endpoint that had answered 410. */
  resume(endpointName: string): void;
  /** Tries now what waits for a retry; of a receiver that is down, the oldest alone. */
  probe(endpointName: string): void;
  /** Deliveries in flight, and events on their way into the outbox. */
  busy(): number;
  status(): EndpointStatus[];
  /** Events that were accepted, told once they are on their way. Returns a function that ends the listening. */
  onAccepted(listener: (news: AcceptedNews) => void): () => void;
  /** Returns a function that ends the listening. */
  onAttempt(listener: (attempt: AttemptRecord) => void): () => void;
  /** Alarms raised and cleared; those that stand are in `status()`. Returns a function that ends the listening. */
  onAlarm(listener: (change: AlarmChange) => void): () => void;
  /** Starts nothing any more; what is in flight gets `withinMs` to end. */
  stop(withinMs: number): Promise<void>;
}

/** A batch between acceptance and delivery. Batches go on in their order, whatever order they are kept in. */
interface Batch {
  readonly events: readonly AcceptedEvent[];
  /** `failed`: they are sent from memory. */
  state: "on its way" | "kept" | "failed";
}

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { clock, log, outbox } = options;
  const sequence = createSequence();
  const paused = createPausedEndpoints(outbox, log);
  const acceptances = createListeners<AcceptedNews>("accepted events", log);
  const attempts = createListeners<AttemptRecord>("delivery attempts", log);
  const alarms = createListeners<AlarmChange>("alarms", log);
  const onTheWay: Batch[] = [];
  /** Kept, and waiting for what an earlier run left. */
  const held: Batch[] = [];
  let receivers: readonly Receiver[] = [];
  let pbx: PbxContext = { timezone: undefined };
  let started = false;

  const delivery = (options.delivery ?? createDelivery)({
    clock,
    random: options.random,
    log,
    outbox,
    sender: options.sender ?? createHttpSender({ ownServer: options.ownServer }),
    version: options.version,
    monotonicMs: options.monotonicMs ?? (() => performance.now()),
    onAttempt: attempts.tell,
    onAlarm: (change) => {
      logAlarm(log, change);
      alarms.tell(change);
    },
  });

  function stampAndRoute(event: OutgoingEvent, id: string): AcceptedEvent {
    const stamp = { id, seq: sequence.next(event.chainId), acceptedAtMs: clock.nowMs() };
    if (event.type === "chain_ended") sequence.finish(event.chainId);
    return acceptEvent(event, stamp, receivers, pbx, log);
  }

  const leftBehind = new Map<string, number>();
  const earlierRun = createEarlierRun({
    outbox,
    log,
    take(events) {
      countLeftBehind(events);
      delivery.restore(events);
    },
    onRead() {
      warnOfLeftBehind();
      for (const { events, state } of held.splice(0)) delivery.add(events, state === "kept");
    },
  });

  const isKnown = (name: string): boolean => receivers.some(({ settings }) => settings.name === name);

  /** Of endpoints that are not in the settings, for `warnOfLeftBehind`. */
  function countLeftBehind(events: readonly PendingEvent[]): void {
    const names = new Set(receivers.map(({ settings }) => settings.name));
    for (const event of events) {
      for (const { endpoint } of event.deliveries) {
        if (!names.has(endpoint)) leftBehind.set(endpoint, (leftBehind.get(endpoint) ?? 0) + 1);
      }
    }
  }

  /** A name mistyped in the settings must not pass unseen, whenever it was. */
  function warnOfLeftBehind(): void {
    for (const [endpoint, deliveries] of leftBehind) {
      const fields = { endpoint, deliveries };
      log.warn(
        "An endpoint was removed from the settings; what an earlier run left for it is not sent.",
        fields,
      );
    }
  }

  function handOver(): void {
    for (let [batch] = onTheWay; batch !== undefined && batch.state !== "on its way"; [batch] = onTheWay) {
      onTheWay.shift();
      const waiting = batch.events.filter(earlierRun.holds);
      if (waiting.length > 0) held.push({ ...batch, events: waiting });
      const going =
        waiting.length > 0 ? batch.events.filter((event) => !earlierRun.holds(event)) : batch.events;
      delivery.add(going, batch.state === "kept");
    }
  }

  return {
    apply(endpoints, context) {
      if (context.timezone !== undefined && !isKnownZone(context.timezone)) {
        log.warn("The time zone of the PBX is not known on this machine; times are written in UTC.", {
          timezone: context.timezone,
        });
      }
      pbx = context;
      receivers = endpoints.map(receiverOf);
      delivery.apply(endpoints);
      // Before the start it is not known yet who is paused.
      if (started) paused.keepOnly(new Set(endpoints.map(({ name }) => name)));
    },
    async start() {
      paused.restore(await outbox.loadDocuments());
      paused.keepOnly(new Set(receivers.map(({ settings }) => settings.name)));
      for (const name of paused.names()) delivery.pause(name);
      started = true;
      for (const { chainId, seq } of await outbox.lastSeqs()) sequence.restore(chainId, seq);
      await earlierRun.read();
    },
    async accept(events, change, idOf = options.newId) {
      if (events.length === 0) return;
      const accepted = events.map((event) => stampAndRoute(event, idOf(event)));
      const batch: Batch = { events: accepted, state: "on its way" };
      onTheWay.push(batch);
      earlierRun.note(accepted);
      try {
        await outbox.accept(batch.events, change);
        batch.state = "kept";
      } catch (error) {
        // Sent all the same: what may be lost when the machine fails is better than what surely is.
        batch.state = "failed";
        log.error("Events could not be kept and are sent from memory; check the disk.", {
          events: events.length,
          reason: reasonOf(error),
        });
      }
      handOver();
      for (const [at, event] of events.entries()) {
        const kept = accepted[at];
        if (kept !== undefined) acceptances.tell({ accepted: kept, event });
      }
    },
    async resend(deliveries) {
      const named = new Map(receivers.map(({ settings }) => [settings.name, settings]));
      const events = replayedEvents(deliveries, (name) => named.get(name), clock.nowMs());
      earlierRun.skip(events);
      await outbox.accept(events);
      delivery.add(events);
    },
    pause(endpointName) {
      if (!isKnown(endpointName)) return;
      paused.add(endpointName);
      delivery.pause(endpointName);
    },
    resume(endpointName) {
      paused.delete(endpointName);
      delivery.resume(endpointName);
    },
    probe: delivery.probe,
    busy: () =>
      delivery.busy() + [...onTheWay, ...held].reduce((total, batch) => total + batch.events.length, 0),
    status: delivery.status,
    onAccepted: acceptances.add,
    onAttempt: attempts.add,
    onAlarm: alarms.add,
    async stop(withinMs) {
      await Promise.all([earlierRun.stop(), delivery.stop(withinMs)]);
    },
  };
}
