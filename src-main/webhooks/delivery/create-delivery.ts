/** Delivery as a whole: one queue per endpoint, changed with the settings, stopped in order. */
import { isDeepStrictEqual } from "node:util";
import { steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import type { AcceptedEvent, EventFacts, PendingDelivery, PendingEvent } from "../types.ts";
import { leftBehindRecord, logAttempt } from "./attempt.ts";
import { stepMs } from "./backoff.ts";
import type { EndpointQueue } from "./endpoint-queue.ts";
import { createEndpointQueue } from "./endpoint-queue.ts";
import type { Now } from "./pending.ts";
import type { DeliveryPorts } from "./ports.ts";

export interface Delivery {
  /** New endpoints get a queue, removed ones drop theirs, changed ones keep it. */
  apply(endpoints: readonly EndpointSettings[]): void;
  /** `stored`: the outbox keeps them; else they are held in memory until they are over. Default: true. */
  add(events: readonly AcceptedEvent[], stored?: boolean): void;
  /** Takes over what an earlier run left behind, or the next part of it: the oldest first. */
  restore(events: readonly PendingEvent[]): void;
  /** Nothing is sent to the endpoint until `resume`; what waits for it keeps waiting until its deadline. */
  pause(endpointName: string): void;
  /** Ends a pause by hand, or that of an endpoint that had answered 410. */
  resume(endpointName: string): void;
  /** Tries now what waits for a retry; of a receiver that is down, the oldest alone. */
  probe(endpointName: string): void;
  /** Deliveries in flight. */
  busy(): number;
  status(): EndpointStatus[];
  /** Starts nothing any more and waits for what is in flight, at most `withinMs`; then breaks it off. */
  stop(withinMs: number): Promise<void>;
}

export function createDelivery(ports: DeliveryPorts): Delivery {
  const queues = new Map<string, EndpointQueue>();
  /** Removed endpoints with a request still in flight. */
  const leaving = new Set<EndpointQueue>();
  const all = (): EndpointQueue[] => [...queues.values(), ...leaving];
  const steadyMs = steadyMsOf(ports.clock);

  function readClocks(): Now {
    return { wallMs: ports.clock.nowMs(), steadyMs: steadyMs(), monotonicMs: ports.monotonicMs() };
  }

  function create(endpoint: EndpointSettings): void {
    const queue = createEndpointQueue(endpoint, ports);
    queues.set(endpoint.name, queue);
    const before = [...leaving].filter((each) => each.settings().name === endpoint.name);
    if (before.length > 0) queue.startAfter(Promise.all(before.map((each) => each.quiet())).then(() => {}));
  }

  function remove(name: string, queue: EndpointQueue): void {
    queues.delete(name);
    leaving.add(queue);
    queue.drop();
    ports.sender.forget(name);
    void queue.quiet().then(() => leaving.delete(queue));
  }

  /** For an endpoint that went between acceptance and now. */
  function discard(event: EventFacts, plan: PendingDelivery): void {
    const { endpoint, attempts } = plan;
    const change = { eventId: event.id, endpoint, state: "dropped", attempts } as const;
    void ports.outbox.settle([change]).catch(() => undefined);
    const record = leftBehindRecord(event, plan, ports.clock.nowMs());
    logAttempt(ports.log, record, "removed");
    ports.onAttempt(record);
  }

  function delayOf(plan: PendingDelivery): number {
    if (plan.attempts === 0 || plan.dueAtMs === undefined) return 0;
    // A clock that was set back must not turn a wait of seconds into one of days.
    const mostMs = stepMs(plan.attempts) * 1.2;
    return Math.min(Math.max(0, plan.dueAtMs - ports.clock.nowMs()), mostMs);
  }

  return {
    apply(endpoints) {
      const names = new Set(endpoints.map((endpoint) => endpoint.name));
      for (const [name, queue] of queues) if (!names.has(name)) remove(name, queue);
      for (const endpoint of endpoints) {
        const queue = queues.get(endpoint.name);
        if (queue === undefined) create(endpoint);
        else if (!isDeepStrictEqual(queue.settings(), endpoint)) queue.change(endpoint);
      }
    },
    add(events, stored = true) {
      const touched = new Set<EndpointQueue>();
      const now = readClocks();
      for (const accepted of events) {
        const event = factsOf(accepted);
        for (const planned of accepted.deliveries) {
          const queue = queues.get(planned.endpoint);
          const plan = { ...planned, attempts: 0 };
          if (queue === undefined) {
            discard(event, plan);
            continue;
          }
          queue.add({ event, plan, stored }, now);
          touched.add(queue);
        }
      }
      for (const queue of touched) queue.pump();
    },
    restore(events) {
      const now = readClocks();
      for (const left of events) {
        const event = factsOf(left);
        for (const plan of left.deliveries) {
          const queue = queues.get(plan.endpoint);
          if (queue === undefined) discard(event, plan);
          else queue.add({ event, plan, stored: true }, now, delayOf(plan));
        }
      }
      for (const queue of queues.values()) queue.pump();
    },
    pause: (endpointName) => queues.get(endpointName)?.pause(),
    resume: (endpointName) => queues.get(endpointName)?.resume(),
    probe: (endpointName) => queues.get(endpointName)?.probe(),
    busy: () => all().reduce((total, queue) => total + queue.busy(), 0),
    status: () => [...queues.values()].map((queue) => queue.status()),
    async stop(withinMs) {
      for (const queue of queues.values()) queue.stop();
      let cancel: (() => void) | undefined;
      const tooLong = new Promise<void>((resolve) => {
        cancel = ports.clock.after(withinMs, resolve);
      });
      await Promise.race([tooLong, Promise.all(all().map((queue) => queue.quiet()))]);
      cancel?.();
      await ports.sender.close();
    },
  };
}

/** What all endpoints hold of an event; not the event itself, which holds the requests of all of them. */
function factsOf({ id, chainId, linkId, seq, type, acceptedAtMs }: EventFacts): EventFacts {
  return { id, chainId, linkId, seq, type, acceptedAtMs };
}
