/**
 * The engine as windows see it: its state as numbered events, and what they may ask. Reads as a list of
 * where each part comes from; the transports (web/monitor, desktop) carry it.
 */
import type { contract } from "../../src-shared/contract/contract.ts";
import type {
  EndpointView,
  ProgramView,
  SettingsState,
  SimulationView,
  Snapshot,
} from "../../src-shared/contract/snapshot.ts";
import type { CertificateAlarm } from "../../src-shared/contract/certificate-alarm.ts";
import type { StandingStoreAlarm } from "../../src-shared/contract/store-alarm.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { RecordingsStatus } from "../../src-shared/recordings/recording.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { emptyDirectory, type Directory } from "../../src-shared/telephony/directory.ts";
import type { Engine } from "../engine.ts";
import type { DeliveryLog } from "../store/log/create-delivery-log.ts";
import { endpointHandlers } from "./endpoint-handlers.ts";
import { createLastHour } from "./last-hour.ts";
import { createLogIds } from "./log-ids.ts";
import { logHandlers } from "./log-handlers.ts";
import { createLogTail } from "./log-tail.ts";
import { problemsOf } from "./problems.ts";
import { createMonitorSource, type MonitorSource } from "./source.ts";
import { told } from "./told.ts";
import { endpointView, numbersView, pbxView } from "./views.ts";

type Contract = typeof contract;
type Method = keyof Contract["methods"];

/** Methods that this room answers by itself; the others are brought by those who know more. */
type OwnMethod = Extract<
  Method,
  `log.${string}` | `resend.${string}` | `endpoint.${string}` | `calls.${string}`
>;
export type BroughtHandlers = Omit<Handlers<Contract>, OwnMethod>;

export interface MonitorBackendOptions {
  readonly engine: Engine;
  readonly deliveryLog: DeliveryLog;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settings: () => Settings;
  readonly settingsState: () => SettingsState;
  readonly program: () => ProgramView;
  readonly storeAlarms: () => readonly StandingStoreAlarm[];
  readonly certificates: () => readonly CertificateAlarm[];
  /** Room on the disk of the data folder, as last seen. */
  readonly freeBytes: () => number | undefined;
  readonly recordings: () => RecordingsStatus;
  readonly simulation: () => SimulationView;
  /** The settings with unsaved changes on top; a sentence when they cannot be used. */
  readonly draft: EndpointDraft;
  readonly handlers: (source: MonitorSource) => BroughtHandlers;
}

export type EndpointDraft = Parameters<typeof endpointHandlers>[0]["draft"];

export interface MonitorBackend {
  readonly source: MonitorSource;
  readonly handlers: Handlers<Contract>;
  stop(): void;
}

export function createMonitorBackend(options: MonitorBackendOptions): MonitorBackend {
  const { engine, deliveryLog, clock, log, settings } = options;
  const { history, webhookLog } = engine;
  if (history === undefined || webhookLog === undefined) {
    throw new Error("A monitor needs an engine that keeps a history and a log.");
  }
  const lastHour = createLastHour();
  const logIds = createLogIds(deliveryLog);
  const seen = new Map<string, number>();
  let directory: Directory = emptyDirectory;
  let monitored: ReadonlySet<string> = new Set();

  function endpoints(): EndpointView[] {
    const nowMs = clock.nowMs();
    const named = new Map(settings().endpoints.map((each) => [each.name, each]));
    return engine.endpoints().flatMap((status) => {
      const of = named.get(status.name);
      return of === undefined ? [] : [endpointView(status, of, lastHour.read(status.name, nowMs))];
    });
  }

  /** Remembered as long as a problem stands. */
  function firstSeen(id: string): number {
    const known = seen.get(id) ?? clock.nowMs();
    seen.set(id, known);
    return known;
  }

  function snapshot(): Snapshot {
    const pbx = pbxView({ state: engine.pbxState(), settings: settings().pbx, directory, monitored });
    const shown = endpoints();
    const nowMs = clock.nowMs();
    const storeAlarms = options.storeAlarms();
    const recordings = options.recordings();
    const state = options.settingsState();
    const certificates = options.certificates();
    const from = { pbx, endpoints: shown, storeAlarms, recordings, certificates, settings: state, nowMs };
    const problems = problemsOf(from, firstSeen);
    for (const id of seen.keys()) if (!problems.some((problem) => problem.id === id)) seen.delete(id);
    const freeBytes = options.freeBytes();
    return {
      nowMs,
      program: options.program(),
      pbx,
      endpoints: shown,
      calls: (history?.live() ?? []).map(logIds.known),
      today: history?.today() ?? { dayStartMs: 0, timezone: "UTC", incoming: 0, outgoing: 0, missed: 0 },
      recordings,
      store: { alarms: [...storeAlarms], ...(freeBytes === undefined ? {} : { freeBytes }) },
      problems,
      settings: state,
      simulation: options.simulation(),
      numbers: numbersView(directory),
    };
  }

  const source = createMonitorSource(clock, snapshot);
  const tail = createLogTail({
    ...{ deliveryLog, clock, log },
    watched: source.watched,
    tell(news) {
      logIds.note(news.rows);
      source.tell("log-rows", news);
    },
  });
  const endTail = deliveryLog.onNoted(tail.changed);

  engine.onObservation((observation) => {
    if (observation.type === "directory") ({ directory } = observation);
    if (observation.type === "snapshot") monitored = new Set(observation.monitored.map(({ dn }) => dn));
  });
  engine.onPbxState(source.soon);
  engine.onAttempt((attempt) => {
    lastHour.note(attempt);
    source.soon();
  });
  history.onNews(({ changed, ended }) =>
    source.tell("calls", { changed: changed.map(logIds.known), ended: ended.map(logIds.known) }),
  );

  return {
    source,
    handlers: {
      ...logHandlers({
        ...{ deliveryLog, webhookLog },
        onProgress: (planId, progress) => source.tell("resend", { planId, progress }),
      }),
      ...endpointHandlers({ engine, webhookLog, settings, draft: options.draft, changed: source.soon }),
      "calls.page": async (query) => told(() => history.page(query)),
      "calls.get": ({ chainId }) =>
        told(async () => {
          const call = await history.get(chainId);
          return call === undefined ? {} : { call: await logIds.found(call) };
        }),
      ...options.handlers(source),
    },
    stop() {
      endTail();
      tail.stop();
      source.stop();
    },
  };
}
