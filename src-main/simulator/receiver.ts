/**
 * A CRM that is none: records every webhook it gets and can be told to misbehave. It shows newcomers
 * what their own CRM will receive, and tests what happens when a CRM is slow, broken or gone.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Certificate } from "./certificate.ts";
import { reply, type Answer, type HttpRequest } from "./wire/answer.ts";
import { createHttpHost } from "./wire/http-host.ts";

export interface ReceivedRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  /** Path and query exactly as sent. */
  readonly target: string;
  /** Names and values of the query in order, decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly atMs: number;
}

/** How to answer one request; all members may be combined except `reset` and `never`. */
export interface ReceiverBehaviour {
  /** Default 200. */
  readonly status?: number;
  /** Milliseconds of clock time before the answer. */
  readonly delayMs?: number;
  readonly body?: string;
  /** Value of the header Retry-After: seconds or a date. */
  readonly retryAfter?: string;
  /** Value of the header Location. */
  readonly location?: string;
  /** Cuts the connection instead of an answer. */
  readonly reset?: boolean;
  /** Takes the request and never answers. */
  readonly never?: boolean;
}

export interface ReceiverOptions {
  readonly clock: Clock;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  readonly tls?: false | Certificate;
  /** How many requests are remembered; the oldest go first. Default 20 000. */
  readonly keep?: number;
}

export interface Receiver {
  /** Rejects when the port is in use. */
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends every connection; takes less than a second. */
  stop(): Promise<void>;
  /** Address while it runs, without a path. */
  url(): string;
  /** In order of arrival; the list goes on growing. */
  requests(): readonly ReceivedRequest[];
  clear(): void;
  /** Calls `listener` at each arrival, before the answer; returns the unsubscriber. */
  onRequest(listener: (request: ReceivedRequest) => void): () => void;
  /** One behaviour for all requests from now on, or one for each in turn of which the last stays. */
  setBehaviour(behaviour: ReceiverBehaviour | readonly ReceiverBehaviour[]): void;
  /** Requests begun and not yet answered, those that wait for the clock included. */
  inFlight(): number;
  /** Those of them that only the clock, or the sender by hanging up, can bring to an end. */
  waiting(): number;
}

export function createReceiver(options: ReceiverOptions): Receiver {
  const { clock, keep = 20_000 } = options;
  const listeners = new Set<(request: ReceivedRequest) => void>();
  const received: ReceivedRequest[] = [];
  let behaviours: readonly ReceiverBehaviour[] = [];
  let address = "";

  const host = createHttpHost({
    clock,
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    tls: options.tls ?? false,
    handle,
  });

  function record(request: HttpRequest): void {
    const entry: ReceivedRequest = {
      method: request.method,
      path: request.path,
      target: request.target,
      query: [...request.query],
      headers: request.headers,
      body: request.body.toString("utf8"),
      atMs: clock.nowMs(),
    };
    received.push(entry);
    if (received.length > keep) received.shift();
    for (const listener of listeners) listener(entry);
  }

  function nextBehaviour(): ReceiverBehaviour {
    const [first = {}, ...others] = behaviours;
    if (others.length > 0) behaviours = others;
    return first;
  }

  async function handle(request: HttpRequest): Promise<Answer> {
    const behaviour = nextBehaviour();
    record(request);
    if (behaviour.never) return { kind: "never" };
    if (behaviour.delayMs !== undefined) await request.wait(behaviour.delayMs);
    if (behaviour.reset) return { kind: "reset" };
    return reply(behaviour.status ?? 200, behaviour.body ?? "", {
      "content-type": "text/plain; charset=utf-8",
      ...(behaviour.retryAfter === undefined ? {} : { "retry-after": behaviour.retryAfter }),
      ...(behaviour.location === undefined ? {} : { location: behaviour.location }),
    });
  }

  return {
    start: async () => {
      const started = await host.start();
      address = started.url;
      return started;
    },
    stop: host.stop,
    url: () => address,
    requests: () => received,
    clear: () => {
      received.length = 0;
    },
    onRequest: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setBehaviour: (behaviour) => {
      behaviours = isList(behaviour) ? behaviour : [behaviour];
    },
    inFlight: host.inFlight,
    waiting: host.waiting,
  };
}

function isList(
  value: ReceiverBehaviour | readonly ReceiverBehaviour[],
): value is readonly ReceiverBehaviour[] {
  return Array.isArray(value);
}
