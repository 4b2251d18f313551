/**
 * Every metric by name, with what it means: the meters are made from this list and docs/metrics.md too.
 * Names are promises to other people's dashboards; they are not changed.
 */
import {
  alarmKinds,
  attemptOutcomes,
  breakerStates,
  endpointStates,
  eventTypes,
  storeAlarmKinds,
} from "../../src-shared/contract/word-lists.ts";
import { matchEvidences, recordingProblems, recordingStates } from "../../src-shared/recordings/recording.ts";
import {
  deliveryEnds,
  observationTypes,
  overallStates,
  requestKinds,
  requestOutcomes,
  sourceLabels,
  sourceNames,
  sourceStates,
} from "./label-values.ts";

/** What a label may say: names from the settings, this program's own versions, or one of a fixed list. */
export type LabelValues = "an endpoint's name" | "a version" | readonly string[];

export interface MetricEntry<Label extends string = string> {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly name: string;
  /** One sentence. Units are in the name. */
  readonly help: string;
  readonly labels: Readonly<Record<Label, LabelValues>>;
  /** Upper bounds of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

const endpoint = "an endpoint's name";
const sources = sourceNames.map((name) => sourceLabels[name]);

/** From a receiver on this machine to the last retry after 72 hours. */
const deliveryBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400,
  43_200, 86_400, 172_800, 259_200,
] as const;
const commitBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const recordingBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400] as const;

export const catalogue = {
  eventsAccepted: counter("webhook_events_accepted_total", "Call events kept for delivery.", {
    event: eventTypes,
  }),
  eventsNotKept: counter(
    "webhook_events_not_kept_total",
    "Call events that could not be kept (disk full, file damaged) and were sent from memory.",
    {},
  ),
  deliveriesAccepted: counter(
    "webhook_deliveries_accepted_total",
    "Deliveries promised to an endpoint: one for each kept event that it wants.",
    { endpoint },
  ),
  deliveriesEnded: counter(
    "webhook_deliveries_ended_total",
    "Deliveries that are over: delivered, given up after refusals, expired at their deadline, or dropped with their endpoint or because too much waited for it.",
    { endpoint, end: deliveryEnds },
  ),
  attempts: counter("webhook_attempts_total", "Requests sent to an endpoint, by what they led to.", {
    endpoint,
    outcome: attemptOutcomes,
  }),
  acceptToFirstByte: histogram(
    "webhook_accept_to_first_byte_seconds",
    "Time from keeping an event to the first byte of the receiver's first answer, whatever it said.",
    { endpoint },
    deliveryBuckets,
  ),
  acceptToDelivered: histogram(
    "webhook_accept_to_delivered_seconds",
    "Time from keeping an event to the answer 2xx that ended its delivery.",
    { endpoint },
    deliveryBuckets,
  ),
  commit: histogram(
    "webhook_commit_seconds",
    "Time that writing a batch of events to disk took.",
    {},
    commitBuckets,
  ),
  storeAlarm: gauge(
    "webhook_store_alarm",
    "1 while something is wrong with the file that keeps events, which /health words in a sentence, else 0. What is damaged stays 1 until the next start.",
    { kind: storeAlarmKinds },
  ),

  waiting: gauge("webhook_queue_waiting", "Deliveries that are not over, those in flight included.", {
    endpoint,
  }),
  waitingBytes: gauge(
    "webhook_queue_waiting_bytes",
    "About how much memory and disk the deliveries take that are not over.",
    { endpoint },
  ),
  oldestAge: gauge(
    "webhook_queue_oldest_age_seconds",
    "Age of the oldest delivery that is not over; 0 when none waits.",
    { endpoint },
  ),
  endpointState: gauge("webhook_endpoint_state", "1 for the state that an endpoint is in, else 0.", {
    endpoint,
    state: endpointStates,
  }),
  failingFor: gauge(
    "webhook_endpoint_failing_seconds",
    "Time since the first failure after an endpoint's last success; 0 when the last attempt succeeded.",
    { endpoint },
  ),
  breaker: gauge(
    "webhook_endpoint_breaker",
    "1 for the state of an endpoint's circuit breaker, else 0. Open: the receiver is down and is left alone for a while.",
    { endpoint, state: breakerStates },
  ),
  alarm: gauge(
    "webhook_endpoint_alarm",
    "1 while an alarm stands that /health words in a sentence, else 0. Mirrors have none.",
    { endpoint, kind: alarmKinds },
  ),
  mirror: gauge("webhook_endpoint_mirror", "1 for an endpoint that is a mirror: nothing to be woken for.", {
    endpoint,
  }),

  pbxState: gauge("webhook_pbx_state", "1 for how the connection to the PBX stands as a whole, else 0.", {
    state: overallStates,
  }),
  sourceState: gauge(
    "webhook_pbx_source_state",
    "1 for the state that an interface of the PBX is in, else 0.",
    {
      source: sources,
      state: sourceStates,
    },
  ),
  reconnects: counter(
    "webhook_pbx_reconnects_total",
    "Times that an interface of the PBX answered again after it had been lost.",
    { source: sources },
  ),
  pbxEvents: counter("webhook_pbx_events_total", "Events that came through the PBX's WebSocket.", {}),
  pbxRequests: counter(
    "webhook_pbx_requests_total",
    "Questions that the PBX was asked, by what became of them.",
    {
      kind: requestKinds,
      outcome: requestOutcomes,
    },
  ),
  observations: counter(
    "webhook_pbx_observations_total",
    "What the PBX showed: legs and their ends as they change, answers of each kind, lost sources.",
    { type: observationTypes },
  ),
  lastEvent: gauge(
    "webhook_pbx_last_event_timestamp_seconds",
    "When the last event came through the PBX's WebSocket, in seconds since 1970; 0 before the first.",
    {},
  ),
  monitored: gauge("webhook_pbx_monitored_extensions", "Extensions whose calls are seen live.", {}),
  callsOpen: gauge("webhook_calls_open", "Outside conversations that are going on.", {}),

  recordings: gauge("webhook_recordings", "Recordings in the list, by the state that they are in.", {
    state: recordingStates,
  }),
  recordingsFound: counter("webhook_recordings_found_total", "Recordings that were found.", {}),
  recordingsMatched: counter(
    "webhook_recordings_matched_total",
    "Recordings whose call was found, by what proved it.",
    { evidence: matchEvidences },
  ),
  recordingsConverted: counter("webhook_recordings_converted_total", "Recordings that became an MP3.", {}),
  recordingsFailed: counter(
    "webhook_recordings_failed_total",
    "Tries to convert a recording that failed, by the reason.",
    { problem: recordingProblems },
  ),
  recordingsSent: counter(
    "webhook_recordings_sent_total",
    "Recordings whose link was handed to delivery.",
    {},
  ),
  recordingsPurged: counter("webhook_recordings_purged_total", "MP3 files deleted after their days.", {}),
  recordingConversion: histogram(
    "webhook_recording_conversion_seconds",
    "Time that ffmpeg took for a recording.",
    {},
    recordingBuckets,
  ),
  recordingFoundToSent: histogram(
    "webhook_recording_found_to_sent_seconds",
    "Time from finding a recording to handing its link to delivery, the rest of its call included.",
    {},
    recordingBuckets,
  ),
  recordingBytes: gauge("webhook_recordings_stored_bytes", "Room that all MP3 files take.", {}),
  recordingDiskFree: gauge(
    "webhook_recordings_disk_free_bytes",
    "Room that is left where the MP3 files are kept; 0 while unknown.",
    {},
  ),

  eventLoopLag: gauge(
    "webhook_event_loop_lag_seconds",
    "How late timers fired since the last scrape; measured from the first scrape on.",
    { quantile: ["0.5", "0.99", "1"] },
  ),
  cpu: counter("process_cpu_seconds_total", "Processor time used by this program.", {}),
  memory: gauge("process_resident_memory_bytes", "Memory that this program occupies.", {}),
  heap: gauge("nodejs_heap_size_used_bytes", "Part of it that JavaScript objects use.", {}),
  startTime: gauge("process_start_time_seconds", "When this program started, in seconds since 1970.", {}),
  build: gauge("webhook_build_info", "Always 1; says which version of this program and of Node runs.", {
    version: "a version",
    node: "a version",
  }),
} as const;

function counter<Label extends string>(name: string, help: string, labels: Record<Label, LabelValues>) {
  return { kind: "counter", name, help, labels } as const;
}

function gauge<Label extends string>(name: string, help: string, labels: Record<Label, LabelValues>) {
  return { kind: "gauge", name, help, labels } as const;
}

function histogram<Label extends string>(
  name: string,
  help: string,
  labels: Record<Label, LabelValues>,
  buckets: readonly number[],
) {
  return { kind: "histogram", name, help, labels, buckets } as const;
}
