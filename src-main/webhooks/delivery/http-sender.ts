/**
 * Sends webhooks with undici: its own connections for each endpoint, so a receiver that hangs costs
 * the others nothing.
 */
import { Pool } from "undici";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { targetOf } from "./address.ts";
import type { Connector } from "./connector.ts";
import { createConnector } from "./connector.ts";
import { codeOf, failureInWords } from "./error-words.ts";
import type { Exchange } from "./exchange.ts";
import { exchange } from "./exchange.ts";
import type { OutgoingMessage, Sender, SendResult } from "./sender.ts";

const connectTimeoutMs = 3000;
const headersTimeoutMs = 10_000;
const bodyTimeoutMs = 5000;
/** Kept open for the next stage of a call. A receiver that closes earlier costs one quick repetition. */
const keepAliveTimeoutMs = 15_000;
/** A kept connection that dies this soon was closed by the receiver while idle. */
const staleWithinMs = 1000;

interface Line {
  readonly settings: EndpointSettings;
  readonly connector: Connector;
  readonly pools: Map<string, Pool>;
}

export function createHttpSender(): Sender {
  const lines = new Map<string, Line>();

  function lineOf(settings: EndpointSettings): Line {
    const known = lines.get(settings.name);
    if (known?.settings === settings) return known;
    if (known !== undefined) closeLine(known);
    const connector = createConnector(Math.min(connectTimeoutMs, settings.timeoutS * 1000));
    const line: Line = { settings, connector, pools: new Map() };
    lines.set(settings.name, line);
    return line;
  }

  return {
    async send(settings, message) {
      const target = targetOf(message.url);
      if (target === undefined) return badAddress(settings);
      const { authorization } = target;
      const headers = authorization === undefined ? message.headers : { authorization, ...message.headers };
      return sendOn(lineOf(settings), target, { ...message, headers });
    },
    forget(endpointName) {
      const line = lines.get(endpointName);
      if (line === undefined) return;
      lines.delete(endpointName);
      closeLine(line);
    },
    async close() {
      const pools = [...lines.values()].flatMap((line) => [...line.pools.values()]);
      lines.clear();
      await Promise.allSettled(pools.map((pool) => pool.destroy()));
    },
  };
}

/** Lets requests in flight end, then closes. */
function closeLine(line: Line): void {
  for (const pool of line.pools.values()) void pool.close().catch(() => undefined);
}

function poolFor(line: Line, origin: string): Pool {
  const known = line.pools.get(origin);
  if (known !== undefined) return known;
  const pool = new Pool(origin, {
    connections: line.settings.concurrency,
    pipelining: 1,
    connect: line.connector.connect,
    keepAliveTimeout: keepAliveTimeoutMs,
  });
  line.pools.set(origin, pool);
  return pool;
}

interface Destination {
  readonly url: URL;
  readonly origin: string;
  readonly path: string;
}

async function sendOn(line: Line, target: Destination, message: OutgoingMessage): Promise<SendResult> {
  const totalTimeoutMs = line.settings.timeoutS * 1000;
  const timeouts = {
    connectMs: Math.min(connectTimeoutMs, totalTimeoutMs),
    headersMs: Math.min(headersTimeoutMs, totalTimeoutMs),
    totalMs: totalTimeoutMs,
  };
  const order = {
    pool: poolFor(line, target.origin),
    origin: target.origin,
    path: target.path,
    message,
    headersTimeoutMs: timeouts.headersMs,
    bodyTimeoutMs,
    totalTimeoutMs,
  };
  const first = await exchange(order);
  const result = isStale(first) ? await exchange(order) : first;
  if (result.status !== undefined) return answerOf(result, result.status);
  const error = failureInWords(result.error, {
    url: target.url,
    phase: result.requestStarted ? "answer" : "connect",
    timeouts,
    certificate: line.connector.certificateOf(result.error),
  });
  return { kind: "error", error, phases: result.phases };
}

/** A known race of keep-alive (nodejs/node#47130): the receiver closes just when the next request leaves. */
function isStale(result: Exchange): boolean {
  return (
    result.status === undefined &&
    result.reusedConnection &&
    result.phases.firstByteMs === undefined &&
    result.phases.totalMs < staleWithinMs &&
    ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes(codeOf(result.error))
  );
}

function answerOf(result: Exchange, status: number): SendResult {
  return {
    kind: "answer",
    status,
    retryAfter: single(result.headers["retry-after"]),
    location: single(result.headers["location"]),
    text: result.text,
    phases: result.phases,
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function badAddress(settings: EndpointSettings): SendResult {
  const error = `The address of the endpoint ${settings.name} is not a valid http or https address; correct it in the settings.`;
  return { kind: "error", error, phases: { totalMs: 0 } };
}
