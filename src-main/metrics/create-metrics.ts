/** The metrics room as others use it: told what happens, asked for a page or a snapshot. */
import { Registry } from "prom-client";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { MetricsSnapshot } from "../../src-shared/contract/metrics-snapshot.ts";
import { storeAlarmKinds } from "../../src-shared/contract/word-lists.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { PbxState, PbxTraffic } from "../pbx/types.ts";
import type { Outbox } from "../webhooks/types.ts";
import { catalogue } from "./catalogue.ts";
import { createDeliveryMeter } from "./delivery-meter.ts";
import { createEndpointMeter } from "./endpoint-meter.ts";
import { gaugeOf, histogramOf, seconds } from "./instruments.ts";
import { createPbxMeter } from "./pbx-meter.ts";
import { createProcessMeter } from "./process-meter.ts";
import { createRecordingsMeter, type RecordingsMeter } from "./recordings-meter.ts";
import { readSamples } from "./samples.ts";
import { snapshotOf } from "./snapshot.ts";
import type { MetricsPage, MetricsReading } from "./types.ts";

export interface Metrics {
  /** The same outbox, counted: hand this one to the webhooks room. */
  watchOutbox(outbox: Outbox): Outbox;
  observeAttempt(record: AttemptRecord): void;
  observeObservation(observation: Observation): void;
  observePbxTraffic(traffic: PbxTraffic): void;
  observePbxState(state: PbxState): void;
  /** How long a commit took, in milliseconds. */
  observeCommit(durationMs: number): void;
  /** What the recordings room tells. */
  readonly recordings: RecordingsMeter;
  page(reading: MetricsReading): Promise<MetricsPage>;
  /** The page's numbers of calls and webhooks as data. */
  snapshot(reading: MetricsReading): Promise<MetricsSnapshot>;
  /** Ends what the first page started to measure. */
  stop(): void;
}

/** `version`: that of this program. Each call has its own registry; nothing is global. */
export function createMetrics({ version }: { readonly version: string }): Metrics {
  const registry = new Registry();
  const delivery = createDeliveryMeter(registry);
  const showEndpoints = createEndpointMeter(registry);
  const pbx = createPbxMeter(registry);
  const callsOpen = gaugeOf(registry, catalogue.callsOpen);
  const commits = histogramOf(registry, catalogue.commit);
  const storeAlarm = gaugeOf(registry, catalogue.storeAlarm);
  const recordings = createRecordingsMeter(registry);
  const program = createProcessMeter(registry, version);

  function show(reading: MetricsReading): void {
    const { endpoints, storeAlarms, pbx: pbxState, openCalls, nowMs } = reading;
    if (reading.recordings !== undefined) recordings.show(reading.recordings);
    for (const { name } of endpoints) delivery.introduce(name);
    showEndpoints(endpoints, nowMs);
    for (const kind of storeAlarmKinds) {
      storeAlarm.set({ kind }, storeAlarms.some((alarm) => alarm.kind === kind) ? 1 : 0);
    }
    pbx.show(pbxState);
    callsOpen.set(openCalls);
  }

  return {
    watchOutbox: delivery.watch,
    observeAttempt: delivery.attempt,
    observeObservation: pbx.observation,
    observePbxTraffic: pbx.traffic,
    observePbxState: pbx.changed,
    recordings,
    observeCommit: (durationMs) => commits.observe(seconds(durationMs)),
    async page(reading) {
      show(reading);
      program.show();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
    async snapshot(reading) {
      show(reading);
      return snapshotOf(await readSamples(registry), reading);
    },
    stop: program.stop,
  };
}
