/**
 * One Call Control WebSocket from handshake to close: pings it, bounds it, and says once why it ended.
 * Reconnecting and understanding its messages is the business of others.
 */
import { type ClientOptions, type RawData, WebSocket } from "ws";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { errorCode, failure, kindOfErrorCode, kindOfStatus, type PbxFailure } from "./failure.ts";
import type { TlsTrust } from "./tls-trust.ts";

export interface SocketOptions {
  /** http(s) address of the PBX. */
  readonly baseUrl: string;
  readonly token: string;
  readonly trust: TlsTrust;
  readonly clock: Clock;
  readonly onMessage: (message: string) => void;
  /** Called once, and only for a socket that was open and was not closed from here. */
  readonly onClosed: (why: PbxFailure) => void;
}

export interface PbxSocket {
  /** Ends the connection without `onClosed`. */
  close(): void;
}

export type SocketResult = { readonly ok: true; readonly socket: PbxSocket } | PbxFailure;

const pingEveryMs = 10_000;
const silenceMs = 10_000;
const largestMessageBytes = 1024 * 1024;
const handshakeTimeoutMs = 10_000;

/** Resolves when the handshake is through or has failed. `abort` breaks a handshake off. */
export function openSocket(options: SocketOptions, abort: AbortSignal): Promise<SocketResult> {
  if (abort.aborted) return Promise.resolve(failure("stopped", "this program is stopping"));
  const url = `${options.baseUrl.replace(/^http/i, "ws").replace(/\/+$/, "")}/callcontrol/ws`;
  const settings: ClientOptions = {
    headers: { authorization: `Bearer ${options.token}` },
    handshakeTimeout: handshakeTimeoutMs,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
    followRedirects: false,
    ...options.trust,
  };
  return new Promise((resolve) => {
    const ws = new WebSocket(url, settings);
    const breakOff = () => ws.terminate();
    abort.addEventListener("abort", breakOff, { once: true });
    let problem: PbxFailure | undefined;
    ws.on("unexpected-response", (_request, response) => {
      const status = response.statusCode ?? 0;
      response.resume();
      problem = failure(kindOfStatus(status), `status ${status} to the WebSocket handshake`, status);
      ws.terminate();
      settle(problem);
    });
    ws.on("error", (error) => {
      problem ??= fromError(error);
    });
    ws.on("close", (code) => settle(problem ?? failure("connection-lost", `closed with code ${code}`)));
    ws.on("open", () => {
      settle({ ok: true, socket: watch(ws, options, () => problem) });
    });
    const settle = (result: SocketResult) => {
      abort.removeEventListener("abort", breakOff);
      resolve(result);
    };
  });
}

function watch(ws: WebSocket, options: SocketOptions, problem: () => PbxFailure | undefined): PbxSocket {
  const stopPinging = keepAlive(ws, options.clock);
  let wanted = true;
  ws.on("message", (data) => {
    if (wanted) options.onMessage(toText(data));
  });
  ws.on("close", (code) => {
    stopPinging();
    if (!wanted) return;
    wanted = false;
    options.onClosed(problem() ?? failure("connection-lost", `closed with code ${code}`));
  });
  return {
    close: () => {
      wanted = false;
      stopPinging();
      ws.terminate();
    },
  };
}

/** Pings, and ends a connection on which nothing at all came for 10 s after a ping. */
function keepAlive(ws: WebSocket, clock: Clock): () => void {
  let heard = true;
  let cancel = () => {};
  const hear = () => {
    heard = true;
  };
  ws.on("pong", hear);
  ws.on("ping", hear);
  ws.on("message", hear);
  const ping = () => {
    heard = false;
    ws.ping();
    cancel = clock.after(silenceMs, () => {
      if (!heard) ws.terminate();
      else next();
    });
  };
  const next = () => {
    cancel = clock.after(Math.max(0, pingEveryMs - silenceMs), ping);
  };
  cancel = clock.after(pingEveryMs, ping);
  return () => cancel();
}

function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.isBuffer(data) ? data.toString("utf8") : Buffer.from(data).toString("utf8");
}

function fromError(error: Error): PbxFailure {
  const code = errorCode(error);
  if (code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") {
    return failure("answer-too-large", "an event larger than 1 MiB");
  }
  if (/handshake has timed out/i.test(error.message)) return failure("unreachable", "no handshake in time");
  if (code.startsWith("WS_ERR")) return failure("connection-lost", code);
  return failure(kindOfErrorCode(code), code || error.message.slice(0, 100));
}
