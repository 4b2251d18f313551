/**
 * The shared queue as a worker sees it: one life with a lease, lanes held under it, and outcomes that count
 * only while the lane is held. A life that ended cannot write any more, however late it wakes up.
 */
import { createPostgresConnection } from "./connection.ts";
import { readHeads } from "./read-heads.ts";
import { readPauses } from "./pauses.ts";
import { settleOutcomes } from "./settle-outcomes.ts";
import { sweepOverdue, type Sweep } from "./sweep-overdue.ts";
import type { Claim, Head, LaneOutcome, Pause, Settled, WorkerStatus } from "./types.ts";
import { WORK_CHANNEL } from "./engine-writer.ts";
import { CONTROL_CHANNEL, type Control, readControl } from "./control.ts";
import { migratePostgres } from "./migrate.ts";
import { serverName } from "./words.ts";

export interface WorkerStoreOptions {
  readonly url: string;
  /** Shown in lists: who has a lane. */
  readonly name: string;
  readonly version: string;
  readonly leaseMs: number;
  /** There may be something to claim, to pause or to try. */
  readonly onNews: (news: "work" | Control) => void;
}

/** Everything rejects when the server is away. */
export interface WorkerStore {
  /** Begins a life: from now on lanes are held in its name. Lets go of what the one before held. */
  begin(status: WorkerStatus): Promise<void>;
  /** Prolongs the lease and lets go of the lanes of lives whose lease is over. False: this life is over. */
  renew(status: WorkerStatus): Promise<boolean>;
  /** Takes free lanes, the oldest first. */
  claim(wanted: Claim): Promise<readonly Head[]>;
  /** `batch` rises from call to call within a life; one that may have been written is given again with its number. */
  settle(batch: number, outcomes: readonly LaneOutcome[]): Promise<Settled>;
  /** Gives lanes back as they are. */
  release(lanes: readonly number[]): Promise<void>;
  /** Ends what waits behind others or in free lanes and whose time is over; tells the engines. */
  sweep(sweep: Sweep): Promise<void>;
  pauses(): Promise<readonly Pause[]>;
  /** The receiver answered 410: no worker sends to it until it is resumed. */
  pauseByReceiver(engine: string, endpoint: string): Promise<void>;
  /** Its settings were corrected. */
  endReceiverPause(endpoint: string): Promise<void>;
  /** Ends the life in order: what it held is free at once. */
  end(): Promise<void>;
  /** Breaks off at once, as a killed process would. */
  destroy(): void;
}

export function createWorkerStore(options: WorkerStoreOptions): WorkerStore {
  const { url, leaseMs } = options;
  let life: string | undefined;
  let migrated = false;
  /** Lanes may be held of which nobody knows. */
  let claimBroke = true;
  const connection = createPostgresConnection({
    url,
    name: `3cx-webhook worker ${options.name}`,
    async onConnect(query) {
      await query(`LISTEN ${WORK_CHANNEL}; LISTEN ${CONTROL_CHANNEL}`);
    },
    onNotify(channel, payload) {
      if (channel === WORK_CHANNEL) options.onNews("work");
      const control = channel === CONTROL_CHANNEL ? readControl(payload) : undefined;
      if (control !== undefined) options.onNews(control);
    },
  });
  const { query, transaction } = connection;

  function alive(): string {
    if (life === undefined) throw new Error("This worker's lease is over.");
    return life;
  }

  return {
    async begin(status) {
      if (!migrated) await migratePostgres(connection, serverName(url));
      migrated = true;
      if (life !== undefined) await query("DELETE FROM webhook.worker WHERE id = $1", [life]);
      life = undefined;
      claimBroke = true;
      const [row] = await query(
        `INSERT INTO webhook.worker (name, version, lease_until, status)
         VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond', $4) RETURNING id`,
        [options.name, options.version, leaseMs, JSON.stringify(status)],
      );
      life = String(row?.["id"]);
    },
    async renew(status) {
      const renewed = await query(
        `UPDATE webhook.worker SET lease_until = clock_timestamp() + $2 * interval '1 millisecond', status = $3
         WHERE id = $1 RETURNING id`,
        [alive(), leaseMs, JSON.stringify(status)],
      );
      // Their lanes are free with that (ON DELETE SET NULL).
      await query("DELETE FROM webhook.worker WHERE lease_until < clock_timestamp()");
      return renewed.length > 0;
    },
    async claim({ rooms, held }) {
      const claimed = await query(CLAIM, [
        alive(),
        rooms.map(({ endpoint }) => endpoint),
        rooms.map(({ lanes }) => lanes),
        rooms.map(({ sinceMs }) => sinceMs),
      ]);
      if (claimed.length === 0 && !claimBroke) return [];
      // All that are held but not known: also those of a claim whose answer was lost.
      claimBroke = true;
      const rows = await query("SELECT id FROM webhook.lane WHERE worker = $1 AND id <> ALL($2)", [
        alive(),
        held(),
      ]);
      const lanes = rows.map((row) => Number(row["id"]));
      const heads = await transaction((within) => readHeads(within, alive(), lanes));
      claimBroke = false;
      return heads;
    },
    settle: (batch, outcomes) => transaction((within) => settleOutcomes(within, alive(), batch, outcomes)),
    async release(lanes) {
      await query("UPDATE webhook.lane SET worker = NULL WHERE id = ANY($1) AND worker = $2", [
        lanes,
        alive(),
      ]);
    },
    sweep: (sweep) => transaction((within) => sweepOverdue(within, sweep)),
    pauses: () => readPauses(query),
    async pauseByReceiver(engine, endpoint) {
      await query(
        `INSERT INTO webhook.pause (engine, endpoint, paused_by) VALUES ($1, $2, 'receiver')
         ON CONFLICT DO NOTHING`,
        [engine, endpoint],
      );
      await query("SELECT pg_notify($1, '{}')", [CONTROL_CHANNEL]);
    },
    async endReceiverPause(endpoint) {
      await query("DELETE FROM webhook.pause WHERE endpoint = $1 AND paused_by = 'receiver'", [endpoint]);
      await query("SELECT pg_notify($1, '{}')", [CONTROL_CHANNEL]);
    },
    async end() {
      const ended = life;
      life = undefined;
      if (ended !== undefined) {
        await query("DELETE FROM webhook.worker WHERE id = $1", [ended]).catch(() => undefined);
        await query("SELECT pg_notify($1, '')", [WORK_CHANNEL]).catch(() => undefined);
      }
      await connection.close();
    },
    destroy: connection.destroy,
  };
}

/** SKIP LOCKED: workers that claim at the same time get different lanes and do not wait for each other. */
const CLAIM = `
WITH free AS (
  SELECT found.id FROM unnest($2::text[], $3::integer[], $4::bigint[]) AS wanted (endpoint, room, since_ms)
  CROSS JOIN LATERAL (
    SELECT lane.id FROM webhook.lane
    WHERE lane.worker IS NULL AND lane.endpoint = wanted.endpoint AND lane.began_at_ms >= wanted.since_ms
      AND NOT EXISTS (SELECT 1 FROM webhook.pause
        WHERE pause.engine = lane.engine AND pause.endpoint = lane.endpoint)
    ORDER BY lane.id LIMIT wanted.room FOR UPDATE SKIP LOCKED
  ) AS found
)
UPDATE webhook.lane SET worker = $1 FROM free WHERE lane.id = free.id RETURNING lane.id`;
