/**
 * Connections below the requests: one address cannot take all there are, and who is asked for a handshake and
 * gives none is ended. Node's own time limit for handshakes only reports, and its `close` waits for them.
 */
import type { Server } from "node:https";
import type { Socket } from "node:net";
import { networkOf } from "./network-of.ts";

export interface Connections {
  /** Ends those without a finished handshake: nothing was ever asked over them. */
  endUnfinished(): void;
}

/** From one address, no more than so many connections at a time are kept; further ones are closed at once. */
export function guardConnections(server: Server, mostForOne: number): Connections {
  const counts = new Map<string, number>();
  const unfinished = new Map<string, Socket>();

  function letGo(network: string): void {
    const left = (counts.get(network) ?? 1) - 1;
    if (left === 0) counts.delete(network);
    else counts.set(network, left);
  }

  server.on("connection", (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? "");
    const count = counts.get(network) ?? 0;
    if (count >= mostForOne) {
      socket.destroy();
      return;
    }
    counts.set(network, count + 1);
    const other = otherEnd(socket);
    unfinished.set(other, socket);
    socket.once("close", () => {
      letGo(network);
      if (unfinished.get(other) === socket) unfinished.delete(other);
    });
  });
  server.on("secureConnection", (socket) => void unfinished.delete(otherEnd(socket)));
  server.on("tlsClientError", (_error, socket) => socket.destroy());

  return {
    endUnfinished() {
      for (const socket of unfinished.values()) socket.destroy();
    },
  };
}

function otherEnd({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
