/**
 * The monitor of a running program put together: what windows see and may ask (monitor/), the settings
 * file, recordings and the simulator behind it, and the peer that every transport hands its windows to.
 */
import { existsSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contract } from "../../src-shared/contract/contract.ts";
import type { SettingsDocument } from "../../src-shared/contract/settings-view.ts";
import type { ProgramView } from "../../src-shared/contract/snapshot.ts";
import type { UpdateView } from "../../src-shared/contract/update-view.ts";
import type { CertificateAlarm } from "../../src-shared/contract/certificate-alarm.ts";
import type { StandingStoreAlarm } from "../../src-shared/contract/store-alarm.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { RecordingsStatus } from "../../src-shared/recordings/recording.ts";
import { recordingStates } from "../../src-shared/recordings/recording.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import { createServerPeer, type ServerPeer } from "../../src-shared/rpc/server-peer.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { CaptureDesk } from "../capture/create-desk.ts";
import type { Engine } from "../engine.ts";
import type { RootLogger } from "../log.ts";
import { captureHandlers } from "../monitor/capture-handlers.ts";
import { checkHandlers } from "../monitor/check-handlers.ts";
import { createMonitorBackend, type MonitorBackend } from "../monitor/create-backend.ts";
import { importHandlers } from "../monitor/import-handlers.ts";
import { reconcileHandlers } from "../monitor/reconcile-handlers.ts";
import { recordingHandlers } from "../monitor/recording-handlers.ts";
import { createSettingsDesk, type SettingsDesk } from "../monitor/settings-desk.ts";
import type { Simulation } from "../monitor/simulation/create-simulation.ts";
import { createSimulationLater } from "../monitor/simulation/simulation-later.ts";
import { programVersion } from "../program-version.ts";
import { createSecretDates } from "../settings/secret-dates.ts";
import type { SealedText } from "../settings/sealed-text.ts";
import type { SettingsFile } from "../settings/settings-file.ts";
import type { DeliveryLog } from "../store/log/create-delivery-log.ts";
import type { OwnServer } from "../webhooks/delivery/address-rules.ts";

export type ProgramKind = ProgramView["kind"];

export interface ProgramMonitorOptions {
  readonly kind: ProgramKind;
  readonly engine: Engine;
  readonly deliveryLog: DeliveryLog;
  readonly clock: Clock;
  readonly log: RootLogger;
  readonly newId: () => string;
  readonly settingsFile: SettingsFile;
  readonly settingsPath: string;
  readonly dataFolder: string;
  readonly captures: CaptureDesk;
  readonly settings: () => Settings;
  readonly storeAlarms: () => readonly StandingStoreAlarm[];
  readonly certificates: () => readonly CertificateAlarm[];
  readonly freeBytes: () => number | undefined;
  readonly ownServer: () => OwnServer | undefined;
  /** What is known where nobody updates the program by itself. */
  readonly newerVersion: () => UpdateView;
  readonly desktop?: DesktopHost;
}

/** What the desktop program brings that a service has not. */
export interface DesktopHost {
  readonly startAndStop: Pick<Handlers<typeof contract>, "program.start" | "program.stop">;
  readonly sealed: SealedText;
  readonly secretsKept: SettingsDocument["secretsKept"];
  readonly update: () => UpdateView;
}

export interface ProgramMonitor {
  readonly peer: ServerPeer<unknown>;
  readonly source: MonitorBackend["source"];
  /** Tell what the settings file was found to be. */
  readonly settingsFound: SettingsDesk["found"];
  stop(): Promise<void>;
}

export function createProgramMonitor(options: ProgramMonitorOptions): ProgramMonitor {
  const { engine, clock, log, newId, deliveryLog, settings, settingsPath, ownServer } = options;
  const startedAtMs = clock.nowMs();
  const { recordings } = engine;
  const desk = createSettingsDesk({
    ...{ file: options.settingsFile, path: settingsPath, env: process.env, settings, nowMs: clock.nowMs },
    ...(options.desktop === undefined ? {} : { secretsKept: options.desktop.secretsKept }),
    secretDates: createSecretDates({
      ...{ settingsPath, nowMs: clock.nowMs, log: log.child("settings") },
      keptIn: join(options.dataFolder, "secrets-set.json"),
    }),
    waiting: (endpoint) => engine.endpoints().find(({ name }) => name === endpoint)?.waiting ?? 0,
  });
  let changed = () => {};
  const simulation: Simulation = createSimulationLater({
    ...{ clock, newId, version: programVersion, deliveryLog, ownServer, settings, logger: log.child },
    onChange: () => changed(),
  });
  const backend = createMonitorBackend({
    ...{ engine, deliveryLog, clock, log: log.child("monitor"), settings, draft: desk.draft },
    settingsState: desk.state,
    storeAlarms: options.storeAlarms,
    certificates: options.certificates,
    freeBytes: options.freeBytes,
    recordings: () => recordings?.status() ?? noRecordings,
    simulation: simulation.view,
    program: () => programView(options, startedAtMs),
    handlers: () => ({
      ...desk.handlers,
      ...importHandlers({ settings }),
      ...checkHandlers({
        ...{ draft: desk.draft, clock, random: Math.random, log: log.child("check"), ownServer },
        ...{ environment: process.env, user: userName() },
        storageOf: ({ storage }) => storage ?? join(options.dataFolder, "recordings"),
        running: () => ({ settings: settings().pbx, state: engine.pbxState(), extensions: extensions() }),
      }),
      ...captureHandlers(options.captures),
      ...simulation.handlers,
      ...reconcileHandlers(engine.reconcile),
      ...(recordings === undefined ? withoutRecordings : recordingHandlers(recordings)),
      "program.start": () => refuse("not-allowed", byTheSystem),
      "program.stop": () => refuse("not-allowed", byTheSystem),
      ...options.desktop?.startAndStop,
    }),
  });
  changed = backend.source.soon;
  const extensions = () => backend.source.snapshot().pbx.extensions;
  recordings?.onChange((rows) => {
    if (rows.length > 0) backend.source.tell("recording-rows", { rows: [...rows] });
    backend.source.soon();
  });
  engine.reconcile?.onChange((state) => backend.source.tell("reconcile", { ...state }));
  const peer = createServerPeer<typeof contract, unknown>({
    ...{ contract, handlers: backend.handlers, source: backend.source, version: programVersion, clock },
    log: log.child("monitor"),
  });
  return {
    peer,
    source: backend.source,
    settingsFound: desk.found,
    async stop() {
      peer.close("stopping");
      await simulation.stop();
      backend.stop();
    },
  };
}

/** For advice on rights; an account without a name has none. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

const byTheSystem = "A service is started and stopped by its operating system.";

/**
 * The built page; `undefined` when this program has none. From the sources it is in the project; built code
 * lies one folder below its own root, which has the page in it (a package) or beside it (`npm run build`).
 */
export function builtPage(): string | undefined {
  const fromHere = import.meta.url.endsWith(".ts")
    ? ["../../out/renderer"]
    : ["../renderer", "../../renderer"];
  const places = fromHere.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(`${place}/index.html`));
}

function programView(
  { kind, settings, settingsPath, dataFolder, desktop, newerVersion }: ProgramMonitorOptions,
  startedAtMs: number,
): ProgramView {
  const { pbx, endpoints } = settings();
  const update = desktop?.update();
  return {
    ...{
      version: programVersion,
      kind,
      host: hostname(),
      platform: platformOf(process.platform),
      startedAtMs,
    },
    ...{ settingsPath, dataFolder, configured: pbx.url !== undefined && endpoints.length > 0 },
    update: update === undefined || update.state === "off" ? newerVersion() : update,
  };
}

export function platformOf(platform: NodeJS.Platform): ProgramView["platform"] {
  const known = { linux: "linux", win32: "windows", darwin: "macos" } as const;
  const found = Object.entries(known).find(([name]) => name === platform);
  return found?.[1] ?? "other";
}

/** The list of recordings could not be opened: said in the log, and here. */
const unusable = "The list of recordings cannot be used; the log says why. Calls and webhooks go on.";
const noRecordings: RecordingsStatus = {
  ...{
    condition: "attention",
    source: "off",
    sentence: unusable,
    advice: "",
    folder: "",
    storage: "",
    mp3Bytes: 0,
  },
  counts: countsOfNone(),
  openLinks: false,
};

function countsOfNone(): RecordingsStatus["counts"] {
  const none: Partial<RecordingsStatus["counts"]> = {};
  for (const state of recordingStates) none[state] = 0;
  return none as RecordingsStatus["counts"];
}

const none = () => refuse("failed", unusable);
const withoutRecordings = {
  "recordings.page": none,
  "recordings.total": none,
  "recordings.get": none,
  "recordings.link": none,
  "recordings.reprocess": none,
  "recordings.sendWithoutId": none,
  "recordings.purgePreview": none,
  "recordings.rescan": none,
  "recordings.rotateLinkKey": none,
};
