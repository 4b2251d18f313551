/**
 * The program's https port: opened with the settings' certificate or a self-signed one, kept while other
 * settings change, moved when host or port do. A renewed certificate needs no restart: its files are
 * watched, and read again twice a day.
 */
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { ServerSettings } from "../../src-shared/settings/settings.ts";
import type { MetricsPage } from "../metrics/types.ts";
import { createWebApp } from "./app.ts";
import { loadCertificate, type LoadedCertificate } from "./certificate.ts";
import { listenFailure } from "./listen-failure.ts";
import { createGuesses } from "./guesses.ts";
import { createMetricsAccess } from "./metrics-access.ts";
import { createMonitor, type MonitorOptions } from "./monitor/create-monitor.ts";
import { createPlainRecordings } from "./recordings/plain-server.ts";
import type { RecordingsToServe } from "./recordings/types.ts";
import type { HealthReport, WebStart } from "./types.ts";
import { createCertificateWatch } from "./watch-certificate.ts";

export interface WebServerOptions {
  readonly settings: ServerSettings;
  readonly log: Logger;
  /** Holds the self-signed certificate in its folder `tls`. */
  readonly dataFolder: string;
  readonly health: () => HealthReport;
  readonly metrics: () => Promise<MetricsPage>;
  readonly clock: Clock;
  /** Default: no monitor. */
  readonly monitor?: MonitorOptions;
  /** Default: there are none. */
  readonly recordings?: RecordingsToServe;
  /** Milliseconds between two looks at the files of the certificate. */
  readonly certificateLookMs?: number;
}

export interface WebServer {
  /** Opens the port. Never rejects: a failure carries a sentence for the administrator. */
  start(): Promise<WebStart>;
  /**
   * Takes over changed settings. When the new address or certificate does not work, the old ones stay
   * in use and the failure says why.
   */
  apply(settings: ServerSettings): Promise<WebStart>;
  /** When the certificate that new connections get runs out; `undefined` while nothing listens. */
  certificate(): { readonly expiresAtMs: number; readonly selfSigned: boolean } | undefined;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

const rereadCertificateMs = 12 * 3_600_000;

interface Listening {
  readonly app: FastifyInstance<Server>;
  readonly url: string;
}

export function createWebServer(options: WebServerOptions): WebServer {
  const { log, dataFolder, health, metrics, clock } = options;
  let settings = options.settings;
  const guesses = createGuesses(clock);
  const mayReadMetrics = createMetricsAccess(() => settings.monitorPassword, clock, guesses);
  const monitor = options.monitor && createMonitor({ ...options.monitor, settings, guesses, clock, log });
  const recordings = options.recordings && { recordings: options.recordings, clock, log };
  const plain = createPlainRecordings(recordings);
  const certificateWatch = createCertificateWatch({
    clock,
    onChange: () => void inTurn(reread),
    ...(options.certificateLookMs === undefined ? {} : { everyMs: options.certificateLookMs }),
  });
  let current: Listening | undefined;
  let shown: LoadedCertificate | undefined;
  let stopRereading = () => {};

  async function open(wanted: ServerSettings): Promise<WebStart> {
    const certificate = await loadCertificate(wanted, dataFolder, clock.nowMs());
    if (!certificate.ok) return { ok: false, reason: "certificate", sentence: certificate.sentence };
    if (certificate.complaint !== undefined) log.warn(certificate.complaint);
    const served = await plain.apply(wanted);
    if (!served.ok) return served;
    const app = createWebApp({
      pair: certificate.pair,
      health,
      metrics,
      mayReadMetrics,
      monitor,
      recordings,
      log,
    });
    try {
      await app.listen({ host: wanted.host, port: wanted.port });
    } catch (error) {
      await app.close();
      await (current === undefined ? plain.stop() : plain.apply(settings));
      return listenFailure(error, wanted);
    }
    const previous = current;
    current = { app, url: urlOf(wanted.host, app.server.address()) };
    shown = certificate;
    await takeOver(wanted);
    rereadLater();
    await previous?.app.close();
    const { url } = current;
    log.info("The web server listens.", { url, selfSigned: certificate.selfSigned });
    return { ok: true, url };
  }

  /** The same port on another address can be in our own way: it is closed first, and opened again if need be. */
  async function reopen(wanted: ServerSettings, listening: Listening): Promise<WebStart> {
    const before = settings;
    current = undefined;
    await listening.app.close();
    const result = await open(wanted);
    if (!result.ok) {
      const again = await open(before);
      if (!again.ok) log.error(again.sentence);
    }
    return result;
  }

  /** The port stays open; new connections get the certificate as it is now. */
  async function renew(wanted: ServerSettings, listening: Listening): Promise<WebStart> {
    const certificate = await loadCertificate(wanted, dataFolder, clock.nowMs());
    if (!certificate.ok) return { ok: false, reason: "certificate", sentence: certificate.sentence };
    if (certificate.complaint !== undefined) log.warn(certificate.complaint);
    const served = await plain.apply(wanted);
    if (!served.ok) return served;
    listening.app.server.setSecureContext({ ...certificate.pair, minVersion: "TLSv1.2" });
    shown = certificate;
    await takeOver(wanted);
    return { ok: true, url: listening.url };
  }

  async function takeOver(wanted: ServerSettings): Promise<void> {
    settings = wanted;
    monitor?.apply(wanted);
    await certificateWatch.follow(wanted);
  }

  /** A pair that does not fit, because it is being written, leaves the one before it in use. */
  async function reread(): Promise<void> {
    if (current === undefined) return;
    const renewed = await renew(settings, current);
    if (!renewed.ok) log.warn(renewed.sentence);
  }

  function rereadLater(): void {
    stopRereading();
    stopRereading = clock.after(rereadCertificateMs, () => {
      void inTurn(async () => {
        if (current === undefined) return;
        await reread();
        rereadLater();
      });
    });
  }

  const inTurn = createTurns();
  return {
    start: () =>
      inTurn(async () => (current === undefined ? open(settings) : { ok: true, url: current.url })),
    apply: (wanted) =>
      inTurn(async () => {
        if (current === undefined || wanted.port !== settings.port) return open(wanted);
        return wanted.host === settings.host ? renew(wanted, current) : reopen(wanted, current);
      }),
    certificate() {
      if (current === undefined || shown === undefined) return undefined;
      const { expiresAtMs, selfSigned } = shown;
      return { expiresAtMs, selfSigned };
    },
    stop: () =>
      inTurn(async () => {
        stopRereading();
        await certificateWatch.stop();
        await plain.stop();
        const listening = current;
        current = undefined;
        await listening?.app.close();
      }),
  };
}

/** Start, apply and stop follow each other, however quickly they are asked for. */
function createTurns(): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run, run);
    last = result.catch(() => undefined);
    return result;
  };
}

function urlOf(host: string, address: string | AddressInfo | null): string {
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
