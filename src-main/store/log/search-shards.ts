/**
 * The search index in parts of some ten thousand rows, each with a range of ids. FTS5 reads a word's rows
 * one by one from the newest, so a question that begins deep in the past is only quick when the parts
 * before it need not be read; and a part whose rows are all forgotten goes in one stroke.
 */
import type { DatabaseSync } from "node:sqlite";
import { numberIn } from "./columns.ts";

export interface Shard {
  /** Name of its FTS5 table. */
  readonly table: string;
  /** Rows from this id on, up to where the next shard begins. */
  readonly fromId: number;
}

export interface SearchShards {
  /** The one that this row belongs to. */
  of(id: number): Shard;
  /** Where a new row goes: the newest shard, or a new one when that is full. */
  forNew(id: number): Shard;
  newestFirst(): readonly Shard[];
  /** Removes the shards that hold only rows below this id. */
  dropBelow(id: number): void;
  /** Reads the list anew: call it after a transaction was rolled back. */
  reload(): void;
}

export function createSearchShards(db: DatabaseSync, rowsPerShard = 50_000): SearchShards {
  const list = db.prepare("SELECT number, from_id FROM shard ORDER BY from_id DESC");
  let shards: { readonly number: number; readonly table: string; readonly fromId: number }[] = [];
  let rowsInNewest = 0;

  function reload(): void {
    shards = list.all().map((row) => {
      const number = numberIn(row, "number");
      return { number, table: tableOf(number), fromId: numberIn(row, "from_id") };
    });
    const count = db.prepare("SELECT count(*) AS count FROM delivery WHERE id >= ?");
    rowsInNewest = numberIn(count.get(shards[0]?.fromId ?? 0) ?? {}, "count");
  }

  function add(fromId: number): Shard {
    const number = Math.max(0, ...shards.map((shard) => shard.number)) + 1;
    const table = tableOf(number);
    db.exec(`CREATE VIRTUAL TABLE ${table} USING fts5(
      facts, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`);
    db.prepare("INSERT INTO shard (number, from_id) VALUES (?, ?)").run(number, fromId);
    const shard = { number, table, fromId };
    shards.unshift(shard);
    rowsInNewest = 0;
    return shard;
  }

  function of(id: number): Shard {
    const oldest = shards.at(-1);
    // Ids below all others come when the clock was set back: the oldest shard reaches down to them.
    return shards.find(({ fromId }) => fromId <= id) ?? oldest ?? add(0);
  }

  reload();
  return {
    of,
    forNew(id) {
      const [newest] = shards;
      if (newest === undefined) return add(0);
      if (id < newest.fromId) return of(id);
      const shard = rowsInNewest >= rowsPerShard && isNewestRow(db, id) ? add(id) : newest;
      rowsInNewest += 1;
      return shard;
    },
    newestFirst: () => shards,
    dropBelow(id) {
      for (const [at, { number, table }] of [...shards.entries()].toReversed()) {
        const next = shards[at - 1];
        if (next === undefined || next.fromId > id) return;
        db.exec(`DROP TABLE ${table}`);
        db.prepare("DELETE FROM shard WHERE number = ?").run(number);
        shards.splice(at, 1);
      }
    },
    reload,
  };
}

/** A shard begins above every row there is, or its rows would lie in the wrong one. */
function isNewestRow(db: DatabaseSync, id: number): boolean {
  return db.prepare("SELECT 1 FROM delivery WHERE id > ? LIMIT 1").get(id) === undefined;
}

function tableOf(number: number): string {
  return `search_${number}`;
}
