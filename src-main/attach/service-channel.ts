/** The monitor's socket of a service as a channel, over a line whose certificate was compared already. */
import { WebSocket } from "ws";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { createEnds } from "../../src-shared/rpc/channel-ends.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import { isCloseReason, socketCloseCode, type CloseReason } from "../../src-shared/rpc/close-reason.ts";
import { monitorPaths } from "../../src-shared/rpc/monitor-session.ts";
import type { Line } from "./pinned-line.ts";
import type { ServiceAddress } from "./service-address.ts";

/** The service asks every half minute whether anybody is there. */
const silentMs = 75_000;
const mostBytes = 64 * 1024 * 1024;

export function openServiceChannel(
  { socket: line }: Line,
  { authority }: ServiceAddress,
  cookie: string,
  clock: Clock,
): Channel {
  // `ws:` because the line is encrypted already.
  const socket = new WebSocket(`ws://${authority}${monitorPaths.socket}`, {
    createConnection: () => line,
    headers: { host: authority, ...(cookie === "" ? {} : { cookie }) },
    origin: `https://${authority}`,
    maxPayload: mostBytes,
    perMessageDeflate: false,
    followRedirects: false,
  });
  const ends = createEnds(() => cancelSilence());
  const unsent: string[] = [];
  let cancelSilence = () => {};

  function heard(): void {
    cancelSilence();
    if (ends.isOver()) return;
    cancelSilence = clock.after(silentMs, () => close("silent"));
  }

  function close(reason: CloseReason): void {
    if (ends.isOver()) return;
    if (socket.readyState === WebSocket.OPEN) socket.close(socketCloseCode, reason);
    else socket.terminate();
    ends.end(reason);
  }

  socket.on("open", () => {
    for (const text of unsent.splice(0)) socket.send(text);
  });
  socket.on("ping", heard);
  socket.on("message", (data, isBinary) => {
    heard();
    if (ends.isOver()) return;
    if (isBinary || !Buffer.isBuffer(data)) return close("malformed");
    ends.take(data.toString("utf8"));
  });
  socket.on("error", () => {});
  socket.once("close", (code, reason) => {
    const word = reason.toString("utf8");
    ends.end(code === socketCloseCode && isCloseReason(word) ? word : "lost");
  });
  heard();

  return {
    send(text) {
      if (ends.isOver()) return;
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
      else unsent.push(text);
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close,
    buffered: () => socket.bufferedAmount,
  };
}
