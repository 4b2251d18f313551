/**
 * Delivers to one endpoint: takes lanes as slots are free, sends, and acts on what came back.
 * Endpoints have a queue each and share nothing, so a dead one slows no other.
 */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { EndpointState, EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import type { AcceptedEvent, DeliveryEnd, PlannedDelivery } from "../types.ts";
import { baseUrlFor, currentUrl } from "./address.ts";
import { retryDelayMs } from "./backoff.ts";
import { headersOf } from "./headers.ts";
import type { Attempted } from "./journal.ts";
import { createJournal } from "./journal.ts";
import type { Item, Lane } from "./lanes.ts";
import { createLanes } from "./lanes.ts";
import { isRefusal, outcomeOf } from "./outcome.ts";
import type { DeliveryPorts } from "./ports.ts";
import type { OutgoingMessage, SendResult } from "./sender.ts";

/** How often what waits is looked through for passed deadlines. */
const sweepEveryMs = 5000;

/** What an earlier run left of a delivery. */
export interface Resumed {
  readonly attempts: number;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
}

export interface EndpointQueue {
  readonly settings: () => EndpointSettings;
  /** Keeps what waits and tries it at once: the change may have mended what was wrong. */
  change(settings: EndpointSettings): void;
  add(event: AcceptedEvent, plan: PlannedDelivery, resumed?: Resumed): void;
  /** Sends what is ready. Call after one or more `add`. */
  pump(): void;
  /** Ends the pause after 410. */
  resume(): void;
  /** The endpoint is gone from the settings: everything that waits is dropped. */
  drop(): void;
  /** Starts nothing any more; what waits stays in the outbox. */
  stop(): void;
  /** Resolves when nothing is in flight that was when asked. */
  quiet(): Promise<void>;
  /** Deliveries in flight or ready to be sent now. */
  busy(): number;
  status(): EndpointStatus;
}

export function createEndpointQueue(first: EndpointSettings, ports: DeliveryPorts): EndpointQueue {
  const { clock, sender } = ports;
  const lanes = createLanes(first.concurrency === 1);
  const journal = createJournal(() => settings, ports);
  const inFlight = new Set<Promise<void>>();
  let settings = first;
  let added = 0;
  let waiting = 0;
  let mode: "running" | "paused" | "stopped" | "dropped" = "running";
  /** Set while the receiver's Retry-After holds all deliveries back. */
  let cancelHold: (() => void) | undefined;
  let cancelSweep: (() => void) | undefined;

  function pump(): void {
    while (mode === "running" && cancelHold === undefined && inFlight.size < settings.concurrency) {
      const lane = lanes.take();
      const item = lane?.items[0];
      if (lane === undefined || item === undefined) break;
      if (clock.nowMs() < item.plan.deadlineAtMs) send(lane, item);
      else finish(lane, item, "expired", undefined);
    }
    watchDeadlines();
  }

  function send(lane: Lane, item: Item): void {
    const queueMs = ports.monotonicMs() - item.readySinceMs;
    item.attempts += 1;
    const flight: Promise<void> = sender
      .send(settings, messageOf(item))
      .catch(unexpected)
      .then((sent) => {
        inFlight.delete(flight);
        conclude(lane, item, { sent, queueMs });
        pump();
      });
    inFlight.add(flight);
  }

  function messageOf(item: Item): OutgoingMessage {
    const { request } = item.plan;
    const url = currentUrl(request, baseUrlFor(item.event.type, settings));
    const eventId = item.event.id;
    const { version } = ports;
    const headers = headersOf({ endpoint: settings, request, eventId, version, nowMs: clock.nowMs() });
    return { method: request.method, url, headers, body: request.body };
  }

  function conclude(lane: Lane, item: Item, attempted: Attempted): void {
    const outcome = outcomeOf(attempted.sent, item.refusals, clock.nowMs());
    if (isRefusal(attempted.sent)) item.refusals += 1;
    if (outcome.kind === "delivered") return finish(lane, item, "delivered", attempted);
    if (mode === "dropped") return finish(lane, item, "dropped", attempted);
    switch (outcome.kind) {
      case "give-up":
        return finish(lane, item, "gave-up", attempted);
      case "pause-endpoint":
        if (mode === "running") mode = "paused";
        markReady(lane);
        return journal.failed(item, attempted, undefined);
      case "retry":
        return retry(lane, item, attempted, outcome);
      default: {
        const _never: never = outcome;
        return _never;
      }
    }
  }

  function retry(
    lane: Lane,
    item: Item,
    attempted: Attempted,
    asked: { readonly retryAfterMs?: number; readonly holdEndpoint: boolean },
  ): void {
    const delayMs = retryDelayMs(item.attempts, ports.random(), asked.retryAfterMs);
    if (asked.holdEndpoint) hold(delayMs);
    const dueAtMs = clock.nowMs() + delayMs;
    // A wait that ends after the deadline would only keep the chain's next events back.
    if (dueAtMs >= item.plan.deadlineAtMs) return finish(lane, item, "expired", attempted);
    waitFor(lane, delayMs);
    journal.failed(item, attempted, dueAtMs);
  }

  function waitFor(lane: Lane, delayMs: number): void {
    if (mode === "stopped") return;
    const cancel = clock.after(delayMs, () => {
      markReady(lane);
      pump();
    });
    lanes.wait(lane, cancel);
  }

  function hold(delayMs: number): void {
    if (mode === "stopped") return;
    cancelHold?.();
    cancelHold = clock.after(delayMs, () => {
      cancelHold = undefined;
      pump();
    });
  }

  function markReady(lane: Lane): void {
    const item = lane.items[0];
    if (item !== undefined) item.readySinceMs = ports.monotonicMs();
    lanes.ready(lane);
  }

  /** The first delivery of the lane is over. */
  function finish(lane: Lane, item: Item, end: DeliveryEnd, attempted: Attempted | undefined): void {
    lanes.advance(lane);
    const next = lane.items[0];
    if (next !== undefined) next.readySinceMs = ports.monotonicMs();
    waiting -= 1;
    journal.ended(item, end, attempted);
  }

  /** Ends deliveries that are not being sent. Returns how many. */
  function closeWhere(test: (item: Item) => boolean, end: "expired" | "dropped"): number {
    const removed = lanes.remove(test);
    waiting -= removed.length;
    for (const item of removed) journal.ended(item, end, undefined);
    return removed.length;
  }

  function watchDeadlines(): void {
    if (waiting > inFlight.size && mode !== "stopped" && mode !== "dropped") {
      cancelSweep ??= clock.after(sweepEveryMs, sweep);
    } else {
      cancelSweep?.();
      cancelSweep = undefined;
    }
  }

  function sweep(): void {
    cancelSweep = undefined;
    const nowMs = clock.nowMs();
    closeWhere((item) => nowMs >= item.plan.deadlineAtMs, "expired");
    pump();
  }

  function halt(next: "stopped" | "dropped"): void {
    mode = next;
    cancelHold?.();
    cancelSweep?.();
    cancelHold = undefined;
    cancelSweep = undefined;
    for (const lane of lanes.all()) lane.cancelWaiting?.();
  }

  function readyCount(): number {
    if (mode !== "running" || cancelHold !== undefined || lanes.blocked()) return 0;
    let count = 0;
    for (const lane of lanes.all()) {
      if (lane.state === "ready") count += lane.items.length;
      else if (lane.state === "sending") count += lane.items.length - 1;
    }
    return count;
  }

  function state(): EndpointState {
    if (mode === "paused") return "paused";
    return journal.tally().failingSinceMs === undefined ? "ok" : "failing";
  }

  function resume(): void {
    if (mode === "paused") mode = "running";
    pump();
  }

  return {
    settings: () => settings,
    change(next) {
      settings = next;
      lanes.setSingleFile(next.concurrency === 1);
      cancelHold?.();
      cancelHold = undefined;
      for (const lane of lanes.all()) {
        if (lane.state !== "waiting") continue;
        lane.cancelWaiting?.();
        markReady(lane);
      }
      resume();
    },
    add(event, plan, resumed) {
      const attempts = resumed?.attempts ?? 0;
      const readySinceMs = ports.monotonicMs();
      const item: Item = { event, plan, order: added++, attempts, refusals: 0, readySinceMs, over: false };
      waiting += 1;
      const lane = lanes.add(item);
      const isFirst = lane.state === "ready" && lane.items[0] === item;
      if (isFirst && resumed !== undefined && resumed.delayMs > 0) waitFor(lane, resumed.delayMs);
    },
    pump,
    resume,
    drop() {
      halt("dropped");
      const count = closeWhere(() => true, "dropped");
      if (count === 0) return;
      const fields = { endpoint: settings.name, deliveries: count };
      ports.log.warn("An endpoint was removed from the settings; what waited for it is not sent.", fields);
    },
    stop: () => halt("stopped"),
    async quiet() {
      await Promise.all(inFlight);
    },
    busy: () => inFlight.size + readyCount(),
    status: () => ({
      name: settings.name,
      mirror: settings.mirror,
      state: state(),
      waiting,
      ...oldest(lanes.all()),
      ...journal.tally(),
    }),
  };
}

function oldest(lanes: Iterable<Lane>): { oldestAtMs?: number } {
  let atMs: number | undefined;
  for (const lane of lanes) {
    const accepted = lane.items[0]?.event.acceptedAtMs;
    if (accepted !== undefined && (atMs === undefined || accepted < atMs)) atMs = accepted;
  }
  return atMs === undefined ? {} : { oldestAtMs: atMs };
}

function unexpected(error: unknown): SendResult {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: "error", error: `The request could not be sent: ${reason}`, phases: { totalMs: 0 } };
}
