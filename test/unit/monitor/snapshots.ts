/** A snapshot of an engine on which nothing happens, for tests to change. */
import type { EndpointView, Snapshot } from "../../../src-shared/contract/snapshot.ts";
import { recordingStates } from "../../../src-shared/recordings/recording.ts";

const noRecordings = Object.fromEntries(recordingStates.map((state) => [state, 0]));

export function emptySnapshot(): Snapshot {
  const source = { state: "connected", sentence: "Connected.", advice: "", sinceMs: 0 };
  return {
    nowMs: 0,
    program: {
      ...{ version: "1.0.0", kind: "service", host: "pbx", platform: "linux", startedAtMs: 0 },
      ...{ settingsPath: "/etc/settings.ini", dataFolder: "/var/lib/webhook", configured: true },
    },
    pbx: {
      ...{ state: "connected", host: "pbx.example.com", version: "20.0", sentence: "Connected.", advice: "" },
      sources: [
        { name: "call-control", ...source },
        { name: "active-calls", ...source },
        { name: "directory", ...source },
        { name: "call-log", ...source },
      ],
      ...{ monitored: 2, notMonitored: [], extensions: 2 },
    },
    endpoints: [],
    calls: [],
    today: { dayStartMs: 0, timezone: "UTC", incoming: 0, outgoing: 0, missed: 0 },
    recordings: {
      ...{ condition: "off", source: "off", sentence: "", advice: "", folder: "", storage: "", mp3Bytes: 0 },
      counts: { ...noRecordings } as Snapshot["recordings"]["counts"],
      openLinks: false,
    },
    store: { alarms: [] },
    problems: [],
    settings: { revision: "1", mistakes: [], warnings: [] },
    simulation: {
      ...{ state: "idle", runId: "", scenario: "", expected: 0, events: [], sent: 0, verdict: "" },
      calls: { planned: 0, running: 0, finished: 0 },
    },
    numbers: [],
  };
}

export function endpointNamed(name: string, more: Partial<EndpointView> = {}): EndpointView {
  return {
    ...{ name, dialect: "komplit", host: "crm.example.com", mirror: false, state: "ok", sentence: "" },
    ...{ breaker: "closed", waiting: 0, waitingBytes: 0, alarms: [] },
    lastHour: { minutes: Array.from({ length: 60 }, () => ({ ok: 0, failed: 0 })) },
    ...more,
  };
}
