/** The number of recordings beside each call follows the list of recordings. */
import { expect, it } from "vitest";
import { createRecordingCounts } from "../../../src-main/program/recording-counts.ts";
import type {
  RecordingQuery,
  RecordingRow,
  RecordingsStatus,
} from "../../../src-shared/recordings/recording.ts";
import { aRecording, aSnapshot } from "../renderer/fixtures.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function world(rows: RecordingRow[]) {
  const told: [string, number][] = [];
  const asked: RecordingQuery[] = [];
  const listeners = new Set<(changed: readonly RecordingRow[]) => void>();
  let status: RecordingsStatus = aSnapshot().recordings;
  const counts = createRecordingCounts({
    recordings: {
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      ofChain: async (chainId) => rows.filter((row) => row.chainId === chainId),
      async page(query) {
        asked.push(query);
        const fitting = rows.filter(({ state }) => query.states?.includes(state) ?? true);
        const begin = Number(query.cursor ?? 0);
        const more = fitting.length > begin + 2 ? { cursor: String(begin + 2) } : {};
        return { rows: fitting.slice(begin, begin + 2), ...more };
      },
      status: () => status,
    },
    history: { recordings: (chainId, count) => void told.push([chainId, count]) },
    log: silent,
  });
  const change = (next: RecordingRow) => {
    rows.splice(
      rows.findIndex(({ id }) => id === next.id),
      1,
      next,
    );
    tell([next]);
  };
  const tell = (changed: readonly RecordingRow[]) => {
    for (const listener of listeners) listener(changed);
  };
  const rest = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(counts.busy()).toBe(0);
    return told.splice(0);
  };
  const purge = (atMs: number, files: number) => {
    status = { ...status, lastPurge: { atMs, files, bytes: files } };
    tell([]);
  };
  return { counts, change, tell, rest, purge, asked };
}

const row = (id: number, chainId: string, more: Partial<RecordingRow> = {}) =>
  aRecording({ id, chainId, state: "sent", ...more });

it("counts every recording of a call that changed, once however many did", async () => {
  const { tell, rest } = world([row(1, "a"), row(2, "a", { state: "failed" }), row(3, "b")]);
  tell([row(1, "a"), row(2, "a")]);
  expect(await rest()).toEqual([["a", 2]]);
});

it("leaves out progress, copies and what was deleted", async () => {
  const { tell, rest } = world([row(1, "a", { state: "purged" }), row(2, "a", { state: "ignored" })]);
  tell([row(1, "a", { state: "converting", progress: 0.5 })]);
  expect(await rest()).toEqual([]);
  tell([row(2, "a")]);
  expect(await rest()).toEqual([["a", 0]]);
});

it("counts anew where a recording was and where it went", async () => {
  const { tell, change, rest } = world([row(1, "a")]);
  tell([row(1, "a")]);
  await rest();
  change(row(1, "b"));
  expect(await rest()).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
});

it("looks at what came last when the program starts", async () => {
  const { counts, rest } = world([row(1, "a"), row(2, "b")]);
  counts.start();
  expect(await rest()).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
});

it("counts down after a purge, page after page until all of its files were seen", async () => {
  const purged = (id: number, chainId: string, purgedAtMs: number) =>
    row(id, chainId, { state: "purged", purgedAtMs });
  const { purge, rest, asked } = world([
    ...[purged(1, "old", 5), purged(2, "a", 9), purged(3, "b", 9), purged(4, "old", 5)],
    ...[purged(5, "old", 5), purged(6, "old", 5), row(7, "a")],
  ]);
  purge(9, 2);
  expect(await rest()).toEqual([
    ["a", 1],
    ["b", 0],
  ]);
  expect(asked).toHaveLength(2);
  purge(9, 2);
  expect(await rest()).toEqual([]);
});

it("says nothing any more once it has stopped", async () => {
  const { counts, tell, rest } = world([row(1, "a")]);
  counts.stop();
  tell([row(1, "a")]);
  expect(await rest()).toEqual([]);
});
