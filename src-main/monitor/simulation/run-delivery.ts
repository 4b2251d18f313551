/**
 * Brings a run's events to its receivers: with the rules of delivery as ever, at this machine's own pace,
 * and past the queue of real calls. What goes to real endpoints says that it is a simulation, in a header
 * and in the log; the built-in receiver exists for the run only.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import { settingsOf } from "../../demo/stage.ts";
import { createReceiver } from "../../simulator/receiver.ts";
import type { DeliveryLog } from "../../store/log/create-delivery-log.ts";
import { createWebhookLog } from "../../program/webhook-log.ts";
import { createWebhooks, type Webhooks } from "../../webhooks/create-webhooks.ts";
import type { OwnServer } from "../../webhooks/delivery/address-rules.ts";
import { createMemoryOutbox } from "../../webhooks/memory-outbox.ts";
import type { AcceptedNews } from "../../webhooks/types.ts";
import type { RunTarget } from "./order.ts";

export interface RunDeliveryPorts {
  /** This machine's, whatever the pace of the run. */
  readonly clock: Clock;
  readonly random: () => number;
  /** Makes event ids (ULIDs). */
  readonly newId: () => string;
  readonly log: Logger;
  readonly version: string;
  readonly timezone: string | undefined;
  /** Where deliveries to real endpoints are noted, marked as tests; absent: nowhere. */
  readonly deliveryLog?: DeliveryLog;
  readonly ownServer?: () => OwnServer | undefined;
  readonly onAccepted: (news: AcceptedNews) => void;
  readonly onAttempt: (attempt: AttemptRecord) => void;
}

export interface RunDelivery {
  readonly endpoints: readonly EndpointSettings[];
  send(event: CallEvent): void;
  /** Drops what waits and ends what is in flight; nothing listens afterwards. */
  stop(): Promise<void>;
}

export const builtInName = "built-in";
const mark = { "webhook-simulated": "1" };
const finishWithinMs = 2000;
const droppedWords = "Not accepted before the simulation ended; it is not tried again.";

export async function openRunDelivery(target: RunTarget, ports: RunDeliveryPorts): Promise<RunDelivery> {
  const { clock, log, newId, version, random, ownServer, timezone, onAccepted, onAttempt } = ports;
  const built = target.kind === "built-in" ? await builtIn(target, clock) : undefined;
  const endpoints = target.kind === "built-in" ? (built?.endpoints ?? []) : target.endpoints.map(marked);
  const webhooks = createWebhooks({
    ...{ clock, random, log, newId, version, outbox: createMemoryOutbox() },
    ...(ownServer === undefined ? {} : { ownServer }),
  });
  if (target.kind === "endpoints") note(webhooks, endpoints, ports);
  webhooks.onAccepted(onAccepted);
  webhooks.onAttempt((attempt) => onAttempt(ended(attempt)));
  webhooks.apply(endpoints, { timezone });
  await webhooks.start();
  return {
    endpoints,
    send: (event) => void webhooks.accept([event]),
    async stop() {
      // Whatever waits is told as dropped, so that the log does not show it as waiting forever.
      webhooks.apply([], { timezone });
      await webhooks.stop(finishWithinMs);
      await built?.stop();
    },
  };
}

function marked(endpoint: EndpointSettings): EndpointSettings {
  return { ...endpoint, headers: { ...endpoint.headers, ...mark } };
}

/** A receiver of this program, on a port that only this machine reaches. */
async function builtIn(
  { dialect, status, delayMs }: Extract<RunTarget, { kind: "built-in" }>,
  clock: Clock,
): Promise<{ readonly endpoints: readonly EndpointSettings[]; stop(): Promise<void> }> {
  const receiver = createReceiver({ clock, keep: 0 });
  receiver.setBehaviour({ status, delayMs });
  const { url } = await receiver.start();
  const { endpoints } = settingsOf(`[endpoint.${builtInName}]\nurl = ${url}/\ndialect = ${dialect}`);
  return { endpoints: endpoints.map(marked), stop: receiver.stop };
}

function note(
  webhooks: Webhooks,
  endpoints: readonly EndpointSettings[],
  { deliveryLog, clock, log, newId, version, timezone }: RunDeliveryPorts,
): void {
  if (deliveryLog === undefined) return;
  const kept = createWebhookLog({
    deliveryLog: {
      ...deliveryLog,
      accepted: (record) =>
        deliveryLog.accepted({ ...record, test: true, headers: { ...record.headers, ...mark } }),
      record: (attempt) => deliveryLog.record({ ...ended(attempt), test: true }),
    },
    ...{ resender: webhooks, clock, log, newId, version, simulated: true },
  });
  kept.apply(endpoints, { timezone });
  webhooks.onAccepted(kept.accepted);
  webhooks.onAttempt(kept.attempt);
}

function ended(attempt: AttemptRecord): AttemptRecord {
  return attempt.result === "dropped" ? { ...attempt, error: droppedWords } : attempt;
}
