/** What the parts of an endpoint's queue know about it, put together for people. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import { endpointSentence } from "./endpoint-status.ts";
import type { Gate } from "./gate.ts";
import type { Journal } from "./journal.ts";
import type { Lane } from "./lanes.ts";
import type { Pending } from "./pending.ts";

export interface QueueParts {
  readonly settings: EndpointSettings;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly pending: Pending;
  readonly journal: Journal;
}

export function queueStatus({ settings, clock, gate, pending, journal }: QueueParts): EndpointStatus {
  const pausedBy = gate.pausedBy();
  const breaker = gate.breaker();
  const tally = journal.tally();
  const running = tally.failingSinceMs === undefined ? "ok" : "failing";
  const facts = {
    name: settings.name,
    mirror: settings.mirror,
    state: pausedBy === undefined ? running : "paused",
    ...(pausedBy === undefined ? {} : { pausedBy }),
    breaker,
    ...(breaker === "open" ? { breakerUntilMs: clock.nowMs() + gate.opensInMs() } : {}),
    slots: gate.slots(),
    concurrency: settings.concurrency,
    waiting: pending.rows(),
    waitingBytes: pending.bytes(),
    ...oldest(pending.lanes.all()),
    ...tally,
    alarms: journal.alarms.standing(),
  } as const;
  return { ...facts, sentence: endpointSentence(facts, clock.nowMs()) };
}

function oldest(lanes: Iterable<Lane>): { oldestAtMs?: number } {
  let atMs: number | undefined;
  for (const lane of lanes) {
    const accepted = lane.items[0]?.event.acceptedAtMs;
    if (accepted !== undefined && (atMs === undefined || accepted < atMs)) atMs = accepted;
  }
  return atMs === undefined ? {} : { oldestAtMs: atMs };
}
