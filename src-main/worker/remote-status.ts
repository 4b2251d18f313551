/** How an endpoint is doing when workers deliver to it: what they tell, put together for the engine's window. */
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { DeliveryAlarm } from "../../src-shared/webhooks/delivery-alarm.ts";
import type { EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import type { SeenWorker } from "../store/postgres/engine-desk.ts";
import type { Pause, Waiting } from "../store/postgres/types.ts";
import { endpointSentence } from "../webhooks/delivery/endpoint-status.ts";
import type { Tally } from "../webhooks/delivery/tally.ts";

export interface RemoteFacts {
  /** Of this endpoint; empty while nothing is known. */
  readonly waiting: Waiting | undefined;
  readonly pauses: readonly Pause[];
  /** `undefined` until they were asked for the first time. */
  readonly workers: readonly SeenWorker[] | undefined;
  readonly tally: ReturnType<Tally["read"]>;
  /** Since when no worker has the endpoint. */
  readonly aloneSinceMs: number | undefined;
  readonly nowMs: number;
}

export function servedBy(endpoint: string, workers: readonly SeenWorker[]): SeenWorker[] {
  return workers.filter(({ serves }) => serves.includes(endpoint));
}

export function remoteStatus(settings: EndpointSettings, facts: RemoteFacts): EndpointStatus {
  const { name, mirror, concurrency } = settings;
  const { waiting, workers, tally } = facts;
  const servers = servedBy(name, workers ?? []);
  const told = servers.flatMap(({ endpoints }) => endpoints.filter((each) => each.name === name));
  const pausedBy = pauseOf(name, facts.pauses);
  const alone = workers !== undefined && servers.length === 0;
  const failing = tally.failingSinceMs !== undefined || (alone && waiting !== undefined);
  const { breaker, breakerUntilMs } = breakerOf(told);
  // A worker that has had nothing to do yet tells nothing: all its slots are free.
  const idle = servers.length - told.length;
  const merged: Omit<EndpointStatus, "sentence"> = {
    ...{ name, mirror, breaker, ...tally },
    state: pausedBy === undefined ? (failing ? "failing" : "ok") : "paused",
    ...(pausedBy === undefined ? {} : { pausedBy }),
    ...(breakerUntilMs === undefined ? {} : { breakerUntilMs }),
    slots: pausedBy === undefined ? told.reduce((sum, { slots }) => sum + slots, idle * concurrency) : 0,
    concurrency: Math.max(1, servers.length) * concurrency,
    waiting: waiting?.deliveries ?? 0,
    waitingBytes: waiting?.bytes ?? 0,
    ...(waiting === undefined ? {} : { oldestAtMs: waiting.oldestAtMs }),
    alarms: [...alarmsOf(told), ...aloneAlarm(settings, facts, alone)],
  };
  const sentence = alone ? aloneSentence(name, workers.length) : endpointSentence(merged, facts.nowMs);
  return { ...merged, sentence };
}

function pauseOf(endpoint: string, pauses: readonly Pause[]): Pause["by"] | undefined {
  const theirs = pauses.filter((pause) => pause.endpoint === endpoint);
  return theirs.find(({ by }) => by === "user")?.by ?? theirs[0]?.by;
}

/** Each worker finds out by itself; as long as one gets through, the receiver is there. */
function breakerOf(told: readonly EndpointStatus[]): Pick<EndpointStatus, "breaker" | "breakerUntilMs"> {
  if (told.length === 0 || told.some(({ breaker }) => breaker === "closed")) return { breaker: "closed" };
  if (told.some(({ breaker }) => breaker === "probing")) return { breaker: "probing" };
  const until = told.flatMap(({ breakerUntilMs }) => breakerUntilMs ?? []);
  return { breaker: "open", ...(until.length === 0 ? {} : { breakerUntilMs: Math.min(...until) }) };
}

/** One of each kind, the one that stands longest. */
function alarmsOf(told: readonly EndpointStatus[]): DeliveryAlarm[] {
  const byKind = new Map<string, DeliveryAlarm>();
  for (const alarm of told.flatMap(({ alarms }) => alarms)) {
    const known = byKind.get(alarm.kind);
    if (known === undefined || alarm.sinceMs < known.sinceMs) byKind.set(alarm.kind, alarm);
  }
  return [...byKind.values()];
}

function aloneAlarm(
  { name, mirror }: EndpointSettings,
  { workers, aloneSinceMs, nowMs }: RemoteFacts,
  alone: boolean,
): DeliveryAlarm[] {
  if (!alone || mirror) return [];
  const sentence = aloneSentence(name, workers?.length ?? 0);
  return [{ endpoint: name, kind: "failing", step: "now", sentence, sinceMs: aloneSinceMs ?? nowMs }];
}

function aloneSentence(name: string, workers: number): string {
  if (workers === 0)
    return "No delivery worker is connected, so nothing is sent: start 3cx-webhook worker, or look at its log.";
  return `No delivery worker has [endpoint.${name}] in its settings, so nothing is sent: add it to a worker's settings.`;
}
