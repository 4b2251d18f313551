/**
 * How the engine is doing, in words and numbers: what `GET /health` answers and the window shows.
 * Field names are those of the JSON, because monitoring systems read them.
 */
import type { AlarmKind, AlarmStep } from "../webhooks/delivery-alarm.ts";
import type { StoreAlarmKind } from "./store-alarm.ts";

/** How one interface of the PBX stands; `advice` is empty when there is nothing to do. */
export interface SourceHealth {
  readonly state: string;
  readonly sentence: string;
  readonly advice: string;
}

export interface PbxHealth extends SourceHealth {
  readonly call_control: SourceHealth;
  readonly active_calls: SourceHealth;
  /** The list of numbers: names, kinds and rules. Older programs do not tell it. */
  readonly directory?: SourceHealth;
  readonly call_log: SourceHealth;
  /** Number of extensions whose calls are seen live. */
  readonly monitored_extensions: number;
  /** Version of the PBX; empty while unknown. */
  readonly version: string;
}

/** Something that a person should look after. */
export interface AlarmHealth {
  readonly kind: AlarmKind;
  /** How long the reason has lasted; `now` for one that needs no patience. */
  readonly step: AlarmStep;
  /** What is the matter and what to do. */
  readonly sentence: string;
  readonly since_s: number;
}

export interface EndpointHealth {
  readonly name: string;
  readonly state: string;
  /** Deliveries that are not over. */
  readonly waiting: number;
  /** Age of the oldest of them in seconds; 0 when nothing waits. */
  readonly oldest_s: number;
  /** A sentence; empty when the last delivery succeeded. */
  readonly last_error: string;
  /** How it is doing. Older programs tell neither this nor alarms. */
  readonly sentence?: string;
  /** Empty when nobody has to do anything; always empty for a mirror. */
  readonly alarms?: readonly AlarmHealth[];
}

/** How the file does that keeps webhooks until they are delivered. */
export interface StoreHealth {
  readonly state: "ok" | StoreAlarmKind;
  /** What is wrong and what to do. */
  readonly sentence: string;
}

/** What recordings are doing. */
export interface RecordingsHealth {
  readonly state: string;
  /** How they stand. Older programs tell neither this nor what to do. */
  readonly sentence?: string;
  readonly advice?: string;
}

/** Certificates of the program's own: that of its web server, and those it shows to endpoints. */
export interface CertificatesHealth {
  readonly state: "ok" | "expiring" | "expired";
  /** Which of them, and when. */
  readonly sentence: string;
  readonly advice: string;
}

/** What the program knows of newer versions of itself; `off` unless `[server] update_url` is set. */
export interface UpdateHealth {
  readonly state: "off" | "current" | "newer" | "unknown";
  /** The newer one; else empty. */
  readonly version: string;
  readonly sentence: string;
}

/** `degraded`: calls are followed and sent, but something is missing or late. `failing`: they are not. */
export type HealthStatus = "ok" | "degraded" | "failing";

export interface HealthReport {
  readonly status: HealthStatus;
  readonly pbx: PbxHealth;
  readonly endpoints: readonly EndpointHealth[];
  /** Older programs do not tell it. */
  readonly store?: StoreHealth;
  readonly recordings: RecordingsHealth;
  /** Older programs do not tell it. */
  readonly certificates?: CertificatesHealth;
  /** Older programs do not tell it. It never changes `status`. */
  readonly update?: UpdateHealth;
  /** Version of this program. */
  readonly version: string;
  readonly uptime_s: number;
}
