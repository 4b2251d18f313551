/**
 * The https server's routes and manners: what it answers, what it never reveals, and how long it waits
 * for a slow client. Opening and closing the port is web-server.ts's business.
 */
import type { Server } from "node:https";
import type { Socket } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { guardConnections } from "./connections.ts";
import { shownHealth } from "./health-schema.ts";
import type { MetricsPage } from "../metrics/types.ts";
import type { Caller, MetricsAccess } from "./metrics-access.ts";
import type { Monitor } from "./monitor/create-monitor.ts";
import { addRecordings, recordingsPrefix, type RecordingRoutesOptions } from "./recordings/routes.ts";
import type { KeyPair } from "./self-signed.ts";
import type { HealthReport } from "./types.ts";
import { withoutSchemas } from "./without-schemas.ts";

export interface WebAppOptions {
  readonly pair: KeyPair;
  readonly health: () => HealthReport;
  readonly metrics: () => Promise<MetricsPage>;
  readonly mayReadMetrics: (caller: Caller) => MetricsAccess;
  readonly monitor?: Monitor | undefined;
  readonly recordings?: RecordingRoutesOptions | undefined;
  readonly log: Logger;
}

const requestTimeoutMs = 10_000;
const keepAliveTimeoutMs = 5_000;
const bodyLimitBytes = 16 * 1024;
const maxHeaderBytes = 8 * 1024;
const maxConnections = 256;
/** Enough for a receiver that fetches many recordings, or a web server in front that asks for all. */
const mostForOneAddress = 128;
const paths: ReadonlySet<string> = new Set(["/health", "/metrics"]);

const headers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** A fastify instance that does not listen yet. */
export function createWebApp(options: WebAppOptions): FastifyInstance<Server> {
  const { pair, health, log } = options;
  const app = fastify({
    https: {
      ...pair,
      minVersion: "TLSv1.2",
      handshakeTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: maxHeaderBytes,
    },
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    bodyLimit: bodyLimitBytes,
    return503OnClosing: false,
    forceCloseConnections: true,
    clientErrorHandler: refuseGarbage,
    schemaController: withoutSchemas,
  });
  app.server.maxConnections = maxConnections;
  const connections = guardConnections(app.server, mostForOneAddress);
  app.addHook("preClose", async () => connections.endUnfinished());
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(headers);
  });
  app.get("/health", () => shownHealth(health()));
  addMetrics(app, options);
  options.monitor?.attach(app);
  if (options.recordings !== undefined) addRecordings(app, options.recordings);
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const known = paths.has(path) || path.startsWith(recordingsPrefix);
    if (known) return reply.code(405).header("allow", "GET, HEAD").send({ error: "Only GET and HEAD." });
    return reply.code(404).send({ error: "Nothing here." });
  });
  app.setErrorHandler(async (error: unknown, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error("A request to the web server failed.", { error: String(error) });
    return reply.code(status).send({ error: status >= 500 ? "Failed; see the log." : "Bad request." });
  });
  return app;
}

function addMetrics(app: FastifyInstance<Server>, { metrics, mayReadMetrics }: WebAppOptions): void {
  app.get("/metrics", async (request, reply) => {
    const { remoteAddress } = request.raw.socket;
    const access = mayReadMetrics({ remoteAddress, authorization: request.headers.authorization });
    if (!access.ok) return reply.code(access.status).headers(access.headers).send({ error: access.sentence });
    const { contentType, text } = await metrics();
    return reply.header("content-type", contentType).send(text);
  });
}

/** What is not HTTP, or too large for a request, gets a bare 400; a vanished client gets nothing. */
function refuseGarbage(_error: Error, socket: Socket): void {
  if (socket.writable)
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  else socket.destroy();
}

function statusOf(error: unknown): number {
  if (typeof error === "object" && error !== null && "statusCode" in error) {
    const { statusCode } = error;
    if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) return statusCode;
  }
  return 500;
}
