/**
 * calls.db as a module of synchronous functions. Runs in the records thread, which checks nothing that it reads:
 * what checks it (zod) would lie in memory a second time there.
 */
import type { DatabaseSync } from "node:sqlite";
import type { CallFilter, CallView } from "../../../src-shared/contract/call-view.ts";
import type { DayCounts } from "../../history/types.ts";
import { StoreError } from "../sqlite-worker/failure.ts";
import { inTransaction } from "../sqlite-worker/migrate.ts";
import { openDatabase, setDurability } from "../sqlite-worker/open-database.ts";
import { conditionsOf } from "./call-conditions.ts";
import { callMigrations } from "./schema.ts";

/** Where a page ended: rows come in the order of their end, the newest first. */
export interface PagePlace {
  readonly endedAtMs: number;
  readonly id: number;
}

/** A call as it lies in the file, in JSON: read-call.ts reads it. */
export interface StoredCall {
  readonly view: string;
  /** Absent in pages, and for calls of an older layout. */
  readonly legs?: string;
}

export interface CallRow {
  readonly place: PagePlace;
  readonly call: StoredCall;
}

export interface CallDatabase {
  open(input: { path: string; nowMs: number }): { setAside?: { path: string; reason: string } };
  put(calls: readonly CallView[]): void;
  /** With their legs, as `get`; pages come without. */
  live(input: undefined): StoredCall[];
  get(chainId: string): StoredCall | undefined;
  page(input: { filter: CallFilter; after: PagePlace | undefined; limit: number }): CallRow[];
  counts(fromMs: number): DayCounts;
  /** Forgets a slice of calls that arrived before; returns how many. */
  prune(beforeMs: number): number;
  close(input: undefined): void;
}

const perSlice = 500;

export function createCallDatabase(): CallDatabase {
  let db: DatabaseSync | undefined;

  function current(): DatabaseSync {
    if (db === undefined) throw new StoreError("cannot-open", "The history of calls is not open.");
    return db;
  }

  function close(): void {
    db?.close();
    db = undefined;
  }

  return {
    open({ path, nowMs }) {
      close();
      const opened = openDatabase({ path, migrations: callMigrations, nowMs, suspect: false });
      setDurability(opened.db, "normal");
      db = opened.db;
      return opened.setAside === undefined ? {} : { setAside: opened.setAside };
    },
    put(calls) {
      const insert = current().prepare(upsert);
      inTransaction(current(), () => {
        for (const call of calls) insert.run(...columnsOf(call));
      });
    },
    live: () =>
      current()
        .prepare("SELECT view, legs FROM call WHERE ended_at_ms IS NULL ORDER BY id")
        .all()
        .map(storedCall),
    get(chainId) {
      const row = current().prepare("SELECT view, legs FROM call WHERE chain_id = ?").get(chainId);
      return row === undefined ? undefined : storedCall(row);
    },
    page({ filter, after, limit }) {
      const { sql, values } = conditionsOf(filter);
      const place = after === undefined ? "" : "AND (ended_at_ms, id) < (?, ?)";
      const where = `ended_at_ms IS NOT NULL ${place} ${sql.map((each) => `AND ${each}`).join(" ")}`;
      const rows = current()
        .prepare(
          `SELECT id, ended_at_ms, view FROM call WHERE ${where} ORDER BY ended_at_ms DESC, id DESC LIMIT ?`,
        )
        .all(...(after === undefined ? [] : [after.endedAtMs, after.id]), ...values, limit);
      return rows.map((row) => ({
        place: { endedAtMs: Number(row["ended_at_ms"]), id: Number(row["id"]) },
        call: storedCall(row),
      }));
    },
    counts(fromMs) {
      const rows = current()
        .prepare("SELECT direction, missed, count(*) AS n FROM call WHERE arrived_at_ms >= ? GROUP BY 1, 2")
        .all(fromMs);
      const sum = (which: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(which).reduce((total, row) => total + Number(row["n"]), 0);
      return {
        incoming: sum(({ direction }) => direction === "incoming"),
        outgoing: sum(({ direction }) => direction === "outgoing"),
        missed: sum(({ direction, missed }) => direction === "incoming" && missed === 1),
      };
    },
    prune(beforeMs) {
      const oldest = "SELECT id FROM call WHERE arrived_at_ms < ? AND ended_at_ms IS NOT NULL LIMIT ?";
      return Number(
        current().prepare(`DELETE FROM call WHERE id IN (${oldest})`).run(beforeMs, perSlice).changes,
      );
    },
    close,
  };
}

const upsert = `
  INSERT INTO call (chain_id, arrived_at_ms, ended_at_ms, direction, missed, digits_reversed, dns, words, view, legs)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (chain_id) DO UPDATE SET
    ended_at_ms = excluded.ended_at_ms, missed = excluded.missed, digits_reversed = excluded.digits_reversed,
    dns = excluded.dns, words = excluded.words, view = excluded.view,
    legs = coalesce(excluded.legs, legs)`;

function columnsOf({ legs, ...call }: CallView): (string | number | null)[] {
  const dns = new Set([...call.stages, ...call.at].map(({ dn }) => dn));
  const names = [call.name, call.did, ...call.stages.map(({ name }) => name)];
  return [
    call.chainId,
    call.arrivedAtMs,
    call.endedAtMs ?? null,
    call.direction,
    call.state === "missed" ? 1 : 0,
    reversedDigits(call.number || call.callerId),
    ` ${[...dns].join(" ")} `,
    [call.chainId, call.number, call.callerId, ...names].join("\n").toLowerCase(),
    JSON.stringify(call),
    legs === undefined ? null : JSON.stringify(legs),
  ];
}

function storedCall({ view, legs }: Readonly<Record<string, unknown>>): StoredCall {
  return { view: String(view), ...(typeof legs === "string" ? { legs } : {}) };
}

function reversedDigits(number: string): string {
  return [...number.replaceAll(/\D/g, "")].toReversed().join("");
}
