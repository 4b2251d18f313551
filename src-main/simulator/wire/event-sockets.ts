/**
 * `/callcontrol/ws`: tells each client what changed on the legs it may see, without a hello or a
 * subscription, without time stamps and without repeating anything after a break.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import type { EventFaults, Frame } from "../faults/event-faults.ts";
import { envelope } from "../faults/event-faults.ts";
import type { SimChange } from "../model/types.ts";
import type { SimClient } from "../options.ts";
import type { Answer } from "./answer.ts";
import { readSocketRequest } from "./socket-request.ts";

/** Real time: how long to wait for a client that does not answer a ping. */
const barrierLimitMs = 1_000;
/** `event_type` of the answer to a client's request. Source: 3CX's Call Control endpoints page. */
const responseEventType = 4;

export interface EventSocketsPorts {
  readonly sequenceScope: "connection" | "pbx";
  readonly eventFaults: EventFaults;
  readonly sees: (client: SimClient, dn: string) => boolean;
  readonly answerTo: (client: SimClient, token: string, method: string, path: string) => Answer;
  readonly onClosed: () => void;
}

export interface EventSockets {
  accept(client: SimClient, token: string, request: IncomingMessage, socket: Duplex, head: Buffer): void;
  tell(change: SimChange): void;
  /** Breaks all sockets, or those that were opened with `token`, without a closing handshake. */
  drop(token?: string): void;
  /** Resolves when every open socket has received what was sent to it so far, after 1 s in any case. */
  barrier(): Promise<void>;
  count(): number;
  framesSent(): number;
}

interface Connection {
  readonly socket: WebSocket;
  readonly client: SimClient;
  readonly token: string;
  readonly nextSequence: () => number;
}

export function createEventSockets(ports: EventSocketsPorts): EventSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const connections = new Set<Connection>();
  const pbxCounter = createCounter();
  let framesSent = 0;
  let pings = 0;

  function send(connection: Connection, frame: Frame): void {
    framesSent += 1;
    connection.socket.send(frame, { binary: typeof frame !== "string" });
  }

  function accept(
    client: SimClient,
    token: string,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    server.handleUpgrade(request, socket, head, (opened) => {
      const nextSequence = ports.sequenceScope === "pbx" ? pbxCounter : createCounter();
      const connection: Connection = { socket: opened, client, token, nextSequence };
      connections.add(connection);
      opened.on("error", () => opened.terminate());
      opened.on("close", () => {
        connections.delete(connection);
        ports.onClosed();
      });
      opened.on("message", (data) => respond(connection, String(data)));
    });
  }

  function respond(connection: Connection, text: string): void {
    const asked = readSocketRequest(text);
    if (!asked) return;
    const answer = ports.answerTo(connection.client, connection.token, asked.method, asked.path);
    const attached = {
      RequestID: asked.requestId,
      Path: asked.path,
      StatusCode: answer.kind === "reply" ? answer.status : 500,
      Response: answer.kind === "reply" ? parsedBody(answer.body) : null,
    };
    send(connection, envelope(connection.nextSequence(), responseEventType, asked.path, attached));
  }

  function tell(change: SimChange): void {
    for (const connection of connections) {
      if (!ports.sees(connection.client, change.dn)) continue;
      const frames = ports.eventFaults.framesFor(change, connection.nextSequence);
      for (const frame of frames) send(connection, frame);
    }
  }

  function drop(token?: string): void {
    for (const connection of [...connections]) {
      if (token !== undefined && connection.token !== token) continue;
      connections.delete(connection);
      connection.socket.terminate();
    }
  }

  async function barrier(): Promise<void> {
    pings += 1;
    const mark = String(pings);
    await Promise.all([...connections].map(({ socket }) => pingAndWait(socket, mark)));
  }

  return { accept, tell, drop, barrier, count: () => connections.size, framesSent: () => framesSent };
}

function createCounter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

function pingAndWait(socket: WebSocket, mark: string): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      limit.removeEventListener("abort", done);
      socket.off("pong", onPong);
      socket.off("close", done);
      resolve();
    };
    const onPong = (data: Buffer) => {
      if (String(data) === mark) done();
    };
    const limit = AbortSignal.timeout(barrierLimitMs);
    limit.addEventListener("abort", done);
    socket.on("pong", onPong);
    socket.on("close", done);
    socket.ping(mark);
  });
}

function parsedBody(body: string | Buffer): unknown {
  try {
    return JSON.parse(String(body)) as unknown;
  } catch {
    return null;
  }
}
