/**
 * The connections of one endpoint to one origin. undici's own pool opens a further connection when a
 * request follows the one before within the same turn of the event loop, which is the usual case
 * here (ringing, then started); so each connection is a client of its own and the last used goes first.
 */
import { Client } from "undici";
import type { CertificateFacts } from "./error-words.ts";
import type { ConnectSteps } from "./connect-steps.ts";
import type { ConnectorOptions } from "./connector.ts";
import { createConnector } from "./connector.ts";

/** Kept open for the next stage of a call. A receiver that closes earlier costs one quick repetition. */
const keepAliveTimeoutMs = 15_000;

export interface Connection {
  readonly client: Client;
  /** Rises with each connection that was made. */
  opened(): number;
  /** Of making it, the last time. */
  steps(): ConnectSteps | undefined;
  /** What the certificate said that made a connection fail with this error. */
  certificateOf(error: unknown): CertificateFacts | undefined;
}

export interface Connections {
  /** One that nobody uses; there are never more than requests in flight at a time. */
  take(): Connection;
  giveBack(connection: Connection): void;
  /** Closes what is idle now and the others when they are given back. */
  close(): void;
  /** Closes everything at once. */
  destroy(): Promise<void>;
}

export function createConnections(origin: string, options: Omit<ConnectorOptions, "onOpen">): Connections {
  const idle: Connection[] = [];
  const all = new Set<Connection>();
  let closed = false;

  function open(): Connection {
    let opened = 0;
    const connector = createConnector({ ...options, onOpen: () => (opened += 1) });
    const client = new Client(origin, {
      pipelining: 1,
      connect: connector.connect,
      keepAliveTimeout: keepAliveTimeoutMs,
    });
    const { certificateOf, steps } = connector;
    const connection = { client, opened: () => opened, certificateOf, steps };
    all.add(connection);
    return connection;
  }

  function end(connection: Connection): void {
    all.delete(connection);
    void connection.client.close().catch(() => undefined);
  }

  return {
    take: () => idle.pop() ?? open(),
    giveBack(connection) {
      if (closed) end(connection);
      else idle.push(connection);
    },
    close() {
      closed = true;
      for (const connection of idle.splice(0)) end(connection);
    },
    async destroy() {
      closed = true;
      idle.length = 0;
      const clients = [...all].map(({ client }) => client.destroy());
      all.clear();
      await Promise.allSettled(clients);
    },
  };
}
