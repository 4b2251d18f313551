/**
 * The product in one place: builds the rooms, connects them, starts and stops them.
 *
 *   3CX ─▶ pbx ─▶ calls ─▶ webhooks ─▶ CRM        web: /health and /metrics for whoever asks
 *           └─▶ recordings ──▶ ┘
 */
import type { MetricsSnapshot } from "../src-shared/contract/metrics-snapshot.ts";
import type { CertificateAlarm } from "../src-shared/contract/certificate-alarm.ts";
import type { StandingStoreAlarm } from "../src-shared/contract/store-alarm.ts";
import type { Clock } from "../src-shared/ports/clock.ts";
import type { Logger } from "../src-shared/ports/logger.ts";
import type { Settings } from "../src-shared/settings/settings.ts";
import { reasonOf } from "../src-shared/thrown.ts";
import type { CallEvent } from "../src-shared/telephony/call-event.ts";
import type { AttemptRecord, EndpointStatus } from "../src-shared/webhooks/delivery-report.ts";
import type { Observation } from "../src-shared/telephony/observation.ts";
import { createCalls } from "./calls/create-calls.ts";
import type { CallDocumentsChange } from "./calls/types.ts";
import { createWake } from "./calls/wake.ts";
import { healthReport } from "./program/health.ts";
import { createHistory, type History } from "./history/create-history.ts";
import type { CallStore } from "./history/types.ts";
import { createMetrics, type Metrics } from "./metrics/create-metrics.ts";
import type { MetricsPage, MetricsReading } from "./metrics/types.ts";
import { createPbxStateLog } from "./program/pbx-state-log.ts";
import { createPbxLine } from "./program/pbx-line.ts";
import type { PbxState, PbxTapNow } from "./pbx/types.ts";
import { createRecordingCounts } from "./program/recording-counts.ts";
import { createCallLogQuestions } from "./program/call-log-questions.ts";
import { connectReconcile } from "./program/reconcile-room.ts";
import type { Reconcile } from "./reconcile/create-reconcile.ts";
import type { ReconcileStore } from "./reconcile/types.ts";
import { keptTogether } from "./program/kept-together.ts";
import type { Recordings } from "./recordings/create-recordings.ts";
import type { RecordingsNeighbours } from "./program/recordings-room.ts";
import type { DeliveryLog } from "./store/log/create-delivery-log.ts";
import type { HealthReport } from "./web/types.ts";
import { createWebhookLog, type WebhookLog } from "./program/webhook-log.ts";
import { createWebhooks, type Webhooks, type WebhooksOptions } from "./webhooks/create-webhooks.ts";
import type { OwnServer } from "./webhooks/delivery/address-rules.ts";
import { createListeners } from "../src-shared/listeners.ts";
import { reconstructedId } from "./webhooks/reconstructed-ids.ts";
import type { AcceptedNews, Outbox } from "./webhooks/types.ts";

export interface EngineOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Numbers in [0, 1), for jitter. */
  readonly random: () => number;
  /** Makes event ids (ULIDs). */
  readonly newId: () => string;
  /** A logger per room. */
  readonly logger: (room: string) => Logger;
  readonly outbox: Outbox;
  /** Who delivers what the outbox keeps; default: the engine itself. */
  readonly delivery?: WebhooksOptions["delivery"];
  /** Where attempts are noted; without it nothing is. */
  readonly deliveryLog?: DeliveryLog;
  /** Where a history of calls is kept; without it there is none. */
  readonly callStore?: CallStore;
  /** Where results of reconciliation are kept; without it, or without a history, there is none. */
  readonly reconcileStore?: ReconcileStore;
  /** Makes the recordings room; without it recordings are left alone. */
  readonly recordings?: (neighbours: RecordingsNeighbours) => Recordings;
  /** All calls come from a simulator; default: no. */
  readonly simulated?: boolean;
  readonly version: string;
  /** Brought by whoever has something to measure outside the engine; default: its own. */
  readonly metrics?: Metrics;
  /** What is wrong with the file behind the outbox; default: nothing ever is. */
  readonly storeAlarms?: () => readonly StandingStoreAlarm[];
  /** Certificates of this program that run out; default: none does. */
  readonly certificates?: () => readonly CertificateAlarm[];
  /** Where this program's own server listens, which no webhook may reach; default: nowhere. */
  readonly ownServer?: () => OwnServer | undefined;
  /** Who listens to everything between the engine and 3CX at the moment; default: nobody. */
  readonly tap?: PbxTapNow;
}

export interface Engine {
  start(): Promise<void>;
  /** Takes over changed settings while calls go on. */
  apply(settings: Settings): Promise<void>;
  /** Ends within five seconds; calls in progress are stored and go on with the next start. */
  stop(): Promise<void>;
  health(): HealthReport;
  /** What a Prometheus server reads. */
  metrics(): Promise<MetricsPage>;
  /** The same numbers as data, for a window. */
  metricsSnapshot(): Promise<MetricsSnapshot>;
  pbxState(): PbxState;
  /** See `Pbx.readAgain`. */
  readPbxAgain(): void;
  endpoints(): readonly EndpointStatus[];
  openCalls(): number;
  /** To send logged webhooks again and to try an endpoint; absent without a delivery log. */
  readonly webhookLog: WebhookLog | undefined;
  /** Calls as people see them; absent without a place to keep them. */
  readonly history: History | undefined;
  /** Holds the PBX's call log against the history; absent without a place for results. */
  readonly reconcile: Reconcile | undefined;
  /** Absent without a place to keep them. */
  readonly recordings: Recordings | undefined;
  /** See `Webhooks` of the same names. */
  pauseEndpoint(name: string): void;
  resumeEndpoint(name: string): void;
  probeEndpoint(name: string): void;
  /** Work under way that will finish without the clock moving. */
  busy(): number;
  onEvent(listener: (event: CallEvent) => void): void;
  onAccepted(listener: (news: AcceptedNews) => void): void;
  onAttempt(listener: (attempt: AttemptRecord) => void): void;
  onObservation(listener: (observation: Observation) => void): void;
  onPbxState(listener: (state: PbxState) => void): void;
}

const FINISH_WITHIN_MS = 4000;

export function createEngine(options: EngineOptions): Engine {
  const { clock, logger, outbox, random, version } = options;
  const { storeAlarms = () => [], certificates = () => [], ownServer = () => undefined } = options;
  const log = logger("engine");
  const startedAtMs = clock.nowMs();
  let settings = options.settings;
  let accepting = 0;
  const metrics = options.metrics ?? createMetrics({ version });
  const events = createListeners<CallEvent>("events of calls", log);
  const observations = createListeners<Observation>("observations", log);
  const pbxStates = createListeners<PbxState>("the state of the PBX", log);
  observations.add(metrics.observeObservation);
  pbxStates.add(metrics.observePbxState);
  pbxStates.add(createPbxStateLog(logger("pbx")));

  const calls = createCalls(settings.pbx, clock);
  const webhooks = createWebhooks({
    ...{ clock, random, version },
    log: logger("webhooks"),
    newId: options.newId,
    outbox: metrics.watchOutbox(outbox),
    delivery: options.delivery,
    ownServer,
  });
  webhooks.onAttempt(metrics.observeAttempt);
  const webhookLog = keepLog();
  const history = keepHistory();
  const wake = createWake(clock, calls, observe);
  const pbx = connect();
  const callLog = createCallLogQuestions({ ask: pbx.askCallLog, wanted: calls.callLogWanted });
  const recordings = options.recordings?.({
    accept: (events, change) => webhooks.accept(events, change),
    askCallLog: callLog.forRecordings,
    pbx: pbx.recordings,
    meter: metrics.recordings,
    simulated: options.simulated ?? false,
  });
  const recordingCounts =
    recordings && history && createRecordingCounts({ recordings, history, log: logger("history") });

  const reconcile = connectReconcile({
    ...{ settings, clock, logger, history, recordings, store: options.reconcileStore },
    ...{ pbx, directory: () => calls.peek().directory },
    send: (events) => send(events, undefined, reconstructedId),
    onPbxState: pbxStates.add,
  });

  function keepLog(): WebhookLog | undefined {
    const { deliveryLog, newId, simulated = false } = options;
    if (deliveryLog === undefined) return undefined;
    const kept = createWebhookLog({
      ...{ deliveryLog, resender: webhooks, clock, newId, version, ownServer, simulated },
      log: logger("webhooks"),
    });
    webhooks.onAccepted(kept.accepted);
    webhooks.onAttempt(kept.attempt);
    return kept;
  }

  function keepHistory(): History | undefined {
    const { callStore, simulated = false } = options;
    if (callStore === undefined) return undefined;
    const { timezone } = settings.pbx;
    const kept = createHistory({ store: callStore, clock, log: logger("history"), timezone, simulated });
    events.add(kept.event);
    webhooks.onAccepted(kept.accepted);
    webhooks.onAttempt(kept.attempt);
    return kept;
  }

  function applyEndpoints(): void {
    const pbxContext = { timezone: settings.pbx.timezone };
    webhookLog?.apply(settings.endpoints, pbxContext);
    webhooks.apply(settings.endpoints, pbxContext);
  }

  function connect() {
    return createPbxLine({
      settings: settings.pbx,
      clock,
      random,
      log: logger("pbx"),
      onObservation: observe,
      onTraffic: metrics.observePbxTraffic,
      ...(options.tap === undefined ? {} : { tap: options.tap }),
      onState: pbxStates.tell,
      onLost: pbxLost,
    });
  }

  /** The whole way of the data: an observation in, its events out to the webhooks. */
  function observe(observation: Observation): void {
    observations.tell(observation);
    if (observation.type === "call-log") {
      recordings?.noteLogged(observation.calls);
      // To the calls, an answer means that theirs is there.
      if (callLog.isForRecordings(observation)) return;
    }
    const { events: made, change, legs } = calls.observe(observation);
    if (made.length > 0) void send(made, change);
    if (made.length > 0 || legs.length > 0) history?.legs(legs, calls.chainOfCall);
    callLog.forCalls();
    wake.schedule();
  }

  async function send(
    made: readonly CallEvent[],
    change: CallDocumentsChange | undefined,
    idOf?: Parameters<Webhooks["accept"]>[2],
  ): Promise<void> {
    accepting += 1;
    const kept = webhooks
      .accept(made, keptTogether(change, recordings?.documentsOf(made)), idOf)
      .catch((error: unknown) =>
        log.error("Events could not be kept for delivery.", { reason: reasonOf(error) }),
      )
      .finally(() => (accepting -= 1));
    for (const event of made) events.tell(event);
    recordings?.note(made);
    await kept;
  }

  async function applySettings(next: Settings): Promise<void> {
    settings = next;
    calls.apply(next.pbx);
    history?.apply(next.pbx.timezone);
    applyEndpoints();
    await pbx.apply(next.pbx);
    callLog.forCalls();
    reconcile?.apply(next);
    await recordings?.apply(next.recordings, next.pbx.timezone);
  }

  function pbxLost(): void {
    const atMs = clock.nowMs();
    observe({ type: "source-lost", atMs, source: "call-control" });
    observe({ type: "source-lost", atMs, source: "active-calls" });
    callLog.forget();
  }

  /** A history that cannot be read must not keep calls from being followed. */
  async function startHistory(): Promise<void> {
    try {
      await history?.start(Object.keys(calls.peek().chains));
    } catch (error) {
      log.warn(reasonOf(error));
    }
  }

  const standing = () => ({
    ...{ pbx: pbx.state(), endpoints: webhooks.status(), storeAlarms: storeAlarms() },
    ...{ recordings: recordings?.status(), nowMs: clock.nowMs() },
  });
  const reading = (): MetricsReading => ({ ...standing(), openCalls: calls.openChains() });

  return {
    async start() {
      applyEndpoints();
      const stored = await outbox.loadDocuments();
      const unreadable = calls.resume(stored, clock.nowMs());
      if (unreadable > 0)
        log.warn("Some calls of the last run could not be read and are left out.", { unreadable });
      await startHistory();
      await webhooks.start();
      await recordings?.start(stored.documents);
      recordingCounts?.start();
      await reconcile?.start();
      pbx.start();
      wake.schedule();
    },
    apply: applySettings,
    async stop() {
      wake.cancel();
      const comparing = reconcile?.stop();
      await pbx.stop();
      await comparing;
      recordingCounts?.stop();
      await recordings?.stop();
      await webhooks.stop(FINISH_WITHIN_MS);
      history?.stop();
      metrics.stop();
    },
    health: () =>
      healthReport({
        ...{ ...standing(), certificates: certificates(), version },
        uptimeMs: clock.nowMs() - startedAtMs,
      }),
    metrics: () => metrics.page(reading()),
    metricsSnapshot: () => metrics.snapshot(reading()),
    pbxState: pbx.state,
    readPbxAgain: pbx.readAgain,
    endpoints: () => webhooks.status(),
    openCalls: () => calls.openChains(),
    webhookLog,
    history,
    reconcile,
    recordings,
    pauseEndpoint: webhooks.pause,
    resumeEndpoint: webhooks.resume,
    probeEndpoint: webhooks.probe,
    busy: () =>
      pbx.busy() + webhooks.busy() + accepting + (recordings?.busy() ?? 0) + (recordingCounts?.busy() ?? 0),
    onEvent: events.add,
    onAccepted: webhooks.onAccepted,
    onAttempt: webhooks.onAttempt,
    onObservation: observations.add,
    onPbxState: pbxStates.add,
  };
}
