/** Tells the outbox, the log, the listeners, the alarms and the status what became of each delivery of an endpoint. */
import { steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AttemptResult } from "../../../src-shared/webhooks/delivery-report.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { DeliveryEnd } from "../types.ts";
import type { Alarms } from "./alarms.ts";
import { createAlarms } from "./alarms.ts";
import { answerInWords } from "./answer-words.ts";
import { attemptRecord, isAnswered, logAttempt } from "./attempt.ts";
import type { EndReason } from "./end-words.ts";
import { dropSentences, expiredSentence } from "./end-words.ts";
import type { Item } from "./lanes.ts";
import { needsAPerson } from "./outcome.ts";
import type { DeliveryPorts } from "./ports.ts";
import type { SendResult } from "./sender.ts";
import type { Tally } from "./tally.ts";
import { createTally } from "./tally.ts";

/** An attempt: its result from the network and how long it had waited for a free slot. */
export interface Attempted {
  readonly sent: SendResult;
  readonly queueMs: number;
  /** It left alone, to see whether the receiver is back. */
  readonly probe: boolean;
}

export interface Journal {
  /**
   * The delivery is over, after an attempt or (`undefined`) without one. `left`: how many are not over
   * at the endpoint. `reason` counts for dropped ones.
   */
  ended(
    item: Item,
    end: DeliveryEnd,
    attempted: Attempted | undefined,
    reason: EndReason,
    left: number,
  ): void;
  /** There will be another attempt, at `dueAtMs` or (`undefined`) when the endpoint's pause ends. */
  failed(item: Item, attempted: Attempted, dueAtMs: number | undefined): void;
  /** The settings changed or a pause ended: what a person should have done may be done. */
  changed(): void;
  /** Nobody expects anything to be delivered. */
  paused(): void;
  readonly alarms: Alarms;
  tally: Tally["read"];
}

/** An expiry is news for so long; then a success clears its alarm. */
const expiryIsNewsMs = 60_000;
/** The alarm about a full queue is cleared once so much of the bound is free again. */
const freeAgainShare = 0.1;

/** `settings` is asked each time, since they may change. */
export function createJournal(settings: () => EndpointSettings, ports: DeliveryPorts): Journal {
  const { clock, log, onAlarm } = ports;
  const tally = createTally();
  const steadyMs = steadyMsOf(clock);
  const { name } = settings();
  const alarms = createAlarms({ endpoint: name, mirror: () => settings().mirror, clock, onAlarm });
  let lastExpiryMs = 0;

  function keep(item: Item, state: DeliveryEnd | "waiting", dueAtMs?: number): void {
    const { event, attempts, refusals } = item;
    const change = {
      ...{ eventId: event.id, endpoint: name, state, attempts },
      ...(refusals === 0 ? {} : { refusals }),
      ...(dueAtMs === undefined ? {} : { dueAtMs }),
    };
    ports.outbox.settle([change]).catch((error: unknown) => {
      log.error("What became of a delivery could not be kept; after a restart it may be sent again.", {
        endpoint: name,
        id: item.event.linkId,
        reason: reasonOf(error),
      });
    });
  }

  function report(
    item: Item,
    result: AttemptResult,
    attempted: Attempted | undefined,
    reason: EndReason,
    nextTryAtMs?: number,
  ): void {
    const atMs = clock.nowMs();
    const sent = attempted?.sent;
    const error = result === "delivered" ? undefined : errorOf(result, sent, reason);
    const { queueMs = 0, probe = false } = attempted ?? {};
    tally.note(result, sent !== undefined, error, atMs, reason);
    if (error !== undefined) noteFailure(result, sent, error);
    const facts = { item, settings: settings(), result, sent, error, queueMs, probe, atMs, nextTryAtMs };
    const record = attemptRecord(facts);
    item.answered ||= isAnswered(sent);
    logAttempt(log, record, reason);
    ports.onAttempt(record);
  }

  function noteFailure(result: AttemptResult, sent: SendResult | undefined, error: string): void {
    if (sent !== undefined) alarms.raise("failing", `Nothing reaches the endpoint ${name}. ${error}`);
    if (sent !== undefined && needsAPerson(sent)) {
      alarms.raise("config", `The endpoint ${name} needs a change of settings. ${error}`);
    }
    if (result === "paused") alarms.raise("gone", `The endpoint ${name} is paused. ${error}`);
    if (result !== "expired") return;
    lastExpiryMs = steadyMs();
    alarms.raise("expired", `A webhook for the endpoint ${name} was not delivered in time. ${error}`);
  }

  function noteSuccess(left: number): void {
    for (const kind of ["failing", "config", "gone"] as const) alarms.clear(kind);
    if (left === 0 || steadyMs() - lastExpiryMs >= expiryIsNewsMs) alarms.clear("expired");
  }

  function noteRoom(reason: EndReason, left: number): void {
    if (reason === "queue-bound") {
      alarms.raise(
        "queue-bound",
        `So many webhooks wait for the endpoint ${name} that those which expire soonest are dropped; mend the receiver, or raise queue_rows and queue_mb.`,
      );
    } else if (left <= settings().queueRows * (1 - freeAgainShare)) alarms.clear("queue-bound");
  }

  return {
    ended(item, end, attempted, reason, left) {
      keep(item, end);
      report(item, end, attempted, reason);
      if (end === "delivered") noteSuccess(left);
      noteRoom(reason, left);
    },
    failed(item, attempted, dueAtMs) {
      keep(item, "waiting", dueAtMs);
      report(item, dueAtMs === undefined ? "paused" : "retry", attempted, "removed", dueAtMs);
    },
    changed() {
      alarms.clear("config");
      alarms.clear("gone");
    },
    paused() {
      alarms.clear("config");
      alarms.clear("failing");
    },
    alarms,
    tally: tally.read,
  };
}

function errorOf(result: AttemptResult, sent: SendResult | undefined, reason: EndReason): string {
  if (sent?.kind === "error") return sent.error;
  if (sent?.kind === "answer") return answerInWords(sent.status, sent.location);
  return result === "dropped" ? dropSentences[reason] : expiredSentence;
}
