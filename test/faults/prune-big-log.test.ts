/** A log of months is cleaned in slices that do not grow with it: nobody waits for the cleaning. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { createLogDatabase } from "../../src-main/store/log/log-database.ts";
import type { LogEntry } from "../../src-main/store/log/types.ts";
import { attempt, delivery, logFolder, startMs } from "../unit/store/log/log-fixture.ts";
import { allFaults } from "./selection.ts";

const fewRows = 2000;
const rows = allFaults ? 100_000 : fewRows;
const rowsPerBatch = 1000;
const rowsPerSlice = 500;

/** A row each millisecond from `startMs` on, every one delivered. */
function filledLog(path: string, rows: number) {
  const database = createLogDatabase();
  database.open({ path, nowMs: startMs, suspect: false });
  for (let from = 0; from < rows; from += rowsPerBatch) {
    const entries: LogEntry[] = Array.from({ length: rowsPerBatch }, (_, index) => {
      const record = delivery({ atMs: startMs + from + index });
      return [
        { kind: "accepted" as const, delivery: record },
        { kind: "attempt" as const, attempt: attempt(record) },
      ];
    }).flat();
    database.write(entries);
  }
  return database;
}

/** Everything is too old for its content; half is too old for the log. */
const orderFor = (rows: number) => ({
  beforeMs: startMs + rows / 2,
  contentBeforeMs: startMs + rows,
  mostBytes: Number.MAX_SAFE_INTEGER,
});

test("each slice of cleaning touches 500 rows at most, however many there are", { timeout: 300_000 }, () => {
  const database = filledLog(join(logFolder(), "log.db"), rows);
  let slices = 0;
  for (let left = true; left; slices += 1) {
    const { rows: removed, contents, freedPages } = database.prune(orderFor(rows));
    expect(removed).toBeLessThanOrEqual(rowsPerSlice);
    expect(contents).toBeLessThanOrEqual(rowsPerSlice);
    left = removed + contents + freedPages > 0;
  }
  expect(slices).toBeGreaterThan(rows / 2 / rowsPerSlice);
  expect(database.size(undefined)).toMatchObject({ rows: rows / 2, oldestAtMs: startMs + rows / 2 });
  database.close(undefined);
});

test("no statement of the cleaning looks through a whole table", () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  const path = join(logFolder(), "log.db");
  const database = filledLog(path, fewRows);
  database.prune(orderFor(fewRows));
  const statements = new Set(prepare.mock.calls.map(([sql]) => sql));
  prepare.mockRestore();
  database.close(undefined);

  const db = new DatabaseSync(path);
  const large = /^SCAN (delivery|attempt|request)\b/;
  const plans = [...statements]
    .filter((sql) => /^\s*(DELETE|UPDATE|SELECT id)/.test(sql))
    .map((sql) => ({ sql, steps: db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() }));
  const scans = plans.filter(({ steps }) => steps.some(({ detail }) => large.test(String(detail))));
  db.close();
  expect(plans.length).toBeGreaterThan(5);
  expect(scans.map(({ sql }) => sql)).toEqual([]);
});
