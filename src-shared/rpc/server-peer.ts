/**
 * The engine's side: any number of windows, whatever their transports, on one contract and one source of
 * events. What a window gets wrong ends its own connection and touches nobody else.
 */
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import { createBroadcast, type Source } from "./broadcast.ts";
import type { Channel } from "./channel.ts";
import type { CloseReason } from "./close-reason.ts";
import type { RpcContract } from "./contract-shape.ts";
import type { Handlers } from "./handlers.ts";
import { defaultLimits, type RpcLimits } from "./limits.ts";
import { createServerConnection, type ServerConnection } from "./server-connection.ts";

export interface ServerPeerOptions<C extends RpcContract, Caller> {
  readonly contract: C;
  readonly handlers: Handlers<C, Caller>;
  readonly source: Source<C>;
  /** Of the program, shown to people when protocols differ. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<RpcLimits>;
}

export interface ServerPeer<Caller> {
  /** `caller` is handed to every handler: who asks, and from where. */
  accept(channel: Channel, caller: Caller): ServerConnection;
  /** How many windows are connected. */
  windows(): number;
  /** Ends all connections; new ones are refused with the same reason. */
  close(reason: CloseReason): void;
}

export function createServerPeer<C extends RpcContract, Caller>(
  options: ServerPeerOptions<C, Caller>,
): ServerPeer<Caller> {
  const { contract, source, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const broadcast = createBroadcast(contract, source, log);
  const connections = new Map<Channel, ServerConnection>();
  let over: CloseReason | undefined;

  return {
    accept(channel, caller) {
      let ended = false;
      const onClosed = () => {
        ended = true;
        connections.delete(channel);
      };
      const connection = createServerConnection({ ...options, limits, broadcast, channel, caller, onClosed });
      if (!ended) connections.set(channel, connection);
      if (over !== undefined) connection.close(over);
      return connection;
    },
    windows: () => connections.size,
    close(reason) {
      over = reason;
      for (const connection of [...connections.values()]) connection.close(reason);
    },
  };
}
