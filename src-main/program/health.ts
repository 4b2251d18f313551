/** The health report, from what the rooms say of themselves. */
import type { PbxState, SourceState, SourceStateName } from "../pbx/types.ts";
import type { CertificatesHealth, RecordingsHealth, StoreHealth } from "../../src-shared/contract/health.ts";
import type { EndpointHealth, HealthReport, HealthStatus, PbxHealth, SourceHealth } from "../web/types.ts";
import type { CertificateAlarm } from "../../src-shared/contract/certificate-alarm.ts";
import type { StandingStoreAlarm } from "../../src-shared/contract/store-alarm.ts";
import type { RecordingsStatus } from "../../src-shared/recordings/recording.ts";
import type { EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";

export interface HealthSource {
  readonly pbx: PbxState;
  readonly endpoints: readonly EndpointStatus[];
  /** What stands; what keeps events from being kept comes first. */
  readonly storeAlarms: readonly StandingStoreAlarm[];
  /** Certificates that run out, the soonest first. */
  readonly certificates: readonly CertificateAlarm[];
  /** `undefined`: there is no room for them, such as in a demo without. */
  readonly recordings: RecordingsStatus | undefined;
  readonly version: string;
  readonly uptimeMs: number;
  readonly nowMs: number;
}

export function healthReport(from: HealthSource): HealthReport {
  return {
    status: statusOf(from),
    pbx: pbxHealth(from.pbx),
    endpoints: from.endpoints.map((endpoint) => endpointHealth(endpoint, from.nowMs)),
    store: storeHealth(from.storeAlarms),
    recordings: recordingsHealth(from.recordings),
    certificates: certificatesHealth(from.certificates),
    version: from.version,
    uptime_s: Math.round(from.uptimeMs / 1000),
  };
}

function recordingsHealth(status: RecordingsStatus | undefined): RecordingsHealth {
  if (status === undefined) return { state: "off", sentence: "Recordings are not handled.", advice: "" };
  const { condition: state, sentence, advice } = status;
  return { state, sentence, advice };
}

/** A 3CX folder that was never there says that 3CX runs elsewhere, which is no trouble of this program. */
function recordingsTroubled(status: RecordingsStatus | undefined): boolean {
  switch (status?.condition) {
    case "no-ffmpeg":
    case "paused-disk":
      return true;
    case "attention":
      return status.source === "pbx" || Object.values(status.counts).some((count) => count > 0);
    default:
      return false;
  }
}

function endpointHealth(endpoint: EndpointStatus, nowMs: number): EndpointHealth {
  return {
    name: endpoint.name,
    state: endpoint.state,
    waiting: endpoint.waiting,
    oldest_s: ageS(endpoint.oldestAtMs, nowMs),
    last_error: endpoint.lastError ?? "",
    sentence: endpoint.sentence,
    alarms: endpoint.alarms.map(({ kind, step, sentence, sinceMs }) => {
      return { kind, step, sentence, since_s: ageS(sinceMs, nowMs) };
    }),
  };
}

/** Whole seconds; 0 for what never was, and after the clock was set back. */
function ageS(sinceMs: number | undefined, nowMs: number): number {
  return sinceMs === undefined ? 0 : Math.max(0, Math.round((nowMs - sinceMs) / 1000));
}

function storeHealth(alarms: readonly StandingStoreAlarm[]): StoreHealth {
  const [worst] = alarms;
  if (worst === undefined) return { state: "ok", sentence: "New webhooks can be kept." };
  return { state: worst.kind, sentence: alarms.map(({ sentence }) => sentence).join(" ") };
}

function certificatesHealth(alarms: readonly CertificateAlarm[]): CertificatesHealth {
  const [soonest] = alarms;
  if (soonest === undefined) return { state: "ok", sentence: "No certificate runs out soon.", advice: "" };
  return {
    state: soonest.step === "expired" ? "expired" : "expiring",
    sentence: alarms.map(({ sentence }) => sentence).join(" "),
    advice: soonest.advice,
  };
}

function statusOf({ pbx, endpoints, storeAlarms, recordings, certificates }: HealthSource): HealthStatus {
  if (pbx.overall === "not-connected" || pbx.overall === "not-configured") return "failing";
  // What cannot be kept is not sent.
  if (storeAlarms.some(({ kind }) => kind !== "damaged")) return "failing";
  const troubled = endpoints.some(
    ({ mirror, state, alarms }) => !mirror && (state !== "ok" || alarms.length > 0),
  );
  if (recordingsTroubled(recordings)) return "degraded";
  if (certificates.some(({ of }) => of.kind === "server" || !of.mirror)) return "degraded";
  return pbx.overall === "connected" && !troubled && storeAlarms.length === 0 ? "ok" : "degraded";
}

export function pbxHealth(pbx: PbxState): PbxHealth {
  const worst = worstOf(pbx);
  return {
    state: pbx.overall,
    sentence: worst.sentence,
    advice: worst.advice,
    call_control: sourceHealth(pbx.callControl),
    active_calls: sourceHealth(pbx.activeCalls),
    directory: sourceHealth(pbx.directory),
    call_log: sourceHealth(pbx.callLog),
    monitored_extensions: pbx.monitored,
    version: pbx.version ?? "",
  };
}

/** Those without which no call is seen come first. */
const sources = ["callControl", "activeCalls", "directory", "callLog"] as const;
const calm: readonly SourceStateName[] = ["connected", "not-asked", "connecting"];

/** The source whose state explains the whole: the first in trouble, else the first on its way. */
function worstOf(pbx: PbxState): SourceState {
  const states = sources.map((source) => pbx[source]);
  return (
    states.find(({ name }) => !calm.includes(name)) ??
    [pbx.callControl, pbx.activeCalls].find(({ name }) => name !== "connected") ??
    pbx.callControl
  );
}

function sourceHealth({ name, sentence, advice }: SourceState): SourceHealth {
  return { state: name, sentence, advice };
}
