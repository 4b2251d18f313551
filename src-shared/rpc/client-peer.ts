/** A window's side of one connection: says hello, keeps the order of events, matches answers to requests. */
import type { Channel } from "./channel.ts";
import { closeSentences, type CloseReason } from "./close-reason.ts";
import type { EventOf, MethodOf, ParamsOf, ResultOf, RpcContract, SnapshotOf } from "./contract-shape.ts";
import { failure } from "./handlers.ts";
import { defaultLimits, takenEvery } from "./limits.ts";
import { readMessage, serverMessageSchema, type ClientMessage, type ServerMessage } from "./messages.ts";
import type { RpcAnswer } from "./rpc-error.ts";

/** As much of an AbortSignal as a request needs. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface RequestOptions {
  readonly signal?: CancelSignal;
}

export interface ClientListener<C extends RpcContract> {
  /** The first one follows `welcome`; `version` is the service's. */
  onSnapshot(snapshot: SnapshotOf<C>, version: string): void;
  onEvent(event: EventOf<C>): void;
  /** Anything at all was heard. */
  onHeard?(): void;
  /** Called once. `version`: the service's, when that is the reason. */
  onClosed(reason: CloseReason, details: { readonly sentence: string; readonly version?: string }): void;
}

export interface ClientPeer<C extends RpcContract> {
  /** Never rejects. A cancelled request is over at once, whatever the service still does. */
  request<Method extends MethodOf<C>>(
    method: Method,
    params: ParamsOf<C, Method>,
    options?: RequestOptions,
  ): Promise<RpcAnswer<ResultOf<C, Method>>>;
  ping(): void;
  close(reason: CloseReason): void;
}

export interface ClientPeerOptions<C extends RpcContract> {
  readonly contract: C;
  readonly channel: Channel;
  /** The window's own, shown to people when protocols differ. */
  readonly version: string;
  readonly listener: ClientListener<C>;
  readonly mostAnswerChars?: number;
}

interface Waiting {
  readonly method: string;
  readonly settle: (answer: RpcAnswer<unknown>) => void;
}

export function createClientPeer<C extends RpcContract>(options: ClientPeerOptions<C>): ClientPeer<C> {
  const { contract, channel, listener } = options;
  const mostChars = options.mostAnswerChars ?? defaultLimits.mostAnswerChars;
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let serviceVersion = "";
  /** Of the last event or snapshot; `undefined` while a snapshot is awaited. */
  let seq: number | undefined;
  let greeted = false;
  let untold = 0;
  let over = false;

  const send = (message: ClientMessage) => channel.send(JSON.stringify(message));

  function take(message: ServerMessage): void {
    switch (message.kind) {
      case "welcome":
        greeted = true;
        serviceVersion = message.version;
        return takeSnapshot(message);
      case "snapshot":
        return takeSnapshot(message);
      case "event":
        return takeEvent(message);
      case "reply":
        return takeReply(message.id, message.result);
      case "error":
        return settle(message.id, { ok: false, error: message.error });
      case "pong":
        return;
      case "bye":
        return end(message.reason, message);
      default: {
        const _never: never = message;
        return _never;
      }
    }
  }

  function takeSnapshot({ seq: at, snapshot }: { readonly seq: number; readonly snapshot?: unknown }): void {
    const read = safeParse(contract.snapshot, snapshot);
    if (!greeted || read === undefined) return close("malformed");
    seq = at;
    taken();
    listener.onSnapshot(read.data as SnapshotOf<C>, serviceVersion);
  }

  function takeEvent(message: ServerMessage & { readonly kind: "event" }): void {
    taken();
    // While a snapshot is on its way, it tells more than this event.
    if (seq === undefined || message.seq <= seq) return;
    if (message.seq !== seq + 1) {
      seq = undefined;
      return send({ kind: "snapshot" });
    }
    seq = message.seq;
    // A newer service of the same protocol may tell of things that this window does not show.
    if (!Object.hasOwn(contract.events, message.event)) return;
    const read = safeParse(contract.events[message.event], message.data);
    if (read === undefined) return close("malformed");
    // The schema of this very event has read the data.
    listener.onEvent({ event: message.event, data: read.data } as EventOf<C>);
  }

  function taken(): void {
    untold += 1;
    if (untold < takenEvery) return;
    send({ kind: "taken", count: untold });
    untold = 0;
  }

  function takeReply(id: number, result: unknown): void {
    const asked = waiting.get(id);
    if (asked === undefined) return;
    const read = safeParse(contract.methods[asked.method]?.result, result);
    if (read === undefined) return settle(id, failure("failed", "The service's answer makes no sense here."));
    settle(id, { ok: true, result: read.data });
  }

  function settle(id: number, answer: RpcAnswer<unknown>): void {
    waiting.get(id)?.settle(answer);
    waiting.delete(id);
  }

  function close(reason: CloseReason): void {
    if (over) return;
    channel.close(reason);
    end(reason, { sentence: closeSentences[reason] });
  }

  function end(reason: CloseReason, { sentence, version }: { sentence: string; version?: string }): void {
    if (over) return;
    over = true;
    const code = reason === "version" ? "version" : "disconnected";
    for (const { settle: tell } of waiting.values()) tell(failure(code, sentence));
    waiting.clear();
    channel.close("closed");
    listener.onClosed(reason, version === undefined ? { sentence } : { sentence, version });
  }

  function request<Method extends MethodOf<C>>(
    method: Method,
    params: ParamsOf<C, Method>,
    { signal }: RequestOptions = {},
  ): Promise<RpcAnswer<ResultOf<C, Method>>> {
    if (over) return Promise.resolve(failure("disconnected", "There is no connection to the service."));
    if (signal?.aborted === true) return Promise.resolve(cancelled);
    lastId += 1;
    const id = lastId;
    const text = JSON.stringify({ kind: "request", id, method, params } satisfies ClientMessage);
    if (text.length > defaultLimits.mostRequestChars) {
      return Promise.resolve(failure("bad-params", "This is too large to be sent to the service."));
    }
    return new Promise((resolve) => {
      const cancel = () => {
        send({ kind: "cancel", id });
        settle(id, cancelled);
      };
      signal?.addEventListener("abort", cancel);
      waiting.set(id, {
        method,
        settle(answer) {
          signal?.removeEventListener("abort", cancel);
          // The result was read by the schema of this very method.
          resolve(answer as RpcAnswer<ResultOf<C, Method>>);
        },
      });
      channel.send(text);
    });
  }

  channel.onMessage((text) => {
    if (over) return;
    listener.onHeard?.();
    const read = readMessage(serverMessageSchema, text, mostChars);
    if (read.ok) take(read.message);
    else close(read.reason);
  });
  channel.onClose((reason) => end(reason, { sentence: closeSentences[reason] }));
  if (!over) send({ kind: "hello", protocol: contract.protocolVersion, version: options.version });

  return {
    request,
    ping: () => (over ? undefined : send({ kind: "ping" })),
    close,
  };
}

const cancelled = failure("cancelled", "The request was cancelled.");

interface Schema {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}

/** `undefined` when the value does not fit. */
function safeParse(schema: Schema | undefined, value: unknown): { readonly data: unknown } | undefined {
  const read = schema?.safeParse(value);
  return read?.success === true ? { data: read.data } : undefined;
}
