/**
 * The monitor's socket on the https server. Plain `ws` instead of a fastify plugin: a plugin takes over the
 * upgrades of every other route, too, while this refuses all but one path before anything is opened.
 */
import type { IncomingMessage } from "node:http";
import type { Server } from "node:https";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import { monitorPaths } from "../../../src-shared/rpc/monitor-session.ts";
import type { ServerConnection } from "../../../src-shared/rpc/server-connection.ts";
import type { Door } from "./door.ts";
import { isSameOrigin, type Asker } from "./local-request.ts";
import type { Visit } from "./sessions.ts";
import { createWsChannel } from "./ws-channel.ts";

/** Who is at the other end of a channel. */
export interface MonitorCaller {
  readonly kind: "browser";
  /** Of the socket; of the proxy when there is one. */
  readonly address: string;
}

export interface SocketGateOptions {
  readonly door: Door;
  readonly clock: Clock;
  readonly accept: (channel: Channel, caller: MonitorCaller) => ServerConnection;
}

export interface SocketGate {
  /** Tells every window of this server that it stops. */
  close(): void;
}

/** Larger than the longest message of the contract; the peer's own bound is the narrower one. */
const mostBytes = 16 * 1024 * 1024;
const mostWindows = 32;

const statusTexts = { 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" } as const;

export function openSocketGate(server: Server, { door, clock, accept }: SocketGateOptions): SocketGate {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostBytes, perMessageDeflate: false });
  const connections = new Set<ServerConnection>();

  function welcome(socket: WebSocket, asker: Asker, visit: Visit): void {
    const channel = createWsChannel(socket, clock, visit.touch);
    const connection = accept(channel, { kind: "browser", address: asker.remoteAddress ?? "" });
    if (connections.size >= mostWindows) return connection.close("too-many-windows");
    connections.add(connection);
    const stopListening = visit.onEnd(connection.close);
    socket.once("close", () => {
      stopListening();
      connections.delete(connection);
    });
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // A client that vanishes during the upgrade.
    stream.on("error", () => stream.destroy());
    const asker = { remoteAddress: request.socket.remoteAddress, headers: request.headers };
    if (request.url !== monitorPaths.socket) return refuse(stream, 404);
    const entry = door.enter(asker);
    if (!entry.ok) return refuse(stream, entry.status);
    if (!isSameOrigin(asker)) return refuse(stream, 403);
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(socket, asker, entry.visit));
  }

  server.on("upgrade", upgrade);
  return {
    close() {
      server.off("upgrade", upgrade);
      for (const connection of [...connections]) connection.close("stopping");
    },
  };
}

function refuse(stream: Duplex, status: keyof typeof statusTexts): void {
  stream.end(`HTTP/1.1 ${status} ${statusTexts[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
