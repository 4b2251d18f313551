// A web server on a free loopback port and a client that trusts its certificate.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { ServerSettings } from "../../../src-shared/settings/settings.ts";
import type { MetricsPage } from "../../../src-main/metrics/types.ts";
import type { HealthReport } from "../../../src-main/web/types.ts";
import { createWebServer, type WebServer } from "../../../src-main/web/web-server.ts";

export const loopback: ServerSettings = {
  host: "127.0.0.1",
  port: 0,
  httpPort: undefined,
  certFile: undefined,
  keyFile: undefined,
  monitor: true,
  monitorPassword: undefined,
  updateUrl: undefined,
};

const source = { state: "connected", sentence: "Connected.", advice: "" };
export const healthy: HealthReport = {
  status: "ok",
  pbx: {
    ...source,
    call_control: source,
    active_calls: source,
    call_log: source,
    monitored_extensions: 3,
    version: "20.0.8.1109",
  },
  endpoints: [
    {
      name: "crm",
      state: "failing",
      waiting: 2,
      oldest_s: 400,
      last_error: "Nothing listens at crm.example.com:443.",
      sentence: "The last attempt failed.",
      alarms: [{ kind: "failing", step: "5min", sentence: "Nothing reaches crm.", since_s: 390 }],
    },
  ],
  store: { state: "disk-full", sentence: "There is no room on the disk." },
  recordings: { state: "off" },
  version: "0.1.0",
  uptime_s: 12,
};

export const somePage: MetricsPage = { contentType: "text/plain; charset=utf-8", text: "up 1\n" };
export const nowMs = Date.UTC(2026, 5, 1);
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export function stoppedClock(atMs = nowMs): Clock {
  return { nowMs: () => atMs, after: () => () => {} };
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "web-server-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Fixture {
  readonly server: WebServer;
  readonly dataFolder: string;
}

/** Not started yet; stopped when the test is over. */
export function newServer(
  over: {
    settings?: Partial<ServerSettings>;
    health?: () => HealthReport;
    metrics?: () => Promise<MetricsPage>;
    dataFolder?: string;
  } = {},
): Fixture {
  const dataFolder = over.dataFolder ?? newFolder();
  const server = createWebServer({
    settings: { ...loopback, ...over.settings },
    log: silent,
    dataFolder,
    health: over.health ?? (() => healthy),
    metrics: over.metrics ?? (async () => somePage),
    // The certificate must be valid for the client, which knows the real time only.
    clock: stoppedClock(Date.now()),
  });
  onTestFinished(() => server.stop());
  return { server, dataFolder };
}

/** Starts and returns the address; fails the test when the port cannot be opened. */
export async function started(fixture: Fixture): Promise<string> {
  const result = await fixture.server.start();
  if (!result.ok) throw new Error(result.sentence);
  return result.url;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request that trusts the fixture's self-signed certificate and nothing else. */
export function ask(fixture: Fixture, url: string, method = "GET", headers = {}): Promise<Answer> {
  const ca = readFileSync(join(fixture.dataFolder, "tls", "self-signed.crt"));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, ca, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}
