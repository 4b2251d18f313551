import { expect, test } from "vitest";
import { healthReport } from "../../../src-main/program/health.ts";
import type { PbxState } from "../../../src-main/pbx/types.ts";
import type { CertificateAlarm } from "../../../src-shared/contract/certificate-alarm.ts";
import type { StandingStoreAlarm } from "../../../src-shared/contract/store-alarm.ts";
import { recordingStates, type RecordingsStatus } from "../../../src-shared/recordings/recording.ts";
import type { EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";

const nowMs = Date.UTC(2026, 5, 1);
const source = { name: "connected", sentence: "Calls are seen live.", advice: "", sinceMs: nowMs } as const;
const pbx: PbxState = {
  overall: "connected",
  callControl: source,
  activeCalls: source,
  directory: source,
  callLog: source,
  monitored: 3,
};
const crm: EndpointStatus = {
  name: "crm",
  mirror: false,
  state: "ok",
  sentence: "Everything was delivered.",
  breaker: "closed",
  slots: 4,
  concurrency: 4,
  waiting: 0,
  waitingBytes: 0,
  attempts: 9,
  delivered: 9,
  gaveUp: 0,
  expired: 0,
  dropped: 0,
  droppedAtBound: 0,
  failed: 0,
  alarms: [],
};

function report(endpoints: readonly EndpointStatus[], storeAlarms: readonly StandingStoreAlarm[] = []) {
  const rest = { certificates: [], recordings: undefined, version: "1.0.0", uptimeMs: 61_000, nowMs };
  return healthReport({ pbx, endpoints, storeAlarms, ...rest });
}

test("an endpoint's alarms are told with their sentences and since when", () => {
  const sentence = "Nothing reaches the endpoint crm.";
  const alarms = [
    { endpoint: "crm", kind: "failing", step: "5min", sentence, sinceMs: nowMs - 400_000 },
  ] as const;
  const failing: EndpointStatus = {
    ...crm,
    state: "failing",
    waiting: 2,
    oldestAtMs: nowMs - 401_000,
    alarms,
  };
  expect(report([failing])).toMatchObject({
    status: "degraded",
    endpoints: [
      {
        name: "crm",
        state: "failing",
        waiting: 2,
        oldest_s: 401,
        last_error: "",
        sentence: "Everything was delivered.",
        alarms: [{ kind: "failing", step: "5min", sentence, since_s: 400 }],
      },
    ],
  });
});

test("an alarm that outlasts the trouble keeps the whole from being ok; a mirror's trouble does not", () => {
  const alarms = [
    { endpoint: "crm", kind: "expired", step: "now", sentence: "Late.", sinceMs: nowMs },
  ] as const;
  expect(report([{ ...crm, alarms }]).status).toBe("degraded");
  expect(report([crm, { ...crm, name: "copy", mirror: true, state: "failing" }]).status).toBe("ok");
});

test("the sentence of the whole is that of the part in trouble, whichever it is", () => {
  const trouble = {
    name: "pbx-restarting",
    sentence: "3CX cannot answer.",
    advice: "Wait.",
    sinceMs: nowMs,
  } as const;
  const asked = { ...source, name: "not-asked", sentence: "Not needed yet." } as const;
  const told = (parts: Partial<PbxState>) =>
    healthReport({
      pbx: { ...pbx, callLog: asked, overall: "degraded", ...parts },
      ...{
        endpoints: [],
        storeAlarms: [],
        certificates: [],
        recordings: undefined,
        version: "1.0.0",
        uptimeMs: 0,
        nowMs,
      },
    }).pbx;
  for (const part of ["callControl", "activeCalls", "directory", "callLog"] as const) {
    expect(told({ [part]: trouble })).toMatchObject({ sentence: "3CX cannot answer.", advice: "Wait." });
  }
  expect(told({})).toMatchObject({ sentence: "Calls are seen live." });
  expect(told({ directory: trouble }).directory).toEqual({
    state: "pbx-restarting",
    sentence: "3CX cannot answer.",
    advice: "Wait.",
  });
});

test("a clock that was set back gives no negative ages", () => {
  const [endpoint] = report([{ ...crm, waiting: 1, oldestAtMs: nowMs + 5_000 }]).endpoints;
  expect(endpoint?.oldest_s).toBe(0);
});

test("trouble of the store is told; what cannot be kept makes the whole failing, what was damaged does not", () => {
  const full = { kind: "disk-full", sentence: "There is no room.", sinceMs: nowMs } as const;
  const damaged = { kind: "damaged", sentence: "The file was damaged.", sinceMs: nowMs } as const;
  expect(report([crm])).toMatchObject({ status: "ok", store: { state: "ok" } });
  expect(report([crm], [damaged])).toMatchObject({
    status: "degraded",
    store: { state: "damaged", sentence: "The file was damaged." },
  });
  expect(report([crm], [full, damaged])).toMatchObject({
    status: "failing",
    store: { state: "disk-full", sentence: "There is no room. The file was damaged." },
  });
});

const counts = Object.fromEntries(recordingStates.map((state) => [state, 0])) as RecordingsStatus["counts"];

function withRecordings(changes: Partial<RecordingsStatus>) {
  const recordings: RecordingsStatus = {
    ...{ condition: "idle", source: "folder", sentence: "Waiting.", advice: "", folder: "/r", storage: "/s" },
    ...{ counts, mp3Bytes: 0, openLinks: false },
    ...changes,
  };
  return healthReport({
    pbx,
    ...{
      endpoints: [crm],
      storeAlarms: [],
      certificates: [],
      recordings,
      version: "1.0.0",
      uptimeMs: 0,
      nowMs,
    },
  });
}

test("recordings are told with their sentence and what to do", () => {
  const { status, recordings } = withRecordings({ condition: "no-ffmpeg", sentence: "No.", advice: "Do." });
  expect(recordings).toEqual({ state: "no-ffmpeg", sentence: "No.", advice: "Do." });
  expect(status).toBe("degraded");
  expect(withRecordings({}).status).toBe("ok");
});

test("a recordings folder that was never there is no trouble of the whole", () => {
  expect(withRecordings({ condition: "attention" }).status).toBe("ok");
  expect(withRecordings({ condition: "attention", counts: { ...counts, sent: 1 } }).status).toBe("degraded");
  expect(withRecordings({ condition: "attention", source: "pbx" }).status).toBe("degraded");
});

test("a certificate that runs out is told and makes the whole degraded, unless only a mirror is shown it", () => {
  const rest = { recordings: undefined, version: "1.0.0", uptimeMs: 0, nowMs };
  const told = (of: CertificateAlarm["of"], step: CertificateAlarm["step"]) => {
    const dates = { expiresAtMs: nowMs, sinceMs: nowMs };
    const alarm: CertificateAlarm = { of, step, ...dates, sentence: "It runs out.", advice: "Renew it." };
    return healthReport({ pbx, endpoints: [crm], storeAlarms: [], certificates: [alarm], ...rest });
  };
  expect(report([crm]).certificates).toMatchObject({ state: "ok" });
  expect(told({ kind: "server" }, "14d")).toMatchObject({
    status: "degraded",
    certificates: { state: "expiring", sentence: "It runs out.", advice: "Renew it." },
  });
  expect(told({ kind: "server" }, "expired").certificates).toMatchObject({ state: "expired" });
  expect(told({ kind: "endpoint", name: "crm", mirror: false }, "3d").status).toBe("degraded");
  expect(told({ kind: "endpoint", name: "copy", mirror: true }, "3d").status).toBe("ok");
});
