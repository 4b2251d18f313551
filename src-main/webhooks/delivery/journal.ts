/** Tells the outbox, the log, the listeners and the status what became of each delivery of an endpoint. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AttemptResult } from "../../../src-shared/webhooks/delivery-report.ts";
import type { DeliveryEnd } from "../types.ts";
import { answerInWords } from "./answer-words.ts";
import { attemptRecord, logAttempt } from "./attempt.ts";
import type { Item } from "./lanes.ts";
import type { DeliveryPorts } from "./ports.ts";
import type { SendResult } from "./sender.ts";
import type { Tally } from "./tally.ts";
import { createTally } from "./tally.ts";

/** An attempt: its result from the network and how long it had waited for a free slot. */
export interface Attempted {
  readonly sent: SendResult;
  readonly queueMs: number;
}

export interface Journal {
  /** The delivery is over, after an attempt or (`undefined`) without one. */
  ended(item: Item, end: DeliveryEnd, attempted: Attempted | undefined): void;
  /** There will be another attempt, at `dueAtMs` or (`undefined`) when the endpoint's pause ends. */
  failed(item: Item, attempted: Attempted, dueAtMs: number | undefined): void;
  tally: Tally["read"];
}

/** `settings` is asked each time, since they may change. */
export function createJournal(settings: () => EndpointSettings, ports: DeliveryPorts): Journal {
  const tally = createTally();

  function keep(item: Item, state: DeliveryEnd | "waiting", dueAtMs?: number): void {
    const endpoint = settings().name;
    const due = dueAtMs === undefined ? {} : { dueAtMs };
    const change = { eventId: item.event.id, endpoint, state, attempts: item.attempts, ...due };
    ports.outbox.settle([change]).catch((error: unknown) => {
      ports.log.error("What became of a delivery could not be kept; after a restart it may be sent again.", {
        endpoint,
        id: item.event.linkId,
        reason: error instanceof Error ? error.message : String(error),
      });
    });
  }

  function report(
    item: Item,
    result: AttemptResult,
    attempted: Attempted | undefined,
    nextTryAtMs?: number,
  ): void {
    const atMs = ports.clock.nowMs();
    const sent = attempted?.sent;
    const error = result === "delivered" ? undefined : errorOf(result, sent);
    const queueMs = attempted?.queueMs ?? 0;
    tally.note(result, sent !== undefined, error, atMs);
    const record = attemptRecord({
      item,
      settings: settings(),
      result,
      sent,
      error,
      queueMs,
      atMs,
      nextTryAtMs,
    });
    logAttempt(ports.log, record);
    ports.onAttempt(record);
  }

  return {
    ended(item, end, attempted) {
      keep(item, end);
      report(item, end, attempted);
    },
    failed(item, attempted, dueAtMs) {
      keep(item, "waiting", dueAtMs);
      report(item, dueAtMs === undefined ? "paused" : "retry", attempted, dueAtMs);
    },
    tally: tally.read,
  };
}

function errorOf(result: AttemptResult, sent: SendResult | undefined): string {
  if (sent?.kind === "error") return sent.error;
  if (sent?.kind === "answer") return answerInWords(sent.status, sent.location);
  return result === "dropped"
    ? "Not sent: the endpoint was removed from the settings."
    : "Not sent: its time was over before the receiver took it.";
}
