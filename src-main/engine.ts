/**
 * The product in one place: builds the rooms, connects them, starts and stops them.
 *
 *   3CX ─▶ pbx ─▶ calls ─▶ webhooks ─▶ CRM        web: /health and /metrics for whoever asks
 */
import type { Clock } from "../src-shared/ports/clock.ts";
import type { Logger } from "../src-shared/ports/logger.ts";
import type { Settings } from "../src-shared/settings/settings.ts";
import type { CallEvent } from "../src-shared/telephony/call-event.ts";
import type { AttemptRecord, EndpointStatus } from "../src-shared/webhooks/delivery-report.ts";
import type { Observation } from "../src-shared/telephony/observation.ts";
import { createCalls } from "./calls/create-calls.ts";
import { createWake } from "./calls/wake.ts";
import { healthReport } from "./health.ts";
import { createMetrics, type Metrics } from "./metrics/create-metrics.ts";
import type { MetricsPage } from "./metrics/types.ts";
import { createPbx } from "./pbx/create-pbx.ts";
import type { PbxState } from "./pbx/types.ts";
import type { OpenCalls } from "./store/open-calls-file.ts";
import type { HealthReport } from "./web/types.ts";
import { createWebhooks } from "./webhooks/create-webhooks.ts";
import type { Outbox } from "./webhooks/types.ts";

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
  readonly openCalls: OpenCalls;
  readonly version: string;
  /** Brought by whoever has something to measure outside the engine; default: its own. */
  readonly metrics?: Metrics;
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
  pbxState(): PbxState;
  endpoints(): readonly EndpointStatus[];
  openCalls(): number;
  /** Work under way that will finish without the clock moving. */
  busy(): number;
  onEvent(listener: (event: CallEvent) => void): void;
  onAttempt(listener: (attempt: AttemptRecord) => void): void;
  onObservation(listener: (observation: Observation) => void): void;
  onPbxState(listener: (state: PbxState) => void): void;
}

/** How long requests in flight may take to finish at a stop. */
const FINISH_WITHIN_MS = 4000;

export function createEngine(options: EngineOptions): Engine {
  const { clock, logger, openCalls, random, version } = options;
  const log = logger("engine");
  const startedAtMs = clock.nowMs();
  let settings = options.settings;
  let accepting = 0;
  const metrics = options.metrics ?? createMetrics({ version });
  const listeners = {
    event: [] as ((event: CallEvent) => void)[],
    observation: [metrics.observeObservation] as ((observation: Observation) => void)[],
    pbxState: [metrics.observePbxState] as ((state: PbxState) => void)[],
  };

  const calls = createCalls(settings.pbx, openCalls.load());
  const webhooks = createWebhooks({
    clock,
    random,
    version,
    log: logger("webhooks"),
    newId: options.newId,
    outbox: metrics.watchOutbox(options.outbox),
  });
  webhooks.onAttempt(metrics.observeAttempt);
  const wake = createWake(clock, calls, observe);
  let askedRequest = 0;
  let pbx = connect();

  function connect() {
    return createPbx({
      settings: settings.pbx,
      clock,
      random,
      log: logger("pbx"),
      onObservation: observe,
      onState: (state) => {
        for (const listener of listeners.pbxState) listener(state);
      },
    });
  }

  /** The whole way of the data: an observation in, its events out to the webhooks. */
  function observe(observation: Observation): void {
    for (const listener of listeners.observation) listener(observation);
    const events = calls.observe(observation);
    if (events.length > 0) send(events);
    askCallLog();
    wake.schedule();
  }

  function send(events: readonly CallEvent[]): void {
    accepting += 1;
    void webhooks
      .accept(events)
      .catch((error: unknown) =>
        log.error("Events could not be kept for delivery.", { reason: String(error) }),
      )
      .finally(() => (accepting -= 1));
    for (const event of events) for (const listener of listeners.event) listener(event);
  }

  function askCallLog(): void {
    const wanted = calls.callLogWanted();
    if (wanted === undefined || wanted.request === askedRequest) return;
    askedRequest = wanted.request;
    pbx.askCallLog(wanted.fromMs, wanted.toMs);
  }

  async function applySettings(next: Settings): Promise<void> {
    const pbxChanged = JSON.stringify(next.pbx) !== JSON.stringify(settings.pbx);
    settings = next;
    calls.apply(next.pbx);
    webhooks.apply(next.endpoints, { timezone: next.pbx.timezone });
    if (!pbxChanged) return;
    log.info("The connection to the PBX is made anew, because its settings changed.");
    await pbx.stop();
    sourcesLost();
    pbx = connect();
    pbx.start();
  }

  function sourcesLost(): void {
    const atMs = clock.nowMs();
    observe({ type: "source-lost", atMs, source: "call-control" });
    observe({ type: "source-lost", atMs, source: "active-calls" });
  }

  return {
    async start() {
      webhooks.apply(settings.endpoints, { timezone: settings.pbx.timezone });
      await webhooks.start();
      pbx.start();
      wake.schedule();
    },
    apply: applySettings,
    async stop() {
      wake.cancel();
      await pbx.stop();
      await webhooks.stop(FINISH_WITHIN_MS);
      openCalls.save(calls.save());
      metrics.stop();
    },
    health: () =>
      healthReport({
        pbx: pbx.state(),
        endpoints: webhooks.status(),
        recordings: settings.recordings.source,
        version,
        uptimeMs: clock.nowMs() - startedAtMs,
        nowMs: clock.nowMs(),
      }),
    metrics: () =>
      metrics.page({
        endpoints: webhooks.status(),
        pbx: pbx.state(),
        openCalls: calls.openChains(),
        nowMs: clock.nowMs(),
      }),
    pbxState: () => pbx.state(),
    endpoints: () => webhooks.status(),
    openCalls: () => calls.openChains(),
    busy: () => pbx.busy() + webhooks.busy() + accepting,
    onEvent: (listener) => listeners.event.push(listener),
    onAttempt: webhooks.onAttempt,
    onObservation: (listener) => listeners.observation.push(listener),
    onPbxState: (listener) => listeners.pbxState.push(listener),
  };
}
