/**
 * A PBX that speaks 3CX's wire protocols on top of a model of calls: token endpoint, Call Control
 * over REST and socket, XAPI, and every fault that can be switched on while it runs.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { callControlRefusal, delayLegAnswer } from "./faults/call-control-faults.ts";
import { createEventFaults } from "./faults/event-faults.ts";
import type { FaultName } from "./faults/fault-name.ts";
import { createFaultSet } from "./faults/fault-set.ts";
import { createOutages } from "./faults/outage-faults.ts";
import { createXapiFaults } from "./faults/xapi-faults.ts";
import { createJwtSigner } from "./jwt.ts";
import { defaultTokenStyle, type SimClient, type SimulatorOptions } from "./options.ts";
import { createPbxView } from "./pbx-view.ts";
import { createTokens } from "./tokens.ts";
import { notFoundPage, reply, unauthorized, type Answer, type HttpRequest } from "./wire/answer.ts";
import { createCallControl } from "./wire/call-control.ts";
import { createEventSockets } from "./wire/event-sockets.ts";
import { createHttpHost } from "./wire/http-host.ts";
import { createTokenEndpoint } from "./wire/token-endpoint.ts";
import { createUpgradeGate } from "./wire/upgrade-gate.ts";
import { createXapi } from "./xapi/xapi.ts";

/** How long a restarting PBX answers with 503. */
const restartMs = 3_000;

export interface SimulatorStats {
  readonly requests: number;
  readonly tokensIssued: number;
  /** Requests and upgrades refused with 401. */
  readonly unauthorized: number;
  readonly socketsOpened: number;
  readonly socketsOpen: number;
  readonly framesSent: number;
}

export interface Simulator {
  /** Rejects when the port is in use. */
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends every connection; takes less than a second. */
  stop(): Promise<void>;
  /** Replaces the set of faults that are switched on. */
  setFaults(names: readonly FaultName[]): void;
  faults(): readonly FaultName[];
  /** Resolves when every open event socket has received what was sent to it so far, after 1 s in any case. */
  barrier(): Promise<void>;
  /** Requests begun and not yet answered, those that wait for the clock included. */
  inFlight(): number;
  /** Those of them that only the clock, or the asker by hanging up, can bring to an end. */
  waiting(): number;
  /** Breaks all event sockets now. */
  dropSockets(): void;
  /** Calls vanish, tokens die, sockets break, and for three seconds every answer is 503. */
  restartPbx(): void;
  stats(): SimulatorStats;
}

export function createSimulator(options: SimulatorOptions): Simulator {
  const { model, clock, random, clients } = options;
  const faults = createFaultSet();
  const { has } = faults;
  const counts = { requests: 0, tokensIssued: 0, unauthorized: 0, socketsOpened: 0 };
  let downUntilMs = 0;

  const view = createPbxView(model, faults);
  const tokens = createTokens({ clock, random, signJwt: createJwtSigner() });
  const style = { ...defaultTokenStyle, ...options.tokenStyle };
  const askForToken = createTokenEndpoint({ tokens, clients, style, has });
  const callControl = createCallControl({ view, has, onDrop: options.onDrop });
  const xapi = createXapi({ model, nowMs: () => clock.nowMs(), has });
  const xapiFaults = createXapiFaults({ has, random });
  const gate = createUpgradeGate({ faults, isDown, clientOf });
  const sockets = createEventSockets({
    sequenceScope: options.sequenceScope ?? "connection",
    eventFaults: createEventFaults({ has, random, findLeg: view.findLeg }),
    sees: callControl.sees,
    answerTo: (client, token, method, path) =>
      tokens.clientOf(token) ? callControl.answer(client, method, path) : unauthorized(),
    onClosed: gate.socketClosed,
  });
  const host = createHttpHost({
    clock,
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    tls: options.tls ?? false,
    handle,
    onUpgrade,
  });

  function isDown(): boolean {
    return clock.nowMs() < downUntilMs;
  }

  /** Only the header counts: a token in the query is refused (source: live test of another client). */
  function clientOf(
    headers: Readonly<Record<string, unknown>>,
  ): { client: SimClient; token: string } | undefined {
    const [, token] = /^Bearer (.+)$/i.exec(String(headers.authorization ?? "")) ?? [];
    const client = token === undefined ? undefined : tokens.clientOf(token);
    return client && token !== undefined ? { client, token } : undefined;
  }

  async function handle(request: HttpRequest): Promise<Answer> {
    counts.requests += 1;
    if (isDown()) return reply(503, "Service Unavailable", { "content-type": "text/html" });
    if (request.path === "/connect/token") {
      const answer = await askForToken(request);
      if (answer.kind === "reply" && answer.status === 200) counts.tokensIssued += 1;
      return answer;
    }
    if (!/^\/(callcontrol|xapi\/v1)(\/|$)/.test(request.path)) return notFoundPage();
    const asker = clientOf(request.headers);
    if (!asker) {
      counts.unauthorized += 1;
      return unauthorized();
    }
    if (request.path.startsWith("/xapi/")) return xapiFaults.around(request, () => xapi(request));
    await delayLegAnswer(request, has);
    return callControlRefusal(has) ?? callControl.answer(asker.client, request.method, request.path);
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const verdict = gate.judge(request);
    if (verdict.kind === "refused") {
      if (verdict.status === 401) counts.unauthorized += 1;
      socket.end(
        `HTTP/1.1 ${verdict.status} ${verdict.reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    counts.socketsOpened += 1;
    sockets.accept(verdict.client, verdict.token, request, socket, head);
  }

  function restartPbx(): void {
    downUntilMs = clock.nowMs() + restartMs;
    sockets.drop();
    tokens.voidAll();
    model.restart();
  }

  tokens.onDeath((token) => {
    if (has("token-kills-socket") || style.socketAfterwards === "closes") sockets.drop(token);
  });
  const stopTelling = view.onChange((change) => sockets.tell(change));
  const stopOutages = createOutages({
    faults,
    clock,
    random,
    dropSockets: () => sockets.drop(),
    voidTokens: tokens.voidAll,
    restart: restartPbx,
  });
  faults.set(options.faults ?? []);

  return {
    start: host.start,
    stop: async () => {
      stopTelling();
      view.stop();
      stopOutages();
      tokens.stop();
      sockets.drop();
      await host.stop();
    },
    setFaults: faults.set,
    faults: faults.list,
    barrier: sockets.barrier,
    inFlight: host.inFlight,
    waiting: host.waiting,
    dropSockets: () => sockets.drop(),
    restartPbx,
    stats: () => ({ ...counts, socketsOpen: sockets.count(), framesSent: sockets.framesSent() }),
  };
}
