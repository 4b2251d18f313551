/**
 * What an engine asks of the shared queue besides keeping events: what workers did with them, what waits, and
 * who is paused.
 */
import { z } from "zod";
import type { AttemptRecord, EndpointStatus } from "../../../src-shared/webhooks/delivery-report.ts";
import type { EventFacts, PendingDelivery } from "../../webhooks/types.ts";
import { createPostgresConnection } from "./connection.ts";
import { CONTROL_CHANNEL, controlMessage } from "./control.ts";
import { DELIVERY_COLUMNS, factsOf, planOf, requestIn } from "./engine-reader.ts";
import { readPauses } from "./pauses.ts";
import { REPORT_CHANNEL } from "./settle-outcomes.ts";
import { sweepOverdue, type Sweep } from "./sweep-overdue.ts";
import type { Pause, Waiting } from "./types.ts";

export interface EngineDeskOptions {
  readonly url: string;
  readonly engine: string;
  /** There are records to be read. */
  readonly onReports: () => void;
}

/** A worker whose lease holds. */
export interface SeenWorker {
  readonly name: string;
  readonly version: string;
  /** The endpoints in its settings. */
  readonly serves: readonly string[];
  /** How it sees the endpoints of this engine. */
  readonly endpoints: readonly EndpointStatus[];
}

export interface Removed {
  readonly event: EventFacts;
  readonly plan: PendingDelivery;
}

/** Everything rejects when the server is away. */
export interface EngineDesk {
  /** The oldest records; they come again until `forgetReports`. */
  reports(): Promise<readonly { readonly n: string; readonly record: AttemptRecord }[]>;
  forgetReports(ns: readonly string[]): Promise<void>;
  waiting(): Promise<readonly Waiting[]>;
  workers(): Promise<readonly SeenWorker[]>;
  pauses(): Promise<readonly Pause[]>;
  pause(endpoint: string): Promise<void>;
  /** Ends a pause by hand, and that of a receiver that had answered 410. */
  resume(endpoint: string, by: readonly Pause["by"][]): Promise<void>;
  probe(endpoint: string): Promise<void>;
  /** Takes out what waits for endpoints other than these and is not being sent. */
  removeExcept(endpoints: readonly string[]): Promise<readonly Removed[]>;
  /** Ends what waits for these endpoints and whose time is over, also where no worker has them. */
  sweep(sweep: Sweep): Promise<void>;
  close(): Promise<void>;
}

const REPORTS_AT_ONCE = 500;

export function createEngineDesk({ url, engine, onReports }: EngineDeskOptions): EngineDesk {
  const connection = createPostgresConnection({
    url,
    name: `3cx-webhook engine ${engine} (reports)`,
    onConnect: async (query) => void (await query(`LISTEN ${REPORT_CHANNEL}`)),
    onNotify(_channel, payload) {
      if (payload === engine) onReports();
    },
  });
  const { query, transaction } = connection;

  const tellWorkers = (message: string) => query("SELECT pg_notify($1, $2)", [CONTROL_CHANNEL, message]);

  return {
    async reports() {
      const rows = await query("SELECT n, record FROM webhook.report WHERE engine = $1 ORDER BY n LIMIT $2", [
        engine,
        REPORTS_AT_ONCE,
      ]);
      // Written by `report` from a value of this type.
      return rows.map((row) => ({
        n: String(row["n"]),
        record: JSON.parse(String(row["record"])) as AttemptRecord,
      }));
    },
    async forgetReports(ns) {
      await query("DELETE FROM webhook.report WHERE n = ANY($1)", [ns]);
    },
    async waiting() {
      const rows = await query(
        `SELECT endpoint, count(*) AS deliveries, sum(octet_length(request)) AS bytes,
           min(accepted_at_ms) AS oldest FROM webhook.delivery WHERE engine = $1 GROUP BY endpoint`,
        [engine],
      );
      return rows.map((row) => ({
        endpoint: String(row["endpoint"]),
        deliveries: Number(row["deliveries"]),
        bytes: Number(row["bytes"]),
        oldestAtMs: Number(row["oldest"]),
      }));
    },
    async workers() {
      const rows = await query(
        "SELECT name, version, status FROM webhook.worker WHERE lease_until >= clock_timestamp() ORDER BY id",
      );
      return rows.map((row) => ({
        name: String(row["name"]),
        version: String(row["version"]),
        ...toldIn(row["status"], engine),
      }));
    },
    async pauses() {
      return (await readPauses(query)).filter((pause) => pause.engine === engine);
    },
    async pause(endpoint) {
      await query(
        "INSERT INTO webhook.pause (engine, endpoint, paused_by) VALUES ($1, $2, 'user') ON CONFLICT DO NOTHING",
        [engine, endpoint],
      );
      await tellWorkers(controlMessage({}));
    },
    async resume(endpoint, by) {
      await query("DELETE FROM webhook.pause WHERE engine = $1 AND endpoint = $2 AND paused_by = ANY($3)", [
        engine,
        endpoint,
        by,
      ]);
      await tellWorkers(controlMessage({}));
    },
    async probe(endpoint) {
      await tellWorkers(controlMessage({ probe: { engine, endpoint } }));
    },
    removeExcept: (endpoints) =>
      transaction(async (within) => {
        const lanes = await within(
          `SELECT id FROM webhook.lane WHERE engine = $1 AND endpoint <> ALL($2) AND worker IS NULL
           ORDER BY endpoint, chain_id FOR UPDATE SKIP LOCKED LIMIT 1000`,
          [engine, endpoints],
        );
        if (lanes.length === 0) return [];
        const ids = lanes.map((row) => row["id"]);
        const rows = await within(
          `DELETE FROM webhook.delivery WHERE lane = ANY($1) RETURNING ${DELIVERY_COLUMNS}, request`,
          [ids],
        );
        await within("DELETE FROM webhook.lane WHERE id = ANY($1)", [ids]);
        return rows.map((row) => {
          const request = requestIn(row["request"]);
          return {
            event: factsOf(row),
            plan: { ...planOf(row), ...(request === undefined ? {} : { request }) },
          };
        });
      }),
    sweep: (sweep) => transaction((within) => sweepOverdue(within, sweep)),
    close: connection.close,
  };
}

/** Only what is looked at here; the rest passes as the worker wrote it. */
const told = z.object({
  serves: z.array(z.string()),
  seen: z.array(z.object({ engine: z.string(), status: z.looseObject({ name: z.string() }) })),
});

/** A worker of another version may tell its state in another form: then it tells nothing. */
function toldIn(text: unknown, engine: string): Pick<SeenWorker, "serves" | "endpoints"> {
  try {
    const { serves, seen } = told.parse(JSON.parse(String(text)));
    const theirs = seen.filter((each) => each.engine === engine);
    // Written by a worker from values of this type.
    return { serves, endpoints: theirs.map(({ status }) => status as unknown as EndpointStatus) };
  } catch {
    return { serves: [], endpoints: [] };
  }
}
