/**
 * Sends webhooks with undici: its own connections for each endpoint, so a receiver that hangs costs
 * the others nothing.
 */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { Target } from "./address.ts";
import { targetOf } from "./address.ts";
import type { Connection, Connections } from "./connections.ts";
import { createConnections } from "./connections.ts";
import { codeOf, failureInWords } from "./error-words.ts";
import type { Exchange } from "./exchange.ts";
import { exchange } from "./exchange.ts";
import type { OutgoingMessage, Sender, SendResult } from "./sender.ts";

const connectTimeoutMs = 3000;
const headersTimeoutMs = 10_000;
const bodyTimeoutMs = 5000;
/** A kept connection that dies this soon was closed by the receiver while idle. */
const staleWithinMs = 1000;

interface Timeouts {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly totalMs: number;
}

/** An endpoint's connections, by origin. */
interface Line {
  readonly settings: EndpointSettings;
  readonly timeouts: Timeouts;
  readonly byOrigin: Map<string, Connections>;
}

export function createHttpSender(): Sender {
  const lines = new Map<string, Line>();

  function lineOf(settings: EndpointSettings): Line {
    const known = lines.get(settings.name);
    if (known?.settings === settings) return known;
    if (known !== undefined) closeLine(known);
    const line: Line = { settings, timeouts: timeoutsOf(settings), byOrigin: new Map() };
    lines.set(settings.name, line);
    return line;
  }

  return {
    async send(settings, message) {
      const target = targetOf(message.url);
      if (target === undefined) return badAddress(settings);
      const { authorization } = target;
      const headers = authorization === undefined ? message.headers : { authorization, ...message.headers };
      const line = lineOf(settings);
      const connections = connectionsOf(line, target.origin);
      const connection = connections.take();
      const result = await sendOn(connection, line.timeouts, target, { ...message, headers });
      connections.giveBack(connection);
      return result;
    },
    forget(endpointName) {
      const line = lines.get(endpointName);
      if (line === undefined) return;
      lines.delete(endpointName);
      closeLine(line);
    },
    async close() {
      const all = [...lines.values()].flatMap((line) => [...line.byOrigin.values()]);
      lines.clear();
      await Promise.all(all.map((connections) => connections.destroy()));
    },
  };
}

function timeoutsOf(settings: EndpointSettings): Timeouts {
  const totalMs = settings.timeoutS * 1000;
  return {
    connectMs: Math.min(connectTimeoutMs, totalMs),
    headersMs: Math.min(headersTimeoutMs, totalMs),
    totalMs,
  };
}

function closeLine(line: Line): void {
  for (const connections of line.byOrigin.values()) connections.close();
}

function connectionsOf(line: Line, origin: string): Connections {
  const known = line.byOrigin.get(origin);
  if (known !== undefined) return known;
  const connections = createConnections(origin, line.timeouts.connectMs);
  line.byOrigin.set(origin, connections);
  return connections;
}

async function sendOn(
  connection: Connection,
  timeouts: Timeouts,
  target: Target,
  message: OutgoingMessage,
): Promise<SendResult> {
  const order = {
    connection,
    path: target.path,
    message,
    headersTimeoutMs: timeouts.headersMs,
    bodyTimeoutMs,
    totalTimeoutMs: timeouts.totalMs,
  };
  const first = await exchange(order);
  const result = isStale(first) ? await exchange(order) : first;
  if (result.status !== undefined) return answerOf(result, result.status);
  const error = failureInWords(result.error, {
    url: target.url,
    phase: result.requestStarted ? "answer" : "connect",
    timeouts,
    certificate: connection.certificateOf(result.error),
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
