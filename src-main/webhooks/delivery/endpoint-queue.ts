/**
 * Delivers to one endpoint: takes lanes as slots are free, sends, and acts on what came back.
 * Endpoints have a queue each and share nothing, so a dead one slows no other.
 */
import { steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { DeliveryEnd, WebhookRequest } from "../types.ts";
import { baseUrlFor, currentUrl } from "./address.ts";
import { retryDelayMs } from "./backoff.ts";
import { createGate } from "./gate.ts";
import { headersOf } from "./headers.ts";
import type { EndReason } from "./end-words.ts";
import type { Attempted } from "./journal.ts";
import { createJournal } from "./journal.ts";
import type { Item, Lane } from "./lanes.ts";
import { healthOf, isRefusal, outcomeOf } from "./outcome.ts";
import type { Addition, Now } from "./pending.ts";
import { createPending } from "./pending.ts";
import type { DeliveryPorts } from "./ports.ts";
import { queueStatus } from "./queue-status.ts";
import { createRequests } from "./requests.ts";
import type { OutgoingMessage, SendResult } from "./sender.ts";

/** How often what waits is looked through for passed deadlines, and for time that passed in sleep. */
const sweepEveryMs = 5000;
/** A sweep that comes later than this was held up: the machine slept. */
const sweepLateMs = 1000;

/** So much ends in one turn: thousands that expire at a time must not keep other endpoints waiting. */
const mostAtOnce = 4;
const betweenTurnsMs = 5;

/** When a request could not be read from the outbox. */
const readAgainAfterMs = 1000;

export interface EndpointQueue {
  readonly settings: () => EndpointSettings;
  /** Keeps what waits and tries it at once: the change may have mended what was wrong. */
  change(settings: EndpointSettings): void;
  /** `delayMs`: until the next attempt of what an earlier run left. */
  add(addition: Addition, now: Now, delayMs?: number): void;
  /** Sends what is ready. Call after one or more `add`. */
  pump(): void;
  /** Nothing is sent before the endpoint of the same name that was removed has nothing in flight. */
  startAfter(predecessor: Promise<void>): void;
  /** Nothing is sent until `resume`; deadlines go on. */
  pause(): void;
  /** Ends a pause by hand or after 410, and tries at once. */
  resume(): void;
  /** Tries now what waits for a retry; of a receiver that is down, the oldest alone. */
  probe(): void;
  /** The endpoint is gone from the settings: everything that waits is dropped. */
  drop(): void;
  /** Starts nothing any more; what waits stays in the outbox. */
  stop(): void;
  /** Resolves when nothing is in flight that was when asked. */
  quiet(): Promise<void>;
  /** Deliveries in flight: what else may leave does so once one of them is back. */
  busy(): number;
  status(): EndpointStatus;
}

export function createEndpointQueue(first: EndpointSettings, ports: DeliveryPorts): EndpointQueue {
  const { clock, sender, monotonicMs } = ports;
  let settings = first;
  const steadyMs = steadyMsOf(clock);
  const requests = createRequests(first.name, ports.outbox);
  const pending = createPending(first.concurrency === 1, steadyMs, requests);
  const { lanes } = pending;
  const journal = createJournal(() => settings, ports);
  const concurrency = (): number => settings.concurrency;
  const gate = createGate({ clock, steadyMs, concurrency, onOpen: pump });
  const inFlight = new Set<Promise<void>>();
  let mode: "running" | "stopped" | "dropped" = "running";
  let cancelSweep: (() => void) | undefined;
  let sweepDueMs = 0;

  function pump(): void {
    while (mode === "running" && inFlight.size < gate.slots()) {
      const lane = gate.probing() ? lanes.takeOldest() : lanes.take();
      const item = lane?.items[0];
      if (lane === undefined || item === undefined) break;
      if (steadyMs() >= item.expiresAtMs) finish(lane, item, "expired", undefined);
      else if (item.request === undefined) fetch(lane, item);
      else send(lane, item, item.request);
    }
    watchDeadlines();
  }

  /** Takes up a slot, so what is read is never more than can leave. */
  function fetch(lane: Lane, item: Item): void {
    const flight: Promise<void> = requests.load(item).then(
      () => {
        inFlight.delete(flight);
        fetched(lane, item);
        pump();
      },
      (error: unknown) => {
        inFlight.delete(flight);
        ports.log.error("A webhook could not be read from the queue; it is tried again.", {
          endpoint: settings.name,
          id: item.event.linkId,
          reason: reasonOf(error),
        });
        if (mode === "dropped") finish(lane, item, "dropped", undefined);
        else waitFor(lane, readAgainAfterMs, false);
        pump();
      },
    );
    inFlight.add(flight);
  }

  function fetched(lane: Lane, item: Item): void {
    if (mode === "dropped") return finish(lane, item, "dropped", undefined);
    if (item.request === undefined) return finish(lane, item, "dropped", undefined, "unreadable");
    if (steadyMs() >= item.expiresAtMs) return finish(lane, item, "expired", undefined);
    // Meanwhile somebody may have paused the endpoint, or another request may have told that it is down.
    if (mode === "running" && inFlight.size < gate.slots()) send(lane, item, item.request);
    else lanes.ready(lane);
  }

  function send(lane: Lane, item: Item, request: WebhookRequest): void {
    const queueMs = monotonicMs() - item.readySinceMs;
    const probe = gate.probing();
    const ticket = gate.begin();
    item.attempts += 1;
    const flight: Promise<void> = sender
      .send(settings, messageOf(item, request))
      .catch(unexpected)
      .then((sent) => {
        inFlight.delete(flight);
        const turn = gate.note(ticket, healthOf(sent));
        conclude(lane, item, { sent, queueMs, probe });
        if (turn === "recovered") endWaits((each) => !each.asked);
        pump();
      });
    inFlight.add(flight);
  }

  function messageOf({ event, replay }: Item, request: WebhookRequest): OutgoingMessage {
    const url = currentUrl(request, baseUrlFor(event.type, settings));
    const eventId = event.id;
    const { version } = ports;
    const nowMs = clock.nowMs();
    const headers = headersOf({ endpoint: settings, request, eventId, version, nowMs, replay });
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
        gate.pause("receiver");
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
    if (asked.holdEndpoint && mode === "running") gate.hold(delayMs);
    // A wait that ends after the deadline would only keep the chain's next events back.
    if (steadyMs() + delayMs >= item.expiresAtMs) return finish(lane, item, "expired", attempted);
    waitFor(lane, delayMs, asked.retryAfterMs !== undefined);
    journal.failed(item, attempted, clock.nowMs() + delayMs);
    requests.rest(item);
  }

  function waitFor(lane: Lane, delayMs: number, asked: boolean): void {
    if (mode === "stopped") return;
    const cancel = clock.after(delayMs, () => {
      markReady(lane);
      pump();
    });
    lanes.wait(lane, { untilMs: steadyMs() + delayMs, asked, cancel });
  }

  function endWaits(test: (wait: { readonly untilMs: number; readonly asked: boolean }) => boolean): void {
    for (const lane of lanes.all()) if (lane.wait !== undefined && test(lane.wait)) markReady(lane);
  }

  function markReady(lane: Lane): void {
    const item = lane.items[0];
    if (item !== undefined) item.readySinceMs = monotonicMs();
    lanes.ready(lane);
  }

  /** The first delivery of the lane is over. */
  function finish(
    lane: Lane,
    item: Item,
    end: DeliveryEnd,
    attempted: Attempted | undefined,
    reason: EndReason = "removed",
  ): void {
    pending.finish(lane, item);
    const next = lane.items[0];
    if (next !== undefined) next.readySinceMs = monotonicMs();
    journal.ended(item, end, attempted, reason, pending.rows());
  }

  function noteEnds(items: readonly Item[], end: "expired" | "dropped", reason: EndReason): void {
    for (const item of items) journal.ended(item, end, undefined, reason, pending.rows());
  }

  function keepWithinBounds(): void {
    const beyond = pending.removeBeyond(settings.queueRows, settings.queueMb * 1e6);
    noteEnds(beyond, "dropped", "queue-bound");
  }

  function watchDeadlines(): void {
    if (pending.rows() > inFlight.size && mode === "running") {
      if (cancelSweep !== undefined) return;
      sweepDueMs = steadyMs() + sweepEveryMs;
      cancelSweep = clock.after(sweepEveryMs, sweep);
    } else {
      cancelSweep?.();
      cancelSweep = undefined;
    }
  }

  function sweep(): void {
    const nowMs = steadyMs();
    // Timers stand still while the machine sleeps; what became due meanwhile goes now.
    if (nowMs - sweepDueMs > sweepLateMs) endWaits((wait) => wait.untilMs <= nowMs);
    endDue();
  }

  function endDue(): void {
    const due = pending.removeDue(steadyMs(), mostAtOnce);
    noteEnds(due, "expired", "removed");
    cancelSweep = due.length < mostAtOnce ? undefined : clock.after(betweenTurnsMs, endDue);
    pump();
  }

  function halt(next: "stopped" | "dropped"): void {
    mode = next;
    gate.close();
    cancelSweep?.();
    cancelSweep = undefined;
    journal.alarms.stop();
    for (const lane of lanes.all()) lane.wait?.cancel();
  }

  return {
    settings: () => settings,
    change(next) {
      settings = next;
      lanes.setSingleFile(next.concurrency === 1);
      gate.reset();
      journal.changed();
      endWaits(() => true);
      keepWithinBounds();
      pump();
    },
    add(addition, now, delayMs = 0) {
      const { item, lane } = pending.add(addition, now);
      const isFirst = lane.state === "ready" && lane.items[0] === item;
      if (isFirst && delayMs > 0) waitFor(lane, delayMs, false);
      keepWithinBounds();
    },
    pump,
    startAfter(predecessor) {
      gate.pause("predecessor");
      void predecessor.then(() => {
        gate.resume("predecessor");
        pump();
      });
    },
    pause() {
      gate.pause("user");
      journal.paused();
    },
    resume() {
      const wasPaused = [gate.resume("user"), gate.resume("receiver")].includes(true);
      if (wasPaused) journal.changed();
      pump();
    },
    probe() {
      gate.probe();
      endWaits(() => true);
      pump();
    },
    drop() {
      halt("dropped");
      const dropped = pending.removeWhere(() => true);
      noteEnds(dropped, "dropped", "removed");
      journal.alarms.clearAll();
      if (dropped.length === 0) return;
      const fields = { endpoint: settings.name, deliveries: dropped.length };
      ports.log.warn("An endpoint was removed from the settings; what waited for it is not sent.", fields);
    },
    stop: () => halt("stopped"),
    async quiet() {
      await Promise.all(inFlight);
    },
    busy: () => inFlight.size,
    status: () => queueStatus({ settings, clock, gate, pending, journal }),
  };
}

function unexpected(error: unknown): SendResult {
  const reason = reasonOf(error);
  return { kind: "error", error: `The request could not be sent: ${reason}`, phases: { totalMs: 0 } };
}
