/** Engines to look at: add what your view asks for to the answers. */
import type { ConnectionState } from "../../../src-renderer/store/monitor-client.ts";
import type { Snapshot } from "../../../src-shared/contract/snapshot.ts";
import type { FakeAnswers } from "../../unit/renderer/fake-client.ts";
import { aLogRow, aQuietSnapshot, aReconciledDay, aSnapshot } from "../../unit/renderer/fixtures.ts";
import { recordingAnswers, recordingScenes } from "../fixtures/recordings.ts";
import { simulatorAnswers, simulatorScenes } from "../fixtures/simulator.ts";
import { callScenes } from "../fixtures/calls.ts";
import { settingsAnswers, settingsScenes } from "../fixtures/settings.ts";
import { webhookScenes } from "../fixtures/webhooks.ts";
import { startScenes } from "../fixtures/start.ts";

export interface Scene {
  readonly snapshot?: Snapshot;
  readonly answers?: FakeAnswers;
  readonly state?: ConnectionState;
}

/** The snapshot's own time is that of the fixtures: moved to now, so that ages are as they were meant. */
const now = { nowMs: aSnapshot().nowMs };

const answers: FakeAnswers = {
  "log.page": () => ({
    rows: Array.from({ length: 50 }, (_, at) =>
      aLogRow({ id: 500 - at, acceptedAtMs: now.nowMs - at * 7_000 }),
    ),
  }),
  "log.total": () => ({ count: 1204, more: false }),
  "log.counts": () => ({ counts: [] }),
  "calls.page": () => ({ rows: [] }),
  ...recordingAnswers,
  ...simulatorAnswers,
  ...settingsAnswers,
  "reconcile.latest": () => ({ report: aReconciledDay() }),
};

const nothing: FakeAnswers = {
  ...answers,
  "log.page": () => ({ rows: [] }),
  "log.total": () => ({ count: 0, more: false }),
  "recordings.page": () => ({ rows: [] }),
  "recordings.total": () => ({ count: 0, more: false }),
};

/** Requests that never come to an answer. */
const silent: FakeAnswers = Object.fromEntries(
  Object.keys(answers).map((method) => [method, () => new Promise<never>(() => {})]),
);

const quiet = aQuietSnapshot();
const lost: ConnectionState = { kind: "reconnecting", sinceMs: Date.now() - 12_000, reason: "lost" };

export const scenes: Readonly<Record<string, Scene | undefined>> = {
  ...recordingScenes(answers),
  ...simulatorScenes(answers),
  ...callScenes,
  ...webhookScenes,
  ...settingsScenes,
  ...startScenes,
  busy: { snapshot: aSnapshot(), answers },
  quiet: { snapshot: quiet, answers },
  empty: { snapshot: { ...quiet, endpoints: [] }, answers: nothing },
  loading: { snapshot: quiet, answers: silent },
  error: { snapshot: aSnapshot(), answers: {} },
  stale: { snapshot: aSnapshot(), answers, state: lost },
  /** The desktop program, stopped from its tray. */
  stopped: {
    snapshot: {
      ...quiet,
      program: { ...quiet.program, kind: "desktop" },
      pbx: {
        ...quiet.pbx,
        ...{ state: "not-connected", host: "", version: "", sources: [], monitored: 0, extensions: 0 },
        sentence: "3CX Webhook does not run. Start it first.",
      },
      endpoints: [],
      today: { dayStartMs: 0, timezone: "UTC", incoming: 0, outgoing: 0, missed: 0 },
      recordings: { ...quiet.recordings, condition: "off", source: "off" },
      problems: [
        {
          ...{ id: "program:stopped", area: "program", severity: "bad", sinceMs: now.nowMs },
          sentence: "3CX Webhook is stopped: calls are not watched and nothing is sent.",
          advice: "Start it here or from the tray's menu. What ended meanwhile is taken from the call log.",
          route: "#/settings/program",
        },
      ],
    },
    answers: {},
  },
  newer: {
    snapshot: {
      ...aSnapshot(),
      program: { ...aSnapshot().program, update: { state: "newer", version: "0.2.0", sentence: "" } },
    },
    answers,
  },
  demo: { snapshot: { ...aSnapshot(), program: { ...aSnapshot().program, kind: "demo" } }, answers },
  connecting: { state: { kind: "connecting" } },
  away: { state: lost },
  login: { state: { kind: "refused", reason: "login-needed", sentence: "", windowVersion: "0.1.0" } },
  version: {
    state: {
      kind: "refused",
      reason: "version",
      sentence: "",
      windowVersion: "0.1.0",
      serviceVersion: "0.3.0",
    },
  },
};
