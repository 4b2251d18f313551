/** The contract's snapshot: numbers as the page has them, words as the rooms have them. */
import type { EndpointMetrics, MetricsSnapshot } from "../../src-shared/contract/metrics-snapshot.ts";
import { attemptOutcomes, eventTypes } from "../../src-shared/contract/word-lists.ts";
import type { EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import type { DeliveryEnd } from "../webhooks/types.ts";
import type { PbxState } from "../pbx/types.ts";
import { catalogue } from "./catalogue.ts";
import { sourceLabels, sourceNames } from "./label-values.ts";
import type { Samples } from "./samples.ts";
import type { MetricsReading } from "./types.ts";

/** `samples` must have been read after `reading` was shown. */
export function snapshotOf(samples: Samples, reading: MetricsReading): MetricsSnapshot {
  return {
    atMs: reading.nowMs,
    eventsAccepted: byWord(eventTypes, (event) => samples.value(catalogue.eventsAccepted, { event })),
    eventsNotKept: samples.value(catalogue.eventsNotKept, {}),
    endpoints: reading.endpoints.map((status) => endpointMetrics(samples, status)),
    commit: samples.histogram(catalogue.commit, {}),
    storeAlarms: reading.storeAlarms.map(({ kind, sentence, sinceMs }) => ({ kind, sentence, sinceMs })),
    pbx: pbxMetrics(samples, reading.pbx),
    callsOpen: samples.value(catalogue.callsOpen, {}),
  };
}

function endpointMetrics(samples: Samples, status: EndpointStatus): EndpointMetrics {
  const { name, mirror, state, sentence, breaker, alarms } = status;
  const endpoint = { endpoint: name };
  const ended = (end: DeliveryEnd) => samples.value(catalogue.deliveriesEnded, { ...endpoint, end });
  return {
    ...{ name, mirror, state, sentence, breaker },
    accepted: samples.value(catalogue.deliveriesAccepted, endpoint),
    delivered: ended("delivered"),
    gaveUp: ended("gave-up"),
    expired: ended("expired"),
    dropped: ended("dropped"),
    attempts: byWord(attemptOutcomes, (outcome) =>
      samples.value(catalogue.attempts, { ...endpoint, outcome }),
    ),
    waiting: samples.value(catalogue.waiting, endpoint),
    waitingBytes: samples.value(catalogue.waitingBytes, endpoint),
    oldestAgeS: samples.value(catalogue.oldestAge, endpoint),
    failingForS: samples.value(catalogue.failingFor, endpoint),
    alarms: alarms.map(({ kind, step, sentence: words, sinceMs }) => {
      return { kind, step, sentence: words, sinceMs };
    }),
    acceptToFirstByte: samples.histogram(catalogue.acceptToFirstByte, endpoint),
    acceptToDelivered: samples.histogram(catalogue.acceptToDelivered, endpoint),
  };
}

function pbxMetrics(samples: Samples, pbx: PbxState): MetricsSnapshot["pbx"] {
  const { overall, lastEventAtMs } = pbx;
  return {
    state: overall,
    monitoredExtensions: samples.value(catalogue.monitored, {}),
    events: samples.value(catalogue.pbxEvents, {}),
    ...(lastEventAtMs === undefined ? {} : { lastEventAtMs }),
    sources: sourceNames.map((key) => {
      const { name: state, sentence, advice, sinceMs } = pbx[key];
      const name = sourceLabels[key];
      const reconnects = samples.value(catalogue.reconnects, { source: name });
      return { name, state, sentence, advice, sinceMs, reconnects };
    }),
  };
}

function byWord<Word extends string>(
  words: readonly Word[],
  numberOf: (word: Word) => number,
): Record<Word, number> {
  return Object.fromEntries(words.map((word) => [word, numberOf(word)])) as Record<Word, number>;
}
