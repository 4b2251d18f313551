/**
 * Tries an endpoint with a made-up event: sent once, at once, past the queue, with connections of its
 * own, so that a try with settings that are not saved yet disturbs nothing.
 */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AnswerFacts, AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import { isCut, logAnswerOf } from "../../../src-shared/webhooks/log-answer.ts";
import type { TestEventType, TestExchange } from "../../../src-shared/webhooks/log-query.ts";
import type { DeliveryRecord } from "../../store/log/types.ts";
import type { PbxContext } from "../acceptance.ts";
import { acceptEvent } from "../acceptance.ts";
import { answerInWords } from "../delivery/answer-words.ts";
import { headersOf } from "../delivery/headers.ts";
import type { Sender, SendResult } from "../delivery/sender.ts";
import type { AcceptedEvent, PlannedDelivery } from "../types.ts";
import { deliveryRecords } from "./delivery-records.ts";
import type { ShownRequest } from "./shown-request.ts";
import { showRequest } from "./shown-request.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { madeUpEvent } from "./made-up-event.ts";

export interface TestEventPorts {
  /** Makes the connections for one try. */
  readonly connect: () => Sender;
  readonly nowMs: () => number;
  /** Gives a new ULID. */
  readonly newId: () => string;
  readonly log: Logger;
  readonly version: string;
  /** Hides the endpoint's secrets in what a receiver said. `cut`: its end is missing, and a secret may begin there. */
  readonly mask: (endpoint: EndpointSettings, text: string, cut?: boolean) => string;
  /** Where the try is noted, marked as a test. */
  readonly report: (delivery: DeliveryRecord, attempt: AttemptRecord) => void;
}

export type TestOutcome =
  | { readonly ok: true; readonly exchange: TestExchange }
  | { readonly ok: false; readonly sentence: string };

const mark = { "webhook-test": "1" };

/** Never rejects for what a receiver does. The endpoint's `events` and `users` do not matter here. */
export async function sendTestEvent(
  endpoint: EndpointSettings,
  type: TestEventType,
  pbx: PbxContext,
  ports: TestEventPorts,
): Promise<TestOutcome> {
  const event = madeUpEvent(type, ports.nowMs());
  const stamp = { id: `test_${ports.newId()}`, seq: 1, acceptedAtMs: ports.nowMs() };
  const accepted = acceptEvent(event, stamp, [{ settings: endpoint, wants: () => true }], pbx, ports.log);
  const [plan] = accepted.deliveries;
  if (plan === undefined) {
    const sentence = `The dialect ${endpoint.dialect} has no webhook for ${type}; try another event.`;
    return { ok: false, sentence };
  }
  const sent = await sendOnce(endpoint, accepted, plan, ports);
  const { version } = ports;
  const [record] = deliveryRecords(accepted, event, { endpoint: () => endpoint, version, test: true });
  const shown = showRequest({ request: plan.request, type, eventId: stamp.id, endpoint, version });
  const request = { ...shown, headers: { ...shown.headers, ...mark } };
  const facts = factsOf(sent, (text) => ports.mask(endpoint, text));
  const exchange = exchangeOf(endpoint, type, stamp.id, request, sent, facts, ports);
  if (record !== undefined) {
    ports.report({ ...record, headers: request.headers }, attemptOf(record, exchange, facts, ports.nowMs()));
  }
  return { ok: true, exchange };
}

async function sendOnce(
  endpoint: EndpointSettings,
  { id: eventId }: AcceptedEvent,
  { request }: PlannedDelivery,
  { connect, nowMs, version }: TestEventPorts,
): Promise<SendResult> {
  const headers = { ...headersOf({ endpoint, request, eventId, version, nowMs: nowMs() }), ...mark };
  const sender = connect();
  try {
    return await sender.send(endpoint, {
      method: request.method,
      url: request.url,
      headers,
      body: request.body,
    });
  } finally {
    await sender.close();
  }
}

function exchangeOf(
  endpoint: EndpointSettings,
  type: TestEventType,
  eventId: string,
  { fields: _fields, ...request }: ShownRequest,
  sent: SendResult,
  facts: AnswerFacts | undefined,
  ports: TestEventPorts,
): TestExchange {
  const mask = (text: string): string => ports.mask(endpoint, text);
  const phases = { queueMs: 0, ...sent.phases };
  const common = { eventId, endpoint: endpoint.name, type, request, phases };
  if (sent.kind === "error") return { ...common, delivered: false, sentence: mask(sent.error) };
  const { status, text, location } = sent;
  const delivered = status >= 200 && status < 300;
  const answer = ports.mask(endpoint, text, isCut(text, sent.facts));
  const said = delivered
    ? `The receiver accepted the test with ${status}.`
    : mask(answerInWords(status, location));
  return { ...common, delivered, status, answer, ...logAnswerOf(facts), sentence: said };
}

function factsOf(sent: SendResult, mask: (text: string) => string): AnswerFacts | undefined {
  if (sent.kind === "error" || sent.facts === undefined) return undefined;
  return { ...sent.facts, headers: mask(sent.facts.headers) };
}

function attemptOf(
  record: DeliveryRecord,
  exchange: TestExchange,
  facts: AnswerFacts | undefined,
  atMs: number,
): AttemptRecord {
  const { endpoint, mirror, eventId, type, chainId, linkId, seq, method, url, body } = record;
  const { status, answer, delivered, phases, sentence } = exchange;
  return {
    ...{ atMs, endpoint, mirror, eventId, type, chainId, linkId, seq, attempt: 1, method, url },
    ...(body === undefined ? {} : { body }),
    ...(status === undefined ? {} : { status }),
    ...(answer === undefined ? {} : { answer }),
    ...(facts === undefined ? {} : { answerFacts: facts }),
    ...(delivered ? {} : { error: sentence }),
    result: delivered ? "delivered" : "gave-up",
    phases,
    test: true,
  };
}
