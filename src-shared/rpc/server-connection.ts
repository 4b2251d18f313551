/** One window's connection, as the engine sees it: hello, requests, events, and what is not taken from it. */
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Broadcast } from "./broadcast.ts";
import type { Channel } from "./channel.ts";
import { closeSentences, type CloseReason } from "./close-reason.ts";
import type { RpcContract } from "./contract-shape.ts";
import { failure, runCall, type Handlers } from "./handlers.ts";
import type { RpcLimits } from "./limits.ts";
import { clientMessageSchema, readMessage, type ClientMessage, type ServerMessage } from "./messages.ts";
import type { RpcAnswer } from "./rpc-error.ts";

declare const AbortController: new () => { readonly signal: AbortSignal; abort(): void };

export interface ServerConnection {
  /** Tells the window why and ends; requests that run are cancelled. */
  close(reason: CloseReason): void;
}

export interface ServerConnectionOptions<C extends RpcContract, Caller> {
  readonly contract: C;
  readonly handlers: Handlers<C, Caller>;
  readonly broadcast: Broadcast;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: RpcLimits;
  readonly channel: Channel;
  readonly caller: Caller;
  readonly onClosed: () => void;
}

export function createServerConnection<C extends RpcContract, Caller>(
  options: ServerConnectionOptions<C, Caller>,
): ServerConnection {
  const { contract, broadcast, version, limits, channel, caller, log } = options;
  const running = new Map<number, { abort(): void }>();
  let greeted = false;
  let over = false;
  /** Events and snapshots on their way. */
  let untaken = 0;
  /** Something was left out: nothing goes on before a fresh snapshot. */
  let behind = false;
  let leave = () => {};
  const stopWaiting = options.clock.after(limits.helloWithinMs, () => close("silent"));

  const buffered = () => channel.buffered?.() ?? 0;
  const send = (message: ServerMessage) => sendText(JSON.stringify(message));

  function sendText(text: string): void {
    if (over) return;
    channel.send(text);
    if (buffered() > limits.mostBuffered) close("too-slow");
  }

  function push(text: string): void {
    if (behind) return catchUp();
    if (untaken >= limits.mostUntaken || buffered() > limits.fullBuffer) {
      behind = true;
      return;
    }
    untaken += 1;
    sendText(text);
  }

  /** Once most of what was sent has been taken, one snapshot stands for all that was left out. */
  function catchUp(): void {
    if (!behind || untaken > limits.mostUntaken / 2 || buffered() > limits.fullBuffer) return;
    behind = false;
    sendSnapshot({ kind: "snapshot" });
  }

  function sendSnapshot(head: { readonly kind: string; readonly version?: string }): void {
    if (untaken >= limits.mostUntaken) {
      behind = true;
      return;
    }
    const text = broadcast.snapshot(head);
    if (text === undefined) return close("closed");
    untaken += 1;
    sendText(text);
  }

  function take(message: ClientMessage): void {
    if (!greeted) {
      if (message.kind === "hello") return greet(message);
      return close("malformed");
    }
    switch (message.kind) {
      case "hello":
        return close("malformed");
      case "request":
        return void answer(message);
      case "cancel":
        return running.get(message.id)?.abort();
      case "snapshot":
        return sendSnapshot({ kind: "snapshot" });
      case "taken":
        if (message.count > untaken) return close("malformed");
        untaken -= message.count;
        return catchUp();
      case "ping":
        send({ kind: "pong" });
        return catchUp();
      default: {
        const _never: never = message;
        return _never;
      }
    }
  }

  function greet(hello: ClientMessage & { readonly kind: "hello" }): void {
    stopWaiting();
    if (hello.protocol !== contract.protocolVersion) {
      log.info("A window of another version was refused.", { window: hello.version, service: version });
      return close("version");
    }
    greeted = true;
    leave = broadcast.join(push);
    sendSnapshot({ kind: "welcome", version });
  }

  async function answer(request: ClientMessage & { readonly kind: "request" }): Promise<void> {
    const { id } = request;
    if (running.has(id)) return close("malformed");
    if (running.size >= limits.mostRequestsInFlight) {
      return reply(id, failure("too-many", "Too much was asked at once. Try again in a moment."));
    }
    const controller = new AbortController();
    running.set(id, controller);
    const came = await runCall(options, request, { signal: controller.signal, caller });
    running.delete(id);
    reply(id, came);
  }

  function reply(id: number, came: RpcAnswer<unknown>): void {
    if (!came.ok) return send({ kind: "error", id, error: came.error });
    const text = toText({ kind: "reply", id, result: came.result });
    if (text === undefined) return reply(id, failure("failed", "The answer cannot be sent."));
    if (text.length <= limits.mostAnswerChars) return sendText(text);
    reply(id, failure("failed", "The answer is too large. Ask for less at a time."));
  }

  function close(reason: CloseReason): void {
    if (over) return;
    const bye = { kind: "bye", reason, sentence: closeSentences[reason] } as const;
    channel.send(JSON.stringify(reason === "version" ? { ...bye, version } : bye));
    channel.close(reason);
    ended(reason);
  }

  function ended(reason: CloseReason): void {
    if (over) return;
    over = true;
    stopWaiting();
    leave();
    for (const controller of running.values()) controller.abort();
    if (reason === "malformed" || reason === "too-large" || reason === "too-slow") {
      log.warn("A window's connection was ended.", { reason: closeSentences[reason] });
    }
    options.onClosed();
  }

  channel.onClose(ended);
  channel.onMessage((text) => {
    if (over) return;
    const read = readMessage(clientMessageSchema, text, limits.mostRequestChars);
    if (read.ok) take(read.message);
    else close(read.reason);
  });
  return { close };
}

/** `undefined` for what JSON cannot hold, which a contract should not have promised. */
function toText(message: ServerMessage): string | undefined {
  try {
    return JSON.stringify(message);
  } catch {
    return undefined;
  }
}
