/**
 * What windows see while the engine does not run: that it does not, why, and the settings, so that a mistake
 * in them can be put right where it is shown.
 */
import { hostname } from "node:os";
import { contract } from "../../src-shared/contract/contract.ts";
import type { ProblemView, Snapshot } from "../../src-shared/contract/snapshot.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { recordingStates } from "../../src-shared/recordings/recording.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import { createServerPeer, type ServerPeer } from "../../src-shared/rpc/server-peer.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { RootLogger } from "../log.ts";
import { createSettingsDesk } from "../monitor/settings-desk.ts";
import { createMonitorSource, type MonitorSource } from "../monitor/source.ts";
import { platformOf, type DesktopHost } from "./monitor.ts";
import { programVersion } from "../program-version.ts";
import { readSettings } from "../settings/read-settings.ts";
import { createSettingsFile } from "../settings/settings-file.ts";

export interface StandbyOptions {
  readonly settingsPath: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: RootLogger;
  readonly desktop: DesktopHost;
  /** Why the engine does not run; `undefined`: somebody stopped it, or it is about to run. */
  readonly failure: { readonly sentence: string; readonly settings: boolean } | undefined;
  readonly resting: boolean;
  /** The settings were mistaken and are not any more. */
  readonly onMended: () => void;
}

export interface Standby {
  readonly peer: ServerPeer<unknown>;
  readonly source: MonitorSource;
  stop(): Promise<void>;
}

const tryAgain = "When the cause is gone, start it under Settings, This program, or from the tray's menu.";
const notRunning = "3CX Webhook does not run. Start it first.";

export async function openStandby(options: StandbyOptions): Promise<Standby> {
  const { settingsPath: path, clock, log, desktop, failure } = options;
  const sinceMs = clock.nowMs();
  let settings = defaults();
  const file = createSettingsFile({
    ...{ path, env: process.env, clock, sealed: desktop.sealed },
    // The mistakes are in the window.
    log: silent,
    onSettings(next, warnings) {
      settings = next;
      desk.found({ ok: true, settings: next, warnings });
      if (failure?.settings === true) options.onMended();
    },
    onMistakes: (mistakes) => desk.found({ ok: false, mistakes, warnings: [] }),
  });
  const desk = createSettingsDesk({
    ...{ file, path, env: process.env, nowMs: clock.nowMs, secretsKept: desktop.secretsKept },
    settings: () => settings,
    waiting: () => 0,
  });
  const loaded = await file.load();
  if (loaded.ok) ({ settings } = loaded);
  desk.found(loaded);
  // The desk reads the file to know it; what windows see first must be complete.
  await file.current();
  file.watch();

  function problems(): ProblemView[] {
    const [mistake] = desk.state().mistakes;
    if (mistake !== undefined) return [mistakeProblem(mistake, sinceMs)];
    if (failure !== undefined)
      return [problem("failed", failure.sentence, tryAgain, sinceMs, "#/settings/program")];
    const sentence = "3CX Webhook is stopped: calls are not watched and nothing is sent.";
    const advice = "Start it here or from the tray's menu. What ended meanwhile is taken from the call log.";
    return options.resting ? [problem("stopped", sentence, advice, sinceMs, "#/settings/program")] : [];
  }

  const source = createMonitorSource(clock, () => emptySnapshot(options, problems(), desk.state(), sinceMs));
  const peer = createServerPeer<typeof contract, unknown>({
    ...{ contract, source, version: programVersion, clock, log: log.child("monitor") },
    handlers: { ...nothingElse(), ...desk.handlers, ...desktop.startAndStop },
  });
  return {
    peer,
    source,
    async stop() {
      peer.close("stopping");
      source.stop();
      await file.stop();
    },
  };
}

function mistakeProblem(
  { file, line, key, message, section }: Snapshot["settings"]["mistakes"][number],
  sinceMs: number,
): ProblemView {
  const place = line === undefined ? file : `${file}, line ${line}`;
  const sentence = `3CX Webhook could not start. ${place}: ${key === undefined ? "" : `${key}: `}${message}.`;
  const advice = "Correct it in the settings; 3CX Webhook starts by itself then.";
  const target = key === undefined ? "" : `/${section}/${key}`;
  return { ...problem("failed", sentence, advice, sinceMs, `#/settings${target}`), area: "settings" };
}

function problem(
  name: string,
  sentence: string,
  advice: string,
  sinceMs: number,
  route: string,
): ProblemView {
  return { id: `program:${name}`, area: "program", severity: "bad", sentence, advice, sinceMs, route };
}

function emptySnapshot(
  { settingsPath, dataFolder, clock, resting, desktop }: StandbyOptions,
  problems: ProblemView[],
  settings: Snapshot["settings"],
  sinceMs: number,
): Snapshot {
  const quiet = { sentence: resting ? notRunning : "3CX Webhook is starting.", advice: "" };
  const counts: Partial<Snapshot["recordings"]["counts"]> = {};
  for (const state of recordingStates) counts[state] = 0;
  return {
    nowMs: clock.nowMs(),
    program: {
      ...{
        version: programVersion,
        kind: "desktop",
        host: hostname(),
        platform: platformOf(process.platform),
      },
      // Not known, and no time to lead anybody through a first start.
      ...{ startedAtMs: sinceMs, settingsPath, dataFolder, configured: true, update: desktop.update() },
    },
    pbx: {
      ...{ state: resting ? "not-connected" : "connecting", host: "", version: "", ...quiet, sources: [] },
      ...{ monitored: 0, notMonitored: [], extensions: 0 },
    },
    endpoints: [],
    calls: [],
    today: { dayStartMs: 0, timezone: "UTC", incoming: 0, outgoing: 0, missed: 0 },
    recordings: {
      ...{ condition: resting ? "off" : "starting", source: "off", ...quiet, folder: "", storage: "" },
      ...{ counts: counts as Snapshot["recordings"]["counts"], mp3Bytes: 0, openLinks: false },
    },
    store: { alarms: [] },
    problems,
    settings,
    simulation: {
      ...{ state: "idle", runId: "", scenario: "", calls: { planned: 0, running: 0, finished: 0 } },
      ...{ expected: 0, events: [], sent: 0, verdict: "" },
    },
    numbers: [],
  };
}

/** Every method has an answer. */
function nothingElse(): Handlers<typeof contract> {
  const answers = Object.keys(contract.methods).map((name) => [name, () => refuse("failed", notRunning)]);
  // One handler for each name of the contract.
  return Object.fromEntries(answers) as Handlers<typeof contract>;
}

function defaults(): Settings {
  const read = readSettings("", { fileName: "", env: {}, secretsFromFile: () => ({ ok: true, text: "" }) });
  if (!read.ok) throw new Error("The settings' defaults are mistaken.");
  return read.settings;
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
