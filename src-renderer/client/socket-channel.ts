/** The browser's way to the engine: a WebSocket to the https server that the page came from. */
import type { Channel } from "../../src-shared/rpc/channel.ts";
import { isCloseReason, socketCloseCode, type CloseReason } from "../../src-shared/rpc/close-reason.ts";
import { createEnds } from "../../src-shared/rpc/channel-ends.ts";

/** As much of a browser's WebSocket as is needed. */
export interface SocketLike {
  send(text: string): void;
  close(code: number, reason: string): void;
  readonly bufferedAmount: number;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: "close",
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

export interface SocketChannelOptions {
  readonly open: () => SocketLike;
  /** Asked when the socket never opened, since a browser does not say why. Never rejects. */
  readonly whyNot: () => Promise<CloseReason>;
}

export function createSocketChannel({ open, whyNot }: SocketChannelOptions): Channel {
  const ends = createEnds();
  const unsent: string[] = [];
  const socket = open();
  let isOpen = false;

  socket.addEventListener("open", () => {
    isOpen = true;
    for (const text of unsent.splice(0)) socket.send(text);
  });
  // A close follows, which says more.
  socket.addEventListener("error", () => {});
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") ends.take(data);
    else close("malformed");
  });
  socket.addEventListener("close", ({ code, reason }) => {
    if (isOpen) ends.end(reasonOf(code, reason));
    else if (!ends.isOver()) void whyNot().then(ends.end);
  });

  function close(reason: CloseReason): void {
    if (ends.isOver()) return;
    socket.close(socketCloseCode, reason);
    ends.end(reason);
  }

  return {
    send(text) {
      if (ends.isOver()) return;
      if (isOpen) socket.send(text);
      else unsent.push(text);
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close,
    buffered: () => socket.bufferedAmount,
  };
}

function reasonOf(code: number, reason: string): CloseReason {
  if (code === socketCloseCode && isCloseReason(reason)) return reason;
  // RFC 6455: 1001 "going away", 1009 "message too big".
  if (code === 1001) return "stopping";
  return code === 1009 ? "too-large" : "lost";
}
