/** What the metrics room takes from its neighbours, and what it hands to them. */
import type { StandingStoreAlarm } from "../../src-shared/contract/store-alarm.ts";
import type { RecordingsStatus } from "../../src-shared/recordings/recording.ts";
import type { EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import type { PbxState } from "../pbx/types.ts";

/** How things stand at the moment of a scrape. */
export interface MetricsReading {
  readonly endpoints: readonly EndpointStatus[];
  readonly storeAlarms: readonly StandingStoreAlarm[];
  readonly pbx: PbxState;
  readonly openCalls: number;
  /** Absent without recordings. */
  readonly recordings?: RecordingsStatus | undefined;
  readonly nowMs: number;
}

export interface MetricsPage {
  /** Value for the header content-type. */
  readonly contentType: string;
  /** Prometheus text format. */
  readonly text: string;
}
