/**
 * A PBX that says again what another one said: answers and messages of a capture, on its time line. It
 * understands nothing of calls, so whatever a real PBX does comes back as it was.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import { jsonReply, reply, type Answer, type HttpRequest } from "../wire/answer.ts";
import { createHttpHost } from "../wire/http-host.ts";
import { createAnswerChooser } from "./choose-answer.ts";
import type { Script, ScriptedAnswer } from "./script.ts";

export interface ReplayServer {
  /** The time line begins now. Rejects when the port is in use. */
  start(): Promise<{ readonly url: string; readonly port: number }>;
  stop(): Promise<void>;
  /** Resolves when the sockets have received what was sent so far. */
  barrier(): Promise<void>;
  inFlight(): number;
  waiting(): number;
  /** Questions that the capture has no answer for. */
  unanswered(): readonly string[];
}

export interface ReplayServerOptions {
  readonly script: Script;
  readonly clock: Clock;
  readonly port?: number;
}

/** An answer that came so much later than it is asked for now is given at once: nobody would wait for it. */
const longestWaitMs = 5_000;
const barrierLimitMs = 1_000;
const mostUnanswered = 1000;

export function createReplayServer({ script, clock, port = 0 }: ReplayServerOptions): ReplayServer {
  const chooser = createAnswerChooser(script);
  const sockets = new Set<WebSocket>();
  const server = new WebSocketServer({ noServer: true });
  const told = new Map<string, number>();
  const unanswered = new Set<string>();
  let waitingTexts: string[] = [];
  let zeroMs = 0;
  let cancelNext = () => {};
  const nowMs = () => clock.nowMs() - zeroMs;

  const host = createHttpHost({ clock, host: "127.0.0.1", port, tls: false, handle, onUpgrade });

  async function handle(request: HttpRequest): Promise<Answer> {
    const isToken = request.path === "/connect/token";
    const chosen = chooser.choose(request.target, nowMs(), (key) => told.get(key) ?? 0);
    if (chosen === undefined) {
      if (isToken) return token();
      if (unanswered.size < mostUnanswered) unanswered.add(request.target);
      return jsonReply(404, { error: { code: "", message: "not in the capture" } });
    }
    const waitMs = chosen.answeredAtMs - nowMs();
    if (waitMs > 0 && waitMs <= longestWaitMs) await request.wait(waitMs);
    return isToken && chosen.failure === undefined ? token() : answerOf(chosen);
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const status = refusalAt(script, nowMs());
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    server.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      opened.on("error", () => opened.terminate());
      opened.on("close", () => sockets.delete(opened));
      for (const text of waitingTexts) opened.send(text);
      waitingTexts = [];
    });
  }

  const say = (text: string) => {
    if (sockets.size === 0) waitingTexts.push(text);
    for (const socket of sockets) socket.send(text);
  };

  /** Messages and breaks in the order of the file. */
  const acts = [
    ...script.messages.map(({ atMs, leg, text }) => ({
      atMs,
      act: () => {
        if (leg !== undefined) told.set(leg, (told.get(leg) ?? 0) + 1);
        say(text);
      },
    })),
    ...script.sockets
      .filter(({ state }) => state === "closed")
      .map(({ atMs }) => ({ atMs, act: () => [...sockets].forEach((socket) => socket.terminate()) })),
  ].toSorted((a, b) => a.atMs - b.atMs);

  const playFrom = (index: number) => {
    const next = acts[index];
    if (next === undefined) return;
    cancelNext = clock.after(Math.max(0, next.atMs - nowMs()), () => {
      let at = index;
      for (let due = acts[at]; due !== undefined && due.atMs <= next.atMs; due = acts[at]) {
        due.act();
        at += 1;
      }
      playFrom(at);
    });
  };

  return {
    start: async () => {
      const where = await host.start();
      zeroMs = clock.nowMs();
      playFrom(0);
      return where;
    },
    stop: async () => {
      cancelNext();
      for (const socket of sockets) socket.terminate();
      await host.stop();
    },
    barrier: async () => void (await Promise.all([...sockets].map(answersPing))),
    inFlight: host.inFlight,
    waiting: host.waiting,
    unanswered: () => [...unanswered],
  };
}

/** No token is in a capture; any is as good. */
function token(): Answer {
  return jsonReply(200, { token_type: "Bearer", expires_in: 3600, access_token: "replayed" });
}

function answerOf({ status, json, failure }: ScriptedAnswer): Answer {
  if (json !== undefined) return jsonReply(status ?? 200, json);
  if (status !== undefined) return reply(status, status < 300 ? "no JSON" : "");
  return failure === "unreachable" ? { kind: "never" } : { kind: "reset" };
}

/** The status with which a handshake was refused at this time; `undefined` when one succeeded, or nobody knows. */
function refusalAt({ sockets }: Script, atMs: number): number | undefined {
  const handshakes = sockets.filter(({ state }) => state !== "closed");
  const [nearest] = handshakes.toSorted((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs));
  return nearest?.state === "refused" && Math.abs(nearest.atMs - atMs) < longestWaitMs
    ? (nearest.status ?? 503)
    : undefined;
}

function answersPing(socket: WebSocket): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const limit = AbortSignal.timeout(barrierLimitMs);
    const done = () => {
      limit.removeEventListener("abort", done);
      socket.off("pong", done);
      socket.off("close", done);
      resolve();
    };
    limit.addEventListener("abort", done);
    socket.on("pong", done);
    socket.on("close", done);
    socket.ping();
  });
}
