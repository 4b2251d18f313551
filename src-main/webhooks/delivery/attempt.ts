/** One record and one log line for each attempt, and for each delivery that ends without one. */
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AttemptRecord, AttemptResult } from "../../../src-shared/webhooks/delivery-report.ts";
import type { EventFacts, PendingDelivery } from "../types.ts";
import { baseUrlFor, currentUrl, redactedUrl } from "./address.ts";
import type { EndReason } from "./end-words.ts";
import { dropSentences } from "./end-words.ts";
import type { Item } from "./lanes.ts";
import type { SendResult } from "./sender.ts";

export interface AttemptFacts {
  readonly item: Item;
  readonly settings: EndpointSettings;
  readonly result: AttemptResult;
  /** Absent when the delivery ended without an attempt. */
  readonly sent: SendResult | undefined;
  readonly error: string | undefined;
  readonly queueMs: number;
  readonly probe: boolean;
  readonly atMs: number;
  readonly nextTryAtMs: number | undefined;
}

export function attemptRecord(facts: AttemptFacts): AttemptRecord {
  const { item, settings, sent, error, nextTryAtMs } = facts;
  const { event, request } = item;
  const baseUrl = baseUrlFor(event.type, settings);
  return {
    atMs: facts.atMs,
    acceptedAtMs: event.acceptedAtMs,
    endpoint: settings.name,
    mirror: settings.mirror,
    eventId: event.id,
    type: event.type,
    chainId: event.chainId,
    linkId: event.linkId,
    seq: event.seq,
    attempt: item.attempts,
    method: request?.method ?? settings.method,
    url: redactedUrl(request === undefined ? baseUrl : currentUrl(request, baseUrl), baseUrl),
    ...(request?.body === undefined ? {} : { body: request.body }),
    ...(sent?.kind === "answer" ? answerIn(sent) : {}),
    ...(error === undefined ? {} : { error }),
    result: facts.result,
    phases: {
      queueMs: Math.max(0, Math.round(facts.queueMs * 100) / 100),
      ...(sent?.phases ?? { totalMs: 0 }),
    },
    ...(nextTryAtMs === undefined ? {} : { nextTryAtMs }),
    deadlineAtMs: item.deadlineAtMs,
    ...(facts.probe ? { probe: true } : {}),
    ...(isAnswered(sent) && !item.answered ? { firstAnswer: true } : {}),
    ...(item.replay ? { replay: true } : {}),
  };
}

function answerIn({ status, text, facts }: Extract<SendResult, { kind: "answer" }>) {
  return { status, answer: text, ...(facts === undefined ? {} : { answerFacts: facts }) };
}

/** For a delivery to an endpoint that went while the program did not run: nothing of it can be looked up. */
export function leftBehindRecord(event: EventFacts, plan: PendingDelivery, atMs: number): AttemptRecord {
  const { id: eventId, type, chainId, linkId, seq, acceptedAtMs } = event;
  const { request } = plan;
  return {
    ...{ atMs, acceptedAtMs, endpoint: plan.endpoint, mirror: false },
    ...{ eventId, type, chainId, linkId, seq, attempt: plan.attempts },
    method: request?.method ?? "POST",
    url: request === undefined ? "" : redactedUrl(request.url, request.baseUrl),
    ...(request?.body === undefined ? {} : { body: request.body }),
    ...{ error: dropSentences.removed, result: "dropped", phases: { queueMs: 0, totalMs: 0 } },
    ...(plan.replay === true ? { replay: true } : {}),
  };
}

/** The receiver said something, were it only the beginning of an answer. */
export function isAnswered(sent: SendResult | undefined): boolean {
  return sent?.phases.firstByteMs !== undefined;
}

/**
 * A mirror is a copy for watching: its failures are no warning. What a full queue or a removed
 * endpoint drops comes by the thousand, and one sentence has told of it.
 */
export function logAttempt(log: Logger, record: AttemptRecord, reason: EndReason): void {
  const fields = {
    endpoint: record.endpoint,
    event: record.type,
    id: record.linkId,
    attempt: record.attempt,
    result: record.result,
    status: record.status,
    reason: record.error,
    totalMs: record.phases.totalMs,
    nextTryInS:
      record.nextTryAtMs === undefined ? undefined : Math.round((record.nextTryAtMs - record.atMs) / 1000),
  };
  if (record.result === "delivered") log.debug("A webhook was delivered.", fields);
  else if (reason === "unreadable") log.error("A stored webhook cannot be read and is not sent.", fields);
  else if (reason === "queue-bound")
    log.debug("A webhook is not sent because too many wait for its endpoint.", fields);
  else if (record.result === "dropped") log.debug(wordsFor(record.result), fields);
  else if (record.mirror) log.info(wordsFor(record.result), fields);
  else log.warn(wordsFor(record.result), fields);
}

function wordsFor(result: Exclude<AttemptResult, "delivered">): string {
  switch (result) {
    case "retry":
      return "A webhook was not delivered and will be tried again.";
    case "paused":
      return "The receiver wants no more webhooks; the endpoint is paused until it is resumed or its settings change.";
    case "gave-up":
      return "A webhook was refused repeatedly and is given up.";
    case "expired":
      return "A webhook was not delivered before its deadline and is given up.";
    case "dropped":
      return "A webhook is not sent because its endpoint was removed.";
    default: {
      const _never: never = result;
      return _never;
    }
  }
}
