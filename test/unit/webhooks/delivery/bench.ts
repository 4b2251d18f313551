/** Delivery on a virtual clock, with a receiver that is a function. */
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { createDelivery } from "../../../../src-main/webhooks/delivery/create-delivery.ts";
import type { OutgoingMessage, SendResult } from "../../../../src-main/webhooks/delivery/sender.ts";
import { createMemoryOutbox } from "../../../../src-main/webhooks/memory-outbox.ts";
import type { AcceptedEvent, DeliveryChange, Outbox } from "../../../../src-main/webhooks/types.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import type { AlarmChange } from "../../../../src-shared/webhooks/delivery-alarm.ts";
import type { AttemptRecord } from "../../../../src-shared/webhooks/delivery-report.ts";

export const phases = { totalMs: 1 };
export const answer = (status: number, retryAfter?: string): SendResult => ({
  kind: "answer",
  status,
  retryAfter,
  text: "",
  phases,
});
export const refused: SendResult = { kind: "error", error: "Nothing listens there.", phases };

export interface Sent {
  readonly endpoint: string;
  readonly message: OutgoingMessage;
  readonly atMs: number;
}

export type Receiver = (sent: Sent) => SendResult | Promise<SendResult>;

export function createLogBook() {
  const lines: { level: string; message: string; fields: unknown }[] = [];
  const at = (level: string) => (message: string, fields?: unknown) =>
    void lines.push({ level, message, fields });
  const log: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return { log, lines };
}

export function createBench(receiver: Receiver) {
  const virtual = createVirtualClock({ startMs: 1_750_000_000_000 });
  const { log, lines } = createLogBook();
  const memory = createMemoryOutbox();
  const changes: DeliveryChange[] = [];
  const attempts: AttemptRecord[] = [];
  const alarms: AlarmChange[] = [];
  const sent: Sent[] = [];
  /** How far somebody set the wall clock from the time that passes. */
  let wallOffsetMs = 0;
  let sleptMs = 0;
  const clock = {
    ...virtual,
    nowMs: () => virtual.nowMs() + wallOffsetMs,
    steadyMs: () => virtual.nowMs() + sleptMs,
  };

  /** One run of the program: killed, it does nothing any more, and nothing reaches it. */
  function run(outbox: Outbox = memory) {
    let alive = true;
    const delivery = createDelivery({
      clock: { ...clock, after: (delayMs, then) => clock.after(delayMs, () => alive && then()) },
      random: () => 0.5,
      log,
      version: "9.9.9",
      monotonicMs: virtual.nowMs,
      onAttempt: (record) => attempts.push(record),
      onAlarm: (change) => alarms.push(change),
      outbox: {
        ...outbox,
        async settle(list) {
          if (!alive) return;
          changes.push(...list);
          await outbox.settle(list);
        },
      },
      sender: {
        async send(endpoint, message) {
          const entry = { endpoint: endpoint.name, message, atMs: virtual.nowMs() };
          sent.push(entry);
          const result = await receiver(entry);
          return alive ? result : new Promise(() => undefined);
        },
        forget: () => undefined,
        close: async () => undefined,
      },
    });
    return { delivery, kill: () => void (alive = false) };
  }

  const { delivery } = run();
  const setWallClock = (byMs: number): void => void (wallOffsetMs += byMs);
  /** Time passes, but the timers stand still. */
  const sleep = (ms: number): void => {
    sleptMs += ms;
    wallOffsetMs += ms;
  };
  return { clock, lines, memory, changes, attempts, alarms, sent, delivery, run, setWallClock, sleep };
}

/** An accepted event whose id tells chain and number: `a.1`. Deadline: three days, or `lifeMs`. */
export function accepted(
  chainId: string,
  seq: number,
  endpoints: readonly EndpointSettings[],
  options: { nowMs: number; type?: AcceptedEvent["type"]; lifeMs?: number },
): AcceptedEvent {
  return {
    id: `${chainId}.${seq}`,
    chainId,
    linkId: `${chainId}-1`,
    seq,
    type: options.type ?? "ended",
    acceptedAtMs: options.nowMs,
    deliveries: endpoints.map(({ name, url }) => ({
      endpoint: name,
      request: { method: "POST", url, baseUrl: url, contentType: "application/json", body: `{"seq":${seq}}` },
      deadlineAtMs: options.nowMs + (options.lifeMs ?? 72 * 3_600_000),
    })),
  };
}

export const idOf = ({ message }: Sent): string => message.headers["webhook-id"] ?? "";
