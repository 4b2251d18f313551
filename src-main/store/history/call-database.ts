/** calls.db as a module of synchronous functions. Runs in the records thread. */
import type { DatabaseSync } from "node:sqlite";
import type { CallFilter, CallView } from "../../../src-shared/contract/call-view.ts";
import { callViewSchema } from "../../../src-shared/contract/call-view.ts";
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

export interface CallRow {
  readonly place: PagePlace;
  readonly view: CallView;
}

export interface CallDatabase {
  open(input: { path: string; nowMs: number }): { setAside?: { path: string; reason: string } };
  put(calls: readonly CallView[]): void;
  /** With their legs, as `get`; pages come without. */
  live(input: undefined): CallView[];
  get(chainId: string): CallView | undefined;
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
      viewsOf(current().prepare("SELECT view, legs FROM call WHERE ended_at_ms IS NULL ORDER BY id").all()),
    get: (chainId) =>
      viewsOf(current().prepare("SELECT view, legs FROM call WHERE chain_id = ?").all(chainId))[0],
    page({ filter, after, limit }) {
      const { sql, values } = conditionsOf(filter);
      const place = after === undefined ? "" : "AND (ended_at_ms, id) < (?, ?)";
      const where = `ended_at_ms IS NOT NULL ${place} ${sql.map((each) => `AND ${each}`).join(" ")}`;
      const rows = current()
        .prepare(
          `SELECT id, ended_at_ms, view FROM call WHERE ${where} ORDER BY ended_at_ms DESC, id DESC LIMIT ?`,
        )
        .all(...(after === undefined ? [] : [after.endedAtMs, after.id]), ...values, limit);
      return rows.flatMap((row) =>
        viewsOf([row]).map((view) => ({
          place: { endedAtMs: Number(row["ended_at_ms"]), id: Number(row["id"]) },
          view,
        })),
      );
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

/** What cannot be read any more (another program's row) is left out rather than shown wrongly. */
function viewsOf(rows: readonly Record<string, unknown>[]): CallView[] {
  return rows.flatMap((row) => {
    try {
      const parsed = callViewSchema.safeParse(JSON.parse(String(row["view"])));
      return parsed.success ? [{ ...parsed.data, ...legsOf(row["legs"]) }] : [];
    } catch {
      return [];
    }
  });
}

/** A call whose legs cannot be read is shown without them. */
function legsOf(text: unknown): Pick<CallView, "legs"> {
  if (typeof text !== "string") return {};
  try {
    const parsed = callViewSchema.pick({ legs: true }).safeParse({ legs: JSON.parse(text) });
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

function reversedDigits(number: string): string {
  return [...number.replaceAll(/\D/g, "")].toReversed().join("");
}
