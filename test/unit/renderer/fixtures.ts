/** A small company in the middle of a day, as a window sees it: for component tests and screenshots. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { ReconcileReport } from "../../../src-shared/contract/reconcile-view.ts";
import type { EndpointView, ProblemView, Snapshot } from "../../../src-shared/contract/snapshot.ts";
import { say } from "../../../src-shared/messages/say.ts";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";

/** 22 November 2026, 14:19:38 in Berlin. */
export const fixtureNowMs = Date.parse("2026-11-22T13:19:38.000Z");

/** What the failing receiver does, in the engine's own words: other languages find them again. */
const refused = say("ep.refused", { at: "10.0.0.5:8080" });

const ago = (seconds: number): number => fixtureNowMs - seconds * 1000;

export function aCall(change: Partial<CallView> = {}): CallView {
  return {
    chainId: "261122141907_698",
    direction: "incoming",
    number: "+49 30 1234567",
    callerId: "49301234567",
    name: "Weber GmbH",
    did: "PragueDID",
    state: "ringing",
    at: [
      { dn: "104", name: "Mobile" },
      { dn: "107", name: "Jonas Maier" },
    ],
    link: 0,
    arrivedAtMs: ago(31),
    waitS: 31,
    confirmedAtMs: ago(1),
    reconstructed: false,
    simulated: false,
    stages: [
      { kind: "ivr", dn: "900", name: "Welcome", link: 0, fromMs: ago(31), toMs: ago(25) },
      { kind: "queue", dn: "800", name: "Support", link: 0, fromMs: ago(25) },
      {
        kind: "ringing",
        dn: "101",
        name: "Desk",
        link: 0,
        fromMs: ago(20),
        toMs: ago(6),
        wave: 1,
        end: "stopped",
      },
      { kind: "ringing", dn: "104", name: "Mobile", link: 0, fromMs: ago(6), wave: 2 },
      { kind: "ringing", dn: "107", name: "Jonas Maier", link: 0, fromMs: ago(6), wave: 2 },
    ],
    links: [
      {
        link: 0,
        user: "800",
        userName: "Support",
        transferType: "none",
        transferred: false,
        waitS: 31,
        talkS: 0,
      },
    ],
    events: [
      {
        seq: 1,
        eventId: "evt-1",
        type: "ringing",
        link: 0,
        user: "900",
        atMs: ago(31),
        deliveries: [
          { endpoint: "crm", state: "retry" },
          { endpoint: "desk", state: "delivered", logId: 41 },
        ],
      },
      {
        seq: 2,
        eventId: "evt-2",
        type: "ringing",
        link: 0,
        user: "800",
        atMs: ago(25),
        deliveries: [{ endpoint: "desk", state: "delivered", logId: 42 }],
      },
    ],
    recordings: 0,
    ...change,
  };
}

/** A talk of some minutes, after a short ring. */
export function aTalk(change: Partial<CallView> = {}): CallView {
  return aCall({
    chainId: "261122141322_690",
    direction: "outgoing",
    number: "0420774852629",
    callerId: "420774852629",
    name: "",
    state: "talking",
    at: [{ dn: "106", name: "Sales" }],
    link: 1,
    arrivedAtMs: ago(376),
    answeredAtMs: ago(372),
    talkSinceMs: ago(372),
    waitS: 4,
    stages: [
      {
        kind: "ringing",
        dn: "106",
        name: "Sales",
        link: 0,
        fromMs: ago(376),
        toMs: ago(372),
        wave: 1,
        end: "answered",
      },
      { kind: "talk", dn: "106", name: "Sales", link: 1, fromMs: ago(372) },
    ],
    ...change,
  });
}

export function anEndpoint(change: Partial<EndpointView> = {}): EndpointView {
  return {
    name: "desk",
    dialect: "native",
    host: "desk.example.com",
    mirror: false,
    state: "ok",
    sentence: "Everything was delivered.",
    breaker: "closed",
    waiting: 0,
    waitingBytes: 0,
    lastDeliveredAtMs: ago(4),
    alarms: [],
    lastHour: {
      minutes: Array.from({ length: 60 }, (_, minute) => ({ ok: 2 + ((minute * 7) % 5), failed: 0 })),
      successShare: 1,
      medianMs: 38,
      p99Ms: 120,
    },
    ...change,
  };
}

export function failingEndpoint(change: Partial<EndpointView> = {}): EndpointView {
  return anEndpoint({
    name: "crm",
    dialect: "komplit",
    host: "10.0.0.5:8080",
    state: "failing",
    sentence: refused,
    breaker: "open",
    breakerUntilMs: fixtureNowMs + 24_000,
    waiting: 213,
    waitingBytes: 91_000,
    oldestAtMs: ago(1020),
    lastError: refused,
    lastErrorAtMs: ago(6),
    failingSinceMs: ago(1020),
    alarms: [{ kind: "failing", step: "5min", sentence: "crm does not answer.", sinceMs: ago(1020) }],
    lastHour: {
      minutes: Array.from({ length: 60 }, (_, minute) =>
        minute < 43 ? { ok: 3, failed: 0 } : { ok: 0, failed: 5 },
      ),
      successShare: 0.41,
    },
    ...change,
  });
}

export function aProblem(change: Partial<ProblemView> = {}): ProblemView {
  return {
    id: "endpoint-crm",
    area: "endpoint",
    severity: "bad",
    sentence: say("ep.problem", {
      ep: "crm",
      reason: `${refused} ${say("ep.problem.waits", { n: 213 })}`,
    }),
    advice: "",
    sinceMs: ago(1020),
    route: "#/webhooks?endpoint=crm",
    endpoint: "crm",
    ...change,
  };
}

export function aLogRow(change: Partial<LogRow> = {}): LogRow {
  return {
    id: 42,
    eventId: "evt-2",
    endpoint: "desk",
    type: "ringing",
    chainId: "261122141907_698",
    linkId: "261122141907_698-0",
    seq: 2,
    caller: "49301234567",
    callerName: "Weber GmbH",
    user: "800",
    state: "delivered",
    status: 200,
    acceptedAtMs: ago(25),
    firstAttemptAtMs: ago(25),
    lastAttemptAtMs: ago(25),
    lastTotalMs: 38,
    attempts: 1,
    mirror: false,
    test: false,
    replayed: false,
    ...change,
  };
}

export function aRecording(change: Partial<RecordingRow> = {}): RecordingRow {
  return {
    id: 7,
    sourceKey: "folder:106/[Sales]_106-0420774852629_20261122141012(690).wav",
    fileName: "[Sales]_106-0420774852629_20261122141012(690).wav",
    state: "sent",
    sentence: "",
    extension: "106",
    otherNumber: "0420774852629",
    otherName: "",
    startedAtMs: ago(566),
    durationS: 98,
    sourceBytes: 1_570_000,
    chainId: "261122141012_690",
    link: 1,
    callEndedAtMs: ago(466),
    evidence: "callid",
    mp3Name: "261122141012_690-1-1.mp3",
    mp3Bytes: 390_000,
    foundAtMs: ago(465),
    matchedAtMs: ago(465),
    convertedAtMs: ago(463),
    sentAtMs: ago(462),
    tries: 0,
    ...change,
  };
}

/** What the engine tells at first; parts can be replaced. */
export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    nowMs: fixtureNowMs,
    program: {
      version: "0.1.0",
      kind: "desktop",
      host: "office",
      platform: "linux",
      startedAtMs: ago(90_000),
      settingsPath: "/etc/3cx-webhook/settings.ini",
      dataFolder: "/var/lib/3cx-webhook",
      configured: true,
    },
    pbx: {
      state: "degraded",
      host: "pbx.example.com",
      version: "20.0.5",
      sentence: "Connected.",
      advice: "",
      sources: [
        {
          name: "call-control",
          state: "connected",
          sentence: "38 extensions are watched live.",
          advice: "",
          sinceMs: ago(90_000),
        },
        {
          name: "active-calls",
          state: "connected",
          sentence: "Asked every second.",
          advice: "",
          sinceMs: ago(90_000),
        },
        {
          name: "directory",
          state: "connected",
          sentence: "Names and kinds of 61 numbers are known.",
          advice: "",
          sinceMs: ago(90_000),
        },
        {
          name: "call-log",
          state: "connected",
          sentence: "The call log can be read.",
          advice: "",
          sinceMs: ago(90_000),
        },
      ],
      monitored: 38,
      notMonitored: [
        { dn: "117", name: "Warehouse" },
        { dn: "118", name: "Gate" },
      ],
      extensions: 40,
      lastEventAtMs: ago(2),
    },
    endpoints: [
      failingEndpoint(),
      anEndpoint(),
      anEndpoint({
        name: "archive",
        state: "paused",
        pausedBy: "user",
        waiting: 1204,
        oldestAtMs: ago(172_900),
        sentence: "Paused by you.",
      }),
    ],
    calls: [
      aTalk(),
      aCall(),
      aCall({
        chainId: "261122141850_697",
        number: "",
        name: "",
        state: "queue",
        at: [{ dn: "800", name: "Support" }],
      }),
    ],
    today: {
      dayStartMs: Date.parse("2026-11-21T23:00:00.000Z"),
      timezone: "Europe/Berlin",
      incoming: 312,
      outgoing: 88,
      missed: 19,
    },
    recordings: {
      condition: "idle",
      source: "folder",
      sentence: "Watching the recordings folder.",
      advice: "",
      folder: "/var/lib/3cxpbx/Instance1/Data/Recordings",
      storage: "/var/lib/3cx-webhook/recordings",
      counts: {
        growing: 0,
        matching: 0,
        unmatched: 3,
        waiting: 0,
        converting: 1,
        ready: 0,
        sent: 271,
        failed: 1,
        purged: 0,
        ignored: 0,
      },
      mp3Bytes: 41_000_000_000,
      freeBytes: 212_000_000_000,
      openLinks: false,
      purge: { atMs: fixtureNowMs + 45_600_000, keepDays: 30, files: 214, bytes: 1_200_000_000 },
    },
    store: { alarms: [], freeBytes: 212_000_000_000 },
    problems: [
      aProblem(),
      aProblem({
        id: "certificate:server",
        area: "program",
        severity: "warn",
        sentence: say("cert.server", {
          when: say("cert.runsOut", { date: "2026-12-04", left: say("cert.left.days", { n: 12 }) }),
        }),
        advice: say("cert.server.advice"),
        route: "#/settings/server/cert_file",
      }),
    ],
    settings: { revision: "1", mistakes: [], warnings: [] },
    simulation: {
      state: "idle",
      runId: "",
      scenario: "",
      calls: { planned: 0, running: 0, finished: 0 },
      expected: 0,
      events: [],
      sent: 0,
      verdict: "",
    },
    numbers: [
      { dn: "106", name: "Sales", kind: "extension" },
      { dn: "800", name: "Support", kind: "queue" },
      { dn: "900", name: "Welcome", kind: "ivr" },
    ],
    ...change,
  };
}

/** The same company with nothing going on and nothing wrong. */
export function aQuietSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const snapshot = aSnapshot();
  return {
    ...snapshot,
    pbx: { ...snapshot.pbx, state: "connected", notMonitored: [], monitored: 40 },
    endpoints: [anEndpoint()],
    calls: [],
    problems: [],
    ...change,
  };
}

/** Yesterday in the PBX's log: two calls that nobody saw, one webhook that was given up. */
export function aReconciledDay(change: Partial<ReconcileReport> = {}): ReconcileReport {
  return {
    ...{ day: "2026-11-21", fromMs: ago(48 * 3_600), toMs: ago(24 * 3_600), ranAtMs: ago(3_600) },
    ...{ nightly: true, logged: 412, delivered: 409, internal: 0, missing: 2, unexplained: 1 },
    differences: [
      {
        ...{ kind: "unseen", count: 2 },
        items: [{ atMs: ago(30 * 3_600), number: "+420601000001", user: "101" }],
      },
      { kind: "gave-up", endpoint: "crm", count: 1, items: [] },
    ],
    ...change,
  };
}
