/**
 * The outbox that an engine shares with workers on other machines: accepted means committed by the
 * PostgreSQL server. Commits run one at a time; what comes meanwhile shares the next one.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { DeliveryKey, Outbox } from "../../webhooks/types.ts";
import { StoreError } from "../sqlite-worker/failure.ts";
import { createGroupCommit } from "../sqlite-worker/group-commit.ts";
import type { StoreAlarm } from "../types.ts";
import type { PostgresConnection, Query } from "./connection.ts";
import { createPostgresConnection } from "./connection.ts";
import { readDocuments, readLastSeqs, readPending, readRequests } from "./engine-reader.ts";
import type { EngineEntry } from "./engine-writer.ts";
import { createEngineWriter } from "./engine-writer.ts";
import { postgresFailure } from "./failure.ts";
import { createTrying } from "./keep-trying.ts";
import { migratePostgres } from "./migrate.ts";
import { cannotOpenSentence, engineTakenSentence, serverName } from "./words.ts";

export interface PostgresOutboxOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Its name among the engines that share the queue. */
  readonly engine: string;
  /** `full`: a commit survives a power cut of the server; `normal`: a crash of this program. */
  readonly durability: "full" | "normal";
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAlarm: (alarm: StoreAlarm) => void;
  /** Told how long each commit took, in milliseconds, the way to the server included. */
  readonly onCommit?: (durationMs: number) => void;
}

export interface PostgresOutbox extends Outbox {
  /** Holds from the next commit on. */
  setDurability(durability: "full" | "normal"): void;
  /** Endpoints whose concurrency is 1: what they get from now on leaves in one row. */
  setSingleFile(endpoints: readonly string[]): void;
  /** Resolves when what was accepted before this call is kept or failed. */
  caughtUp(): Promise<void>;
  /** Keeps what waits, if the server lets it, and lets go of the engine's name. */
  close(): Promise<void>;
  /** Breaks off at once, as a killed process would. For tests of that. */
  destroy(): void;
}

/** `sentence` says what to do. */
export type PostgresOutboxStart =
  | { readonly ok: true; readonly outbox: PostgresOutbox }
  | { readonly ok: false; readonly sentence: string };

const ROWS_PER_COMMIT = 1000;
/** Events that wait for the server; more would only fill the memory. */
const MOST_WAITING = 50_000;
/** A program that was killed a moment ago may still hold the name: its machine tells the server late. */
const NAME_TRIES = 20;
const NAME_WAIT_MS = 250;
const REMEMBERED_CHAINS = 20_000;
/** Events between two tidyings. */
const EVENTS_PER_TIDYING = 2000;
/** Any number that nobody else takes; the second half of the lock is the engine's name. */
const ENGINE_LOCK = 0x33637865;

export async function createPostgresOutbox(options: PostgresOutboxOptions): Promise<PostgresOutboxStart> {
  const { url, engine, clock, log } = options;
  const server = serverName(url);
  const singleFile = new Set<string>();
  const writer = createEngineWriter(engine, (endpoint) => singleFile.has(endpoint));
  const pending = new Set<Promise<unknown>>();
  let { durability } = options;
  let lastBatch = 0;
  let waitingEvents = 0;
  let eventsSinceTidying = 0;
  let closed = false;

  const connection = createPostgresConnection({
    url,
    name: `3cx-webhook engine ${engine}`,
    async onConnect(query) {
      if (!(await holdsName(query))) throw new StoreError("cannot-open", engineTakenSentence(server, engine));
    },
  });

  async function holdsName(query: Query): Promise<boolean> {
    const [row] = await query("SELECT pg_try_advisory_lock($1, hashtext($2)) AS held", [ENGINE_LOCK, engine]);
    return row?.["held"] === true;
  }

  const trying = createTrying({ server, clock, onAlarm: alarm });
  const group = createGroupCommit<EngineEntry>({
    mostRows: ROWS_PER_COMMIT,
    commit(entries) {
      lastBatch += 1;
      const batch = lastBatch;
      return trying.keepTrying(() => commit(batch, entries));
    },
    onIdle: tidyIfNeeded,
  });

  function alarm(change: StoreAlarm): void {
    if (change.state === "raised") log.error(change.sentence);
    else log.info(change.sentence);
    options.onAlarm(change);
  }

  /** A commit whose end nobody saw is found again by its number, and not done twice. */
  async function commit(batch: number, entries: readonly EngineEntry[]): Promise<void> {
    const beganMs = performance.now();
    await connection.transaction(async (query) => {
      // The server's own setting may be anything.
      await query(`SET LOCAL synchronous_commit = ${durability === "full" ? "on" : "off"}`);
      const known = await query(
        "UPDATE webhook.engine SET last_batch = $2 WHERE id = $1 AND last_batch < $2 RETURNING id",
        [engine, batch],
      );
      if (known.length === 0) return;
      for (const entry of mergeEntries(entries)) await writer.write(query, entry);
    });
    options.onCommit?.(performance.now() - beganMs);
  }

  function tidyIfNeeded(): void {
    if (eventsSinceTidying < EVENTS_PER_TIDYING || closed) return;
    eventsSinceTidying = 0;
    const forgetting = connection.query(
      `DELETE FROM webhook.chain_seq WHERE engine = $1 AND touched <=
         (SELECT touched FROM webhook.chain_seq WHERE engine = $1 ORDER BY touched DESC OFFSET $2 LIMIT 1)`,
      [engine, REMEMBERED_CHAINS],
    );
    // What fails here fails again, and is told, at the next commit.
    forgetting.catch(() => undefined);
  }

  async function add(entry: EngineEntry, rows: number, urgency: "now" | "soon"): Promise<void> {
    if (closed) throw new Error(`The queue on ${server} is closed.`);
    const adding = group.add(entry, rows, urgency);
    pending.add(adding);
    const answer = await adding;
    pending.delete(adding);
    if (!answer.ok) throw new Error(answer.failure.reason);
  }

  const opened = await open(connection, server, engine, clock);
  if (!opened.ok) {
    await connection.close();
    return opened;
  }
  ({ lastBatch } = opened);

  const outbox: PostgresOutbox = {
    async accept(events, change) {
      if (events.length === 0 && change === undefined) return;
      if (waitingEvents + events.length > MOST_WAITING) {
        throw new Error(`${waitingEvents} events wait for the PostgreSQL server already.`);
      }
      waitingEvents += events.length;
      const rows = events.reduce((total, event) => total + 1 + event.deliveries.length, 1);
      try {
        await add({ kind: "accept", events, changes: change === undefined ? [] : [change] }, rows, "now");
        eventsSinceTidying += events.length;
      } finally {
        waitingEvents -= events.length;
      }
    },
    async settle(changes) {
      if (changes.length > 0) await add({ kind: "settle", changes }, changes.length, "soon");
    },
    async loadPending() {
      const events = await readPending(connection.query, engine);
      return { events, lastSeqs: await readLastSeqs(connection.query, engine) };
    },
    lastSeqs: () => readLastSeqs(connection.query, engine),
    async eachPending(take) {
      take(await readPending(connection.query, engine));
    },
    requests: (keys: readonly DeliveryKey[]) => readRequests(connection.query, engine, keys),
    loadDocuments: () => readDocuments(connection.query, engine),
    setDurability(next) {
      durability = next;
    },
    setSingleFile(endpoints) {
      singleFile.clear();
      for (const endpoint of endpoints) singleFile.add(endpoint);
    },
    async caughtUp() {
      await Promise.all(pending);
    },
    async close() {
      if (closed) return;
      closed = true;
      trying.end();
      await group.idle();
      await connection.close();
    },
    destroy() {
      closed = true;
      trying.end();
      connection.destroy();
    },
  };
  return { ok: true, outbox };
}

/** Makes the tables if need be, and takes the engine's name. */
async function open(
  connection: PostgresConnection,
  server: string,
  engine: string,
  clock: Clock,
): Promise<
  { readonly ok: true; readonly lastBatch: number } | { readonly ok: false; readonly sentence: string }
> {
  for (let tries = 1; ; tries += 1) {
    try {
      await migratePostgres(connection, server);
      const [row] = await connection.query(
        `INSERT INTO webhook.engine (id) VALUES ($1)
         ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING last_batch`,
        [engine],
      );
      return { ok: true, lastBatch: Number(row?.["last_batch"] ?? 0) };
    } catch (error) {
      const failure = postgresFailure(error);
      const taken = failure.reason === engineTakenSentence(server, engine);
      if (!taken) return { ok: false, sentence: cannotOpenSentence(server, failure) };
      if (tries === NAME_TRIES) return { ok: false, sentence: failure.reason };
      await new Promise<void>((resolve) => clock.after(NAME_WAIT_MS, resolve));
    }
  }
}

/** Puts acceptances that follow each other into one. An outcome between them stays between them. */
function mergeEntries(entries: readonly EngineEntry[]): EngineEntry[] {
  const merged: EngineEntry[] = [];
  for (const entry of entries) {
    const last = merged.at(-1);
    if (entry.kind === "accept" && last?.kind === "accept") {
      const events = [...last.events, ...entry.events];
      merged[merged.length - 1] = { kind: "accept", events, changes: [...last.changes, ...entry.changes] };
    } else merged.push(entry);
  }
  return merged;
}
