/** One WebSocket of the server as the channel that a peer speaks over. */
import type { WebSocket } from "ws";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import { createEnds } from "../../../src-shared/rpc/channel-ends.ts";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import { isCloseReason, socketCloseCode, type CloseReason } from "../../../src-shared/rpc/close-reason.ts";

const askEveryMs = 30_000;
/** How long the other side has to agree to a close. */
const agreeWithinMs = 1_000;

/** `onAlive` is called whenever the browser has shown that the window is still open. */
export function createWsChannel(socket: WebSocket, clock: Clock, onAlive: () => void): Channel {
  const ends = createEnds();
  let alive = true;
  let cancel = clock.after(askEveryMs, askAlive);

  function askAlive(): void {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
    cancel = clock.after(askEveryMs, askAlive);
  }

  function close(reason: CloseReason): void {
    if (ends.isOver()) return;
    socket.close(socketCloseCode, reason);
    cancel();
    cancel = clock.after(agreeWithinMs, () => socket.terminate());
    ends.end(reason);
  }

  socket.on("pong", () => {
    alive = true;
    onAlive();
  });
  // `ws` hands text over as a Buffer, too.
  socket.on("message", (data, isBinary) => {
    if (ends.isOver()) return;
    if (isBinary || !Buffer.isBuffer(data)) return close("malformed");
    ends.take(data.toString("utf8"));
  });
  // Too large a frame, broken UTF-8 and the like: `ws` closes by itself.
  socket.on("error", () => {});
  socket.once("close", (code, reason) => {
    cancel();
    ends.end(reasonOf(code, reason.toString("utf8")));
  });

  return {
    send(text) {
      if (!ends.isOver()) socket.send(text);
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close,
    buffered: () => socket.bufferedAmount,
  };
}

function reasonOf(code: number, reason: string): CloseReason {
  if (code === socketCloseCode && isCloseReason(reason)) return reason;
  return code === 1009 ? "too-large" : "lost";
}
