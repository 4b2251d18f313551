/** The metrics room as others use it: told what happens, asked for a page. */
import { Registry } from "prom-client";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { AttemptRecord, EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import type { PbxState, PbxTraffic } from "../pbx/types.ts";
import type { Outbox } from "../webhooks/types.ts";
import { catalogue } from "./catalogue.ts";
import { createDeliveryMeter } from "./delivery-meter.ts";
import { createEndpointMeter } from "./endpoint-meter.ts";
import { gaugeOf, histogramOf, seconds } from "./instruments.ts";
import { createPbxMeter } from "./pbx-meter.ts";
import { createProcessMeter } from "./process-meter.ts";
import type { MetricsPage } from "./types.ts";

/** How things stand at the moment of a scrape. */
export interface MetricsReading {
  readonly endpoints: readonly EndpointStatus[];
  readonly pbx: PbxState;
  readonly openCalls: number;
  readonly nowMs: number;
}

export interface Metrics {
  /** The same outbox, counted: hand this one to the webhooks room. */
  watchOutbox(outbox: Outbox): Outbox;
  observeAttempt(record: AttemptRecord): void;
  observeObservation(observation: Observation): void;
  observePbxTraffic(traffic: PbxTraffic): void;
  observePbxState(state: PbxState): void;
  /** How long a commit took, in milliseconds. */
  observeCommit(durationMs: number): void;
  page(reading: MetricsReading): Promise<MetricsPage>;
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
  const program = createProcessMeter(registry, version);

  return {
    watchOutbox: delivery.watch,
    observeAttempt: delivery.attempt,
    observeObservation: pbx.observation,
    observePbxTraffic: pbx.traffic,
    observePbxState: pbx.changed,
    observeCommit: (durationMs) => commits.observe(seconds(durationMs)),
    async page({ endpoints, pbx: pbxState, openCalls, nowMs }) {
      for (const { name } of endpoints) delivery.introduce(name);
      showEndpoints(endpoints, nowMs);
      pbx.show(pbxState);
      callsOpen.set(openCalls);
      program.show();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
    stop: program.stop,
  };
}
