/**
 * Recordings without encryption, on loopback only: for a web server on this machine, such as the PBX's nginx,
 * that has the certificate and the public name. Nothing else is served here: what trusts this machine's own
 * address, such as /metrics, would trust everybody whom that web server passes on.
 */
import type { Server as PlainServer } from "node:http";
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { listenFailure } from "../listen-failure.ts";
import type { WebStart } from "../types.ts";
import { withoutSchemas } from "../without-schemas.ts";
import type { ServerSettings } from "../../../src-shared/settings/settings.ts";
import { addRecordings, type RecordingRoutesOptions } from "./routes.ts";

export interface PlainRecordings {
  /** Opens, moves or closes the port; when it does not work, all stays as it was. Never rejects. */
  apply(settings: Pick<ServerSettings, "httpPort">): Promise<WebStart>;
  stop(): Promise<void>;
}

const host = "127.0.0.1";
const requestTimeoutMs = 10_000;
/** The web server in front keeps its connections; it needs few. */
const maxConnections = 256;

/** Without `recordings`, no port is ever opened. */
export function createPlainRecordings(recordings: RecordingRoutesOptions | undefined): PlainRecordings {
  let current: { readonly app: FastifyInstance; readonly wanted: number; readonly url: string } | undefined;

  async function close(): Promise<void> {
    const closing = current;
    current = undefined;
    await closing?.app.close();
  }

  return {
    async apply({ httpPort: wanted }) {
      if (wanted === undefined || recordings === undefined) {
        await close();
        return { ok: true, url: "" };
      }
      if (current?.wanted === wanted) return { ok: true, url: current.url };
      const app = createPlainApp(recordings);
      try {
        await app.listen({ host, port: wanted });
      } catch (error) {
        await app.close();
        return listenFailure(error, { host, port: wanted });
      }
      await close();
      const { port } = app.server.address() as AddressInfo;
      current = { app, wanted, url: `http://${host}:${port}` };
      recordings.log.info("Recordings are served without encryption on this machine.", { url: current.url });
      return { ok: true, url: current.url };
    },
    stop: close,
  };
}

function createPlainApp(recordings: RecordingRoutesOptions): FastifyInstance<PlainServer> {
  const app = fastify({
    // Only this machine can connect; the web server in front tells for whom it asks.
    trustProxy: "loopback",
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 1_000 },
    bodyLimit: 1024,
    return503OnClosing: false,
    forceCloseConnections: true,
    schemaController: withoutSchemas,
  });
  app.server.maxConnections = maxConnections;
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    reply.header("referrer-policy", "no-referrer");
  });
  // The routes see requests and answers, which are the same with and without encryption.
  addRecordings(app as unknown as FastifyInstance<Server>, recordings);
  return app;
}
