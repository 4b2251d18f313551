/** Receivers on loopback that tests misuse, and certificates for them. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { ServerOptions } from "node:https";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { generate } from "selfsigned";
import { createHttpSender } from "../../../../src-main/webhooks/delivery/http-sender.ts";
import type { HttpSenderOptions } from "../../../../src-main/webhooks/delivery/http-sender.ts";
import type { SendResult } from "../../../../src-main/webhooks/delivery/sender.ts";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import { endpoint } from "../events.ts";

const cleanup: (() => Promise<unknown> | void)[] = [];

export function onCleanup(run: () => Promise<unknown> | void): void {
  cleanup.push(run);
}

/** Call after each test. */
export async function cleanUp(): Promise<void> {
  for (const run of cleanup.splice(0).toReversed()) await run();
}

export function newSender(options: HttpSenderOptions = {}) {
  const sender = createHttpSender(options);
  onCleanup(() => sender.close());
  return sender;
}

export async function listen(server: Server, protocol = "http"): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onCleanup(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const serve = (handle: Handler): Promise<string> => listen(createServer(handle));

/** Answers with raw bytes, or whatever else a socket can do. */
export function serveRaw(handle: (socket: Socket, count: number) => void): Promise<string> {
  let count = 0;
  return listen(createTcpServer((socket) => socket.on("data", () => handle(socket, (count += 1)))));
}

export async function serveTls(options: ServerOptions, handle?: Handler): Promise<string> {
  const server = createTlsServer(options, handle ?? ((_request, response) => response.end()));
  server.on("tlsClientError", () => undefined);
  return listen(server, "https");
}

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** As `AB:CD:…`. */
  readonly fingerprint: string;
}

/** Valid from 2020 to 2090; its own authority unless another one signs it. */
export async function makeCertificate(
  commonName: string,
  options: { readonly notAfter?: string; readonly signedBy?: Certificate; readonly authority?: boolean } = {},
): Promise<Certificate> {
  const { signedBy } = options;
  const pems = await generate([{ name: "commonName", value: commonName }], {
    keySize: 2048,
    notBeforeDate: new Date("2020-01-01T00:00:00Z"),
    notAfterDate: new Date(options.notAfter ?? "2090-01-01T00:00:00Z"),
    extensions: [
      { name: "basicConstraints", cA: options.authority === true, critical: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: commonName },
          ...(commonName === "localhost" ? [{ type: 7 as const, ip: "127.0.0.1" }] : []),
        ],
      },
    ],
    ...(signedBy === undefined ? {} : { ca: { key: signedBy.key, cert: signedBy.cert } }),
  });
  const { X509Certificate } = await import("node:crypto");
  return { cert: pems.cert, key: pems.private, fingerprint: new X509Certificate(pems.cert).fingerprint256 };
}

/** One POST with a sender of its own. */
export async function post(
  url: string,
  settings: Partial<EndpointSettings> = {},
  options: HttpSenderOptions = {},
): Promise<SendResult> {
  const message = { method: "POST", url, headers: { "webhook-id": "1" }, body: "{}" } as const;
  return newSender(options).send(endpoint({ timeoutS: 5, ...settings, url }), message);
}

export const errorOf = (result: SendResult): string =>
  result.kind === "error" ? result.error : `answer ${result.status}`;
