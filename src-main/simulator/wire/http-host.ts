/**
 * An http or https server on top of plain Node: the simulator has to cut connections, lie about
 * lengths and never finish, which frameworks rightly prevent. Shared by the PBX and the receiver.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Certificate } from "../certificate.ts";
import { reply, type Answer, type Handler, type HttpRequest } from "./answer.ts";
import { createWaits, type Waits } from "./waits.ts";

/** A body beyond this is answered with 413. */
const longestBodyBytes = 8 * 1024 * 1024;
/** Pause between the spaces of an endless answer, and the pieces of a slow one. */
const dripMs = 1_000;
const slowPieces = 10;
/** Idle connections stay open as long as with the web server in front of a real PBX. */
const keepAliveMs = 75_000;

export interface HttpHostOptions {
  readonly clock: Clock;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly tls: false | Certificate;
  readonly handle: Handler;
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface HttpHost {
  /** Rejects when the port is in use. */
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends every connection at once. */
  stop(): Promise<void>;
  /** Requests begun and not yet answered, those that wait included. */
  inFlight(): number;
  /** Those of them that wait for the clock or will never be answered. */
  waiting(): number;
}

export function createHttpHost(options: HttpHostOptions): HttpHost {
  const sockets = new Set<Socket>();
  const waits = createWaits(options.clock);
  /** For each request under way the function that counts it off. */
  const open = new Set<() => void>();

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const gone = new AbortController();
    const finished = () => {
      open.delete(finished);
      gone.abort();
    };
    open.add(finished);
    response.on("finish", finished);
    response.on("close", finished);
    serve(request, response, options.handle, waits, gone.signal).catch(() => response.destroy());
  };

  const server: Server = options.tls
    ? createTlsServer({ cert: options.tls.cert, key: options.tls.key }, onRequest)
    : createServer(onRequest);
  server.keepAliveTimeout = keepAliveMs;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  const { onUpgrade } = options;
  if (onUpgrade) server.on("upgrade", onUpgrade);

  function start(): Promise<{ url: string; port: number }> {
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port, options.host, () => {
        server.off("error", reject);
        const { port } = server.address() as AddressInfo;
        const host = options.host.includes(":") ? `[${options.host}]` : options.host;
        resolve({ url: `${options.tls ? "https" : "http"}://${host}:${port}`, port });
      });
    });
  }

  async function stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const finished of [...open]) finished();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return { start, stop, inFlight: () => open.size, waiting: () => waits.count() };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  handle: Handler,
  waits: Waits,
  gone: AbortSignal,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const request = toRequest(incoming, body, (delayMs) => waits.wait(delayMs, gone));
  const answer = await handle(request).catch(brokenHandler);
  if (!gone.aborted) await send(answer, incoming, response, waits, gone);
}

/** A mistake of ours must not look like a cut connection. */
function brokenHandler(error: unknown): Answer {
  return reply(500, `This server is broken: ${error instanceof Error ? error.stack : String(error)}`, {
    "content-type": "text/plain; charset=utf-8",
  });
}

async function send(
  answer: Answer,
  incoming: IncomingMessage,
  response: ServerResponse,
  waits: Waits,
  gone: AbortSignal,
): Promise<void> {
  switch (answer.kind) {
    case "reply":
      response.writeHead(answer.status, withLength(answer.headers, answer.body)).end(answer.body);
      return;
    case "truncated": {
      const half = answer.body.slice(0, Math.floor(answer.body.length / 2));
      response.writeHead(answer.status, withLength(answer.headers, answer.body));
      response.write(half, () => incoming.socket.destroy());
      return;
    }
    case "slow":
      response.writeHead(answer.status, withLength(answer.headers, answer.body));
      for (const piece of piecesOf(answer.body)) {
        if (gone.aborted) return;
        response.write(piece);
        await waits.wait(dripMs, gone);
      }
      response.end();
      return;
    case "endless":
      response.writeHead(answer.status, answer.headers).write(answer.body);
      while (!gone.aborted) {
        response.write(" ");
        await waits.wait(dripMs, gone);
      }
      return;
    case "reset":
      incoming.socket.destroy();
      return;
    case "never":
      await waits.hold(gone);
      return;
    default: {
      const _never: never = answer;
      return _never;
    }
  }
}

function piecesOf(body: Buffer): Buffer[] {
  const size = Math.max(Math.ceil(body.length / slowPieces), 1);
  return Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
}

function withLength(headers: Readonly<Record<string, string>>, body: string | Buffer) {
  return { ...headers, "content-length": String(Buffer.byteLength(body)) };
}

function toRequest(incoming: IncomingMessage, body: Buffer, wait: HttpRequest["wait"]): HttpRequest {
  const target = incoming.url ?? "/";
  const mark = target.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: mark < 0 ? target : target.slice(0, mark),
    target,
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    headers: plainHeaders(incoming),
    body,
    wait,
  };
}

/** Header names in lower case; repeated ones joined by a comma. */
export function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}

/** `undefined` when the body is too long. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of incoming) {
    const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    bytes += chunk.length;
    if (bytes > longestBodyBytes) return undefined;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}
