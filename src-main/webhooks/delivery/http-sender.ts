/**
 * Sends webhooks with undici: its own connections for each endpoint, so a receiver that hangs costs
 * the others nothing.
 */
import { lookup as systemLookup } from "node:dns";
import { networkInterfaces } from "node:os";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { Target } from "./address.ts";
import { targetOf } from "./address.ts";
import type { OwnServer } from "./address-rules.ts";
import { createAddressRules } from "./address-rules.ts";
import type { Connection, Connections } from "./connections.ts";
import { createConnections } from "./connections.ts";
import { codeOf, failureInWords, needsNewSettings } from "./error-words.ts";
import type { Exchange } from "./exchange.ts";
import { exchange } from "./exchange.ts";
import type { Lookup } from "./lookup.ts";
import { createSharedLookup } from "./lookup.ts";
import type { OutgoingMessage, Sender, SendResult } from "./sender.ts";
import type { TlsFiles, TlsRead } from "./tls-files.ts";
import { createTlsFiles } from "./tls-files.ts";

const usualTimeouts = { connectMs: 3000, headersMs: 10_000, bodyMs: 5000 };
/** A kept connection that dies this soon was closed by the receiver while idle. */
const staleWithinMs = 1000;

interface Timeouts {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyMs: number;
  readonly totalMs: number;
}

export interface HttpSenderOptions {
  /** Where this program's own server listens: nothing is sent there. */
  readonly ownServer?: (() => OwnServer | undefined) | undefined;
  /** Default: the system's resolver. */
  readonly lookup?: Lookup;
  /** Limits that hold besides an endpoint's own `timeoutS`. */
  readonly timeouts?: Partial<Omit<Timeouts, "totalMs">>;
}

/** What an endpoint has for itself: its files, and its connections by origin. */
interface Line {
  readonly settings: EndpointSettings;
  readonly timeouts: Timeouts;
  readonly files: TlsFiles;
  readonly lookup: Lookup;
  /** What the connections were made with. */
  tls: TlsRead | undefined;
  readonly byOrigin: Map<string, Connections>;
}

export function createHttpSender(options: HttpSenderOptions = {}): Sender {
  const lines = new Map<string, Line>();
  const rules = createAddressRules({ ownServer: options.ownServer, ownAddresses });

  function lineOf(settings: EndpointSettings): Line {
    const known = lines.get(settings.name);
    if (known?.settings === settings) return known;
    if (known !== undefined) closeLine(known);
    const line: Line = {
      settings,
      timeouts: timeoutsOf(settings, options),
      files: createTlsFiles(settings),
      lookup: createSharedLookup(options.lookup ?? systemLookup),
      tls: undefined,
      byOrigin: new Map(),
    };
    lines.set(settings.name, line);
    return line;
  }

  /** Changed certificates need new connections; those in use end with their request. */
  function connectionsOf(line: Line, origin: string, tls: TlsRead & { readonly ok: true }): Connections {
    if (line.tls !== tls) closeLine(line);
    line.tls = tls;
    const known = line.byOrigin.get(origin);
    if (known !== undefined) return known;
    const { lookup, timeouts, settings } = line;
    const connections = createConnections(origin, {
      timeoutMs: timeouts.connectMs,
      rules,
      lookup,
      tls: tls.material,
      acceptFingerprint: settings.acceptFingerprint,
    });
    line.byOrigin.set(origin, connections);
    return connections;
  }

  return {
    async send(settings, message) {
      const target = targetOf(message.url);
      if (target === undefined) return badAddress(settings);
      const { authorization } = target;
      const headers = authorization === undefined ? message.headers : { authorization, ...message.headers };
      const line = lineOf(settings);
      const tls = await line.files.current();
      if (!tls.ok) return settingsMistake(tls.error);
      const connections = connectionsOf(line, target.origin, tls);
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

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
}

function timeoutsOf(settings: EndpointSettings, options: HttpSenderOptions): Timeouts {
  const totalMs = settings.timeoutS * 1000;
  const { connectMs, headersMs, bodyMs } = { ...usualTimeouts, ...options.timeouts };
  return {
    connectMs: Math.min(connectMs, totalMs),
    headersMs: Math.min(headersMs, totalMs),
    bodyMs,
    totalMs,
  };
}

function closeLine(line: Line): void {
  for (const connections of line.byOrigin.values()) connections.close();
  line.byOrigin.clear();
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
    bodyTimeoutMs: timeouts.bodyMs,
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
    newConnection: !result.reusedConnection,
  });
  return { kind: "error", error, config: needsNewSettings(result.error), phases: result.phases };
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
    facts: result.facts,
    phases: result.phases,
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function badAddress(settings: EndpointSettings): SendResult {
  const error = `The address of the endpoint ${settings.name} is not a valid http or https address; correct it in the settings.`;
  return settingsMistake(error);
}

function settingsMistake(error: string): SendResult {
  return { kind: "error", error, config: true, phases: { totalMs: 0 } };
}
