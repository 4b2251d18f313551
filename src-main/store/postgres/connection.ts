/**
 * One connection to the server, made when it is needed and made anew after it broke. What is asked runs
 * one after the other; nothing here waits for a server that is away: it fails, and who asked tries again.
 */
import { Client } from "pg";
import { isAnswerOfServer } from "./failure.ts";

export type Row = Readonly<Record<string, unknown>>;

/** `values` stand for $1, $2 … */
export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

export interface PostgresConnection {
  /** Everything that `work` asks is committed when this resolves, or nothing of it was done when it rejects. */
  transaction<Value>(work: (query: Query) => Promise<Value>): Promise<Value>;
  query: Query;
  /** Connects, if it is not connected. */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Breaks off at once, as a killed process would. */
  destroy(): void;
}

export interface ConnectionOptions {
  /** `postgres://user:password@host:port/database`, and what else the package pg understands. */
  readonly url: string;
  /** Shown in the server's list of connections. */
  readonly name: string;
  /** The first that is asked on each new connection. */
  readonly onConnect?: (query: Query) => Promise<void>;
  /** A NOTIFY on a channel that `onConnect` listens to. */
  readonly onNotify?: (channel: string, payload: string) => void;
  /** The connection broke while nobody asked anything. */
  readonly onLost?: () => void;
}

const CONNECT_WITHIN_MS = 5000;
/** A statement here takes milliseconds: a longer one means that the server or the network is stuck. */
const ANSWER_WITHIN_MS = 15_000;

export function createPostgresConnection(options: ConnectionOptions): PostgresConnection {
  let client: Client | undefined;
  let before: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** One after the other, whatever became of those before. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = before.then(work, work);
    before = turn.catch(() => undefined);
    return turn;
  }

  async function connect(): Promise<Client> {
    const fresh = new Client({
      connectionString: options.url,
      application_name: options.name,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    // Without a listener an error between two questions would end the process.
    fresh.on("error", () => {
      const used = client === fresh;
      drop(fresh);
      if (used && !closed) options.onLost?.();
    });
    fresh.on("notification", ({ channel, payload }) => options.onNotify?.(channel, payload ?? ""));
    try {
      await fresh.connect();
      // Else a machine that lost its power would hold its locks for hours.
      await fresh.query(
        "SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4",
      );
      await options.onConnect?.(queryOn(fresh));
    } catch (error) {
      drop(fresh);
      throw error;
    }
    client = fresh;
    return fresh;
  }

  function drop(which: Client): void {
    if (client === which) client = undefined;
    // Ends without waiting for what is under way.
    which.connection.stream.destroy();
  }

  async function connected(): Promise<Client> {
    if (closed) throw new Error("The connection to the PostgreSQL server was closed.");
    return client ?? connect();
  }

  async function guarded<Value>(work: (on: Client) => Promise<Value>): Promise<Value> {
    const on = await connected();
    try {
      return await work(on);
    } catch (error) {
      // After anything but an answer nobody knows where the conversation stands.
      if (!isAnswerOfServer(error)) drop(on);
      throw error;
    }
  }

  async function inTransaction<Value>(on: Client, work: (query: Query) => Promise<Value>): Promise<Value> {
    await on.query("BEGIN");
    try {
      const value = await work(queryOn(on));
      await on.query("COMMIT");
      return value;
    } catch (error) {
      if (isAnswerOfServer(error)) await on.query("ROLLBACK");
      throw error;
    }
  }

  return {
    transaction: (work) => inTurn(() => guarded((on) => inTransaction(on, work))),
    query: (text, values) => inTurn(() => guarded((on) => queryOn(on)(text, values))),
    open: () => inTurn(async () => void (await connected())),
    close: () =>
      inTurn(async () => {
        closed = true;
        const last = client;
        client = undefined;
        await last?.end().catch(() => undefined);
      }),
    destroy() {
      closed = true;
      if (client !== undefined) drop(client);
    },
  };
}

function queryOn(client: Client): Query {
  return async (text, values) => {
    const result = await client.query<Record<string, unknown>>(text, values === undefined ? [] : [...values]);
    return result.rows;
  };
}
