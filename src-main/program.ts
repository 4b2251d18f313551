/**
 * The engine with everything around it that a real run needs: settings file, data folder, web server.
 * Who starts it (service, tray) decides when it stops and where messages go.
 */
import { randomBytes, randomFillSync } from "node:crypto";
import type { Clock } from "../src-shared/ports/clock.ts";
import type { Settings } from "../src-shared/settings/settings.ts";
import { reasonOf } from "../src-shared/thrown.ts";
import { createCaptureDesk } from "./capture/create-desk.ts";
import { createCertificateAlarms, type CertificateAlarms } from "./program/certificate-alarms.ts";
import { captureHeader } from "./program/capture-header.ts";
import { createEngine, type Engine } from "./engine.ts";
import { askVersion } from "./program/ask-version.ts";
import type { RootLogger } from "./log.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import { watchFreeSpace } from "./program/free-space.ts";
import { playerRoute } from "./program/player-route.ts";
import {
  builtPage,
  createProgramMonitor,
  type DesktopHost,
  type ProgramKind,
  type ProgramMonitor,
} from "./program/monitor.ts";
import { openProgramStores } from "./program/stores.ts";
import { createNewerVersion } from "./program/newer-version.ts";
import { programVersion } from "./program-version.ts";
import type { ServedFile } from "./recordings/links/types.ts";
import { missingSettings, secretsOf } from "./settings/describe-settings.ts";
import { formatMistakes } from "./settings/format-mistakes.ts";
import { createSettingsFile } from "./settings/settings-file.ts";
import { createStoreAlarms } from "./program/store-alarms.ts";
import type { HealthReport } from "./web/types.ts";
import { createWebServer } from "./web/web-server.ts";
import type { OwnServer } from "./webhooks/delivery/address-rules.ts";
import { createEventIds } from "./webhooks/event-ids.ts";

export interface ProgramOptions {
  /** Default: a service. */
  readonly kind?: ProgramKind;
  readonly settingsPath: string;
  /** The user named the settings file: without it the program does not start. */
  readonly settingsNamed?: boolean;
  readonly dataPath: string;
  readonly log: RootLogger;
  readonly clock: Clock;
  readonly desktop?: DesktopHost;
}

export interface Program {
  health(): HealthReport;
  /** To listen to; it belongs to the program, which starts and stops it. */
  readonly engine: Engine;
  /** Where its server listens. */
  readonly url: string;
  /** For windows that come by another way than the web server. */
  readonly monitor: ProgramMonitor;
  /** For the player of such a window. The name must have been checked to be only a name. */
  findRecording(name: string): Promise<ServedFile>;
  openCalls(): number;
  /** Resolves when the store of waiting webhooks answers, be it with a failure. */
  answers(): Promise<void>;
  /** Ends within seconds; calls in progress go on with the next start. */
  stop(): Promise<void>;
}

/** `exitCode` 2: the settings are mistaken; 1: anything else. `text` says what to do. */
export type ProgramStart =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly exitCode: 1 | 2; readonly text: string };

export async function startProgram({
  kind = "service",
  settingsPath,
  settingsNamed = false,
  dataPath,
  log,
  clock,
  desktop,
}: ProgramOptions): Promise<ProgramStart> {
  // Made below, of everything that is opened in between.
  let monitor: ProgramMonitor | undefined;
  let certificates: CertificateAlarms | undefined;
  const file = createSettingsFile({
    path: settingsPath,
    mustExist: settingsNamed,
    env: process.env,
    clock,
    log: log.child("settings"),
    onSettings: (next, warnings) => {
      changing = changeAfter(changing, next);
      monitor?.settingsFound({ ok: true, settings: next, warnings });
    },
    ...(desktop === undefined ? {} : { sealed: desktop.sealed }),
    onMistakes: (mistakes) => monitor?.settingsFound({ ok: false, mistakes, warnings: [] }),
  });
  const loaded = await file.load();
  if (!loaded.ok) return { ok: false, exitCode: 2, text: formatMistakes(loaded.mistakes) };
  useInLog(loaded.settings);
  const metrics = createMetrics({ version: programVersion });
  const storeAlarms = createStoreAlarms(clock.nowMs);
  const newId = createEventIds(randomFillSync);
  let settings = loaded.settings;
  let serverUrl: string | undefined;
  let ownServer: OwnServer | undefined;
  let changing = Promise.resolve();
  const opened = await openProgramStores({
    ...{ dataPath, settings, clock, log, newId },
    onAlarm: storeAlarms.note,
    onCommit: metrics.observeCommit,
    serverUrl: () => serverUrl,
  });
  if (!opened.ok) return { ok: false, exitCode: 1, text: opened.sentence };
  const { stores } = opened;
  const { outbox, deliveryLog, callStore, recordings: room } = stores;

  const captures = createCaptureDesk({
    ...{ clock, dataFolder: stores.path, randomBytes },
    header: () => captureHeader(programVersion, settings.pbx, engine),
    onStart: () => engine.readPbxAgain(),
  });
  const engine: Engine = createEngine({
    settings: loaded.settings,
    clock,
    random: Math.random,
    newId,
    logger: log.child,
    outbox,
    delivery: stores.delivery,
    deliveryLog,
    callStore,
    reconcileStore: stores.reconcileStore,
    simulated: kind === "demo",
    version: programVersion,
    metrics,
    storeAlarms: storeAlarms.standing,
    certificates: () => certificates?.standing() ?? [],
    ownServer: () => ownServer,
    tap: captures.tap,
    ...(room === undefined ? {} : { recordings: room.build }),
  });
  engine.onObservation(captures.observation);
  engine.onEvent(captures.event);
  const freeSpace = watchFreeSpace(stores.path, clock);
  const newer = createNewerVersion({ version: programVersion, clock, log, ask: askVersion });
  const shown = createProgramMonitor({
    ...{ kind, engine, deliveryLog, clock, log, newId, settingsPath, settingsFile: file },
    dataFolder: stores.path,
    captures,
    settings: () => settings,
    storeAlarms: storeAlarms.standing,
    certificates: () => certificates?.standing() ?? [],
    freeBytes: freeSpace.bytes,
    ownServer: () => ownServer,
    newerVersion: newer.health,
    ...(desktop === undefined ? {} : { desktop }),
  });
  monitor = shown;
  shown.settingsFound(loaded);
  const health = (): HealthReport => ({ ...engine.health(), update: newer.health() });
  const web = createWebServer({
    settings: loaded.settings.server,
    log: log.child("web"),
    dataFolder: stores.path,
    health,
    metrics: engine.metrics,
    clock,
    ...(room === undefined ? {} : { recordings: room.serve }),
    monitor: {
      pageFolder: builtPage(),
      accept: (channel, caller) => shown.peer.accept(channel, caller),
      ...(room === undefined ? {} : { addRoutes: playerRoute(room.serve) }),
    },
  });

  newer.follow(loaded.settings.server.updateUrl);

  const ownCertificates = createCertificateAlarms({
    ...{ clock, log: log.child("web"), server: web.certificate, dataFolder: stores.path },
    onLook: shown.source.soon,
  });
  certificates = ownCertificates;

  async function change(next: Settings): Promise<void> {
    settings = next;
    useInLog(next);
    stores.apply(next);
    // Before the endpoints: one of them may lead to where the server is moving.
    const moved = await web.apply(next.server);
    if (moved.ok) listensAt(next.server.host, moved.url);
    else log.error(moved.sentence);
    newer.follow(next.server.updateUrl);
    room?.apply(next);
    await engine.apply(next);
    await ownCertificates.follow(next.endpoints);
  }

  /** One change after the other, however quickly they come. */
  async function changeAfter(before: Promise<void>, next: Settings): Promise<void> {
    await before;
    try {
      await change(next);
    } catch (error) {
      const reason = reasonOf(error);
      log.error("Changed settings could not be applied in full; restart the program.", { reason });
    }
  }

  function listensAt(host: string, url: string): void {
    ownServer = serverAt(host, url);
    stores.noteAddress(url);
    serverUrl = url;
  }

  function useInLog(settings: Settings): void {
    log.setLevel(settings.log.level);
    log.setSecrets(secretsOf(settings));
  }

  async function stop(): Promise<void> {
    await file.stop();
    await changing;
    ownCertificates.stop();
    newer.stop();
    freeSpace.stop();
    await shown.stop();
    await captures.stop();
    await engine.stop();
    await stores.close();
    await web.stop();
    stores.release();
  }

  const listening = await web.start();
  if (!listening.ok) {
    newer.stop();
    freeSpace.stop();
    await shown.stop();
    await stores.close();
    stores.release();
    return { ok: false, exitCode: 1, text: listening.sentence };
  }
  listensAt(loaded.settings.server.host, listening.url);
  try {
    await engine.start();
  } catch (error) {
    await stop();
    return { ok: false, exitCode: 1, text: reasonOf(error) };
  }
  await ownCertificates.follow(loaded.settings.endpoints);
  file.watch();
  for (const sentence of missingSettings(loaded.settings)) log.warn(sentence);
  room?.warn();
  log.info("3CX Webhook runs.", { version: programVersion, settings: settingsPath, data: stores.path });

  const findRecording = async (name: string): Promise<ServedFile> =>
    room?.serve.find(name) ?? { kind: "unknown" };
  const { openCalls } = engine;
  const { answers } = stores;
  const { url } = listening;
  return {
    ok: true,
    program: { health, engine, url, monitor: shown, findRecording, openCalls, answers, stop },
  };
}

/** The port is the one in use: the settings may leave the choice to the system. */
function serverAt(host: string, url: string): OwnServer {
  return { host, port: Number(new URL(url).port || 443) };
}
