/**
 * The metrics as data: the numbers of `GET /metrics` at one moment, for whoever has no Prometheus, and
 * with the sentences that numbers cannot say. Counters began at 0 when the program started.
 */
import { z } from "zod";
import { histogramSchema } from "./histogram.ts";
import {
  alarmKinds,
  alarmSteps,
  attemptOutcomes,
  breakerStates,
  endpointStates,
  eventTypes,
  storeAlarmKinds,
} from "./word-lists.ts";

const count = z.int().min(0);
const wallMs = z.number().describe("Wall clock, milliseconds since 1970.");
const seconds = z.number().min(0);
const sentence = z.string().describe("For an administrator, without secrets.");

export const endpointMetricsSchema = z.object({
  name: z.string(),
  mirror: z.boolean(),
  state: z.enum(endpointStates),
  sentence,
  breaker: z.enum(breakerStates),
  accepted: count.describe("Deliveries promised to it."),
  delivered: count,
  gaveUp: count,
  expired: count,
  dropped: count,
  attempts: z.record(z.enum(attemptOutcomes), count).describe("Requests by what they led to."),
  waiting: count.describe("Deliveries that are not over, those of an earlier run and in flight included."),
  waitingBytes: z.number().min(0),
  oldestAgeS: seconds.describe("Of what waits; 0 when nothing does."),
  failingForS: seconds.describe("Since the first failure after the last success; 0 after a success."),
  alarms: z.array(
    z.object({ kind: z.enum(alarmKinds), step: z.enum(alarmSteps), sentence, sinceMs: wallMs }),
  ),
  acceptToFirstByte: histogramSchema.describe("From keeping an event to the receiver's first sign."),
  acceptToDelivered: histogramSchema.describe("From keeping an event to the answer 2xx."),
});
export type EndpointMetrics = z.infer<typeof endpointMetricsSchema>;

const sourceMetricsSchema = z.object({
  name: z.string().describe("As in /health: call_control, active_calls, directory, call_log."),
  state: z.string(),
  sentence,
  advice: z.string().describe("What to do; empty when there is nothing to do."),
  sinceMs: wallMs,
  reconnects: count,
});

export const metricsSnapshotSchema = z.object({
  atMs: wallMs,
  eventsAccepted: z.record(z.enum(eventTypes), count),
  eventsNotKept: count.describe("Could not be kept and were sent from memory."),
  endpoints: z.array(endpointMetricsSchema).describe("Those in the settings, in their order."),
  commit: histogramSchema.describe("Time that writing a batch of events to disk took."),
  storeAlarms: z.array(z.object({ kind: z.enum(storeAlarmKinds), sentence, sinceMs: wallMs })),
  pbx: z.object({
    state: z.string().describe("The connection as a whole."),
    monitoredExtensions: count,
    events: count.describe("Came through the WebSocket."),
    lastEventAtMs: wallMs.optional().describe("Absent before the first."),
    sources: z.array(sourceMetricsSchema),
  }),
  callsOpen: count.describe("Outside conversations that are going on."),
});
export type MetricsSnapshot = z.infer<typeof metricsSnapshotSchema>;
