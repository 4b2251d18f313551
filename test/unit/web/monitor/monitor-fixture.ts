// A web server with a monitor on a free loopback port, and a browser that trusts its certificate.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import type { Channel } from "../../../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../../../src-shared/rpc/close-reason.ts";
import { monitorPaths } from "../../../../src-shared/rpc/monitor-session.ts";
import type { ServerSettings } from "../../../../src-shared/settings/settings.ts";
import type { MonitorOptions } from "../../../../src-main/web/monitor/create-monitor.ts";
import { createWebServer, type WebServer } from "../../../../src-main/web/web-server.ts";
import { healthy, loopback, newFolder, silent, somePage, stoppedClock } from "../web-fixture.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface MonitorFixture {
  readonly server: WebServer;
  readonly url: string;
  /** `https://127.0.0.1:port`, which a page of it sends as Origin. */
  readonly ca: Buffer;
  readonly closed: CloseReason[];
  /** Channels that were let in. */
  readonly channels: Channel[];
  ask(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  /** As a page of this server would; the cookie of the answer, when there is one. */
  login(password: string): Promise<Answer & { readonly cookie: string }>;
  socket(headers?: Record<string, string>): WebSocket;
  apply(settings: Partial<ServerSettings>): Promise<void>;
}

export async function openMonitor(
  over: {
    settings?: Partial<ServerSettings>;
    clock?: Clock;
    log?: Logger;
    accept?: MonitorOptions["accept"];
    addRoutes?: NonNullable<MonitorOptions["addRoutes"]>;
    pageFolder?: string | undefined;
  } = {},
): Promise<MonitorFixture> {
  const dataFolder = newFolder();
  const closed: CloseReason[] = [];
  const channels: Channel[] = [];
  let settings = { ...loopback, ...over.settings };
  const server = createWebServer({
    settings,
    log: over.log ?? silent,
    dataFolder,
    health: () => healthy,
    metrics: async () => somePage,
    clock: over.clock ?? stoppedClock(Date.now()),
    monitor: {
      pageFolder: "pageFolder" in over ? over.pageFolder : newPage(),
      accept:
        over.accept ??
        ((channel) => {
          channels.push(channel);
          channel.onClose((reason) => closed.push(reason));
          return { close: (reason) => channel.close(reason) };
        }),
      ...(over.addRoutes && { addRoutes: over.addRoutes }),
    },
  });
  onTestFinished(() => server.stop());
  const started = await server.start();
  if (!started.ok) throw new Error(started.sentence);
  const { url } = started;
  const ca = readFileSync(join(dataFolder, "tls", "self-signed.crt"));

  function ask(method: string, path: string, headers = {}, body = ""): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${url}${path}`,
        { method, ca, headers, agent: false, servername: "localhost" },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (chunk: string) => (text += chunk));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  return {
    server,
    url,
    ca,
    closed,
    channels,
    ask,
    async login(password) {
      const headers = { origin: url, "content-type": "application/json" };
      const answer = await ask("POST", monitorPaths.login, headers, JSON.stringify({ password }));
      return { ...answer, cookie: answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    },
    socket(headers = {}) {
      const socket = new WebSocket(`${url.replace("https", "wss")}${monitorPaths.socket}`, {
        ca,
        headers: { origin: url, ...headers },
      });
      socket.on("error", () => {});
      onTestFinished(() => socket.terminate());
      return socket;
    },
    async apply(changed) {
      settings = { ...settings, ...changed };
      const result = await server.apply(settings);
      if (!result.ok) throw new Error(result.sentence);
    },
  };
}

/** A built page of few files. */
export function newPage(): string {
  const folder = newFolder();
  mkdirSync(join(folder, "assets"));
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script src="./assets/a-1.js"></script>',
  );
  writeFileSync(join(folder, "assets", "a-1.js"), "console.log(1)");
  writeFileSync(join(folder, ".hidden"), "secret");
  return folder;
}

export const password = "correct horse: planted";
