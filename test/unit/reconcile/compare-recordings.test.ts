import { expect, test } from "vitest";
import { compareRecordings } from "../../../src-main/reconcile/compare-recordings.ts";
import { createDifferences } from "../../../src-main/reconcile/differences.ts";
import type { ListedRecording } from "../../../src-main/recordings/types.ts";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { aRecording } from "../renderer/fixtures.ts";

const fromMs = Date.UTC(2026, 0, 15);
const hour = 3_600_000;
const day = { fromMs, toMs: fromMs + 24 * hour };

function listed(recordingId: number, more: Partial<ListedRecording> = {}): ListedRecording {
  const startedAtMs = fromMs + recordingId * 60_000;
  return {
    ...{ recordingId, path: `101/file-${recordingId}.wav`, startedAtMs, endedAtMs: startedAtMs + 30_000 },
    ...{ callType: "incoming", fromDn: "10000", toDn: "101", fromNumber: "+420601000001", toNumber: "101" },
    ...{ displayName: "", ...more },
  } as ListedRecording;
}

function known(id: number, more: Partial<RecordingRow> = {}): RecordingRow {
  return aRecording({
    ...{ id, sourceKey: `folder:elsewhere/${id}.wav`, fileName: `other-${id}.wav`, extension: "999" },
    ...({ startedAtMs: fromMs + id * 60_000, state: "sent", ...more } as Partial<RecordingRow>),
  });
}

async function compared(
  rows: readonly ListedRecording[],
  mine: readonly RecordingRow[],
  { mostRows = 1000, nowMs = day.toMs + 2 * hour } = {},
) {
  const differences = createDifferences();
  const asked: number[] = [];
  const result = await compareRecordings(
    {
      list: async (from, to) => {
        asked.push((to - from) / 60_000);
        const found = rows.filter(({ startedAtMs }) => startedAtMs >= from && startedAtMs < to);
        return { ok: true, recordings: found.slice(0, mostRows), more: found.length > mostRows };
      },
      // Two rows a page, as a long day has many.
      page: async ({ cursor = "0" }) => {
        const at = Number(cursor);
        const page = mine.slice(at, at + 2);
        return { rows: page, ...(at + 2 < mine.length ? { cursor: String(at + 2) } : {}) };
      },
    },
    day,
    nowMs,
    differences,
    new AbortController().signal,
  );
  const kinds = differences.all().map(({ kind, count, items }) => [kind, count, items[0]?.file]);
  return { result, kinds, asked };
}

test.each<[string, Partial<RecordingRow>]>([
  ["the PBX's id", { sourceKey: "pbx:7" }],
  ["its path in the folder", { sourceKey: "folder:101/file-7.wav" }],
  ["its file's name", { fileName: "file-7.wav" }],
  [
    "extension and second, which may be three off",
    { extension: "101", startedAtMs: fromMs + 7 * 60_000 + 3500 },
  ],
])("a recording is recognised by %s", async (_how, more) => {
  const { result, kinds } = await compared([listed(7)], [known(1), known(2), known(3), known(7, more)]);
  expect(result).toEqual({ listed: 1, known: 1 });
  expect(kinds).toEqual([]);
});

test("one that is four seconds off is another one", async () => {
  const off = known(7, { extension: "101", startedAtMs: fromMs + 7 * 60_000 + 4500 });
  expect((await compared([listed(7)], [off])).kinds).toEqual([["recording-missing", 1, "101/file-7.wav"]]);
});

test("what is young may be on its way, what is old is missing", async () => {
  const nowMs = fromMs + 10 * hour;
  const young = listed(1, { startedAtMs: nowMs - hour + 1 });
  const old = listed(2, { startedAtMs: nowMs - hour, path: "" });
  const { kinds, result } = await compared([young, old], [], { nowMs });
  expect(kinds).toEqual([
    ["recording-late", 1, "101/file-1.wav"],
    ["recording-missing", 1, "#2"],
  ]);
  expect(result).toEqual({ listed: 2, known: 0 });
});

test("those that got stuck are differences, of this day only", async () => {
  const { kinds } = await compared(
    [],
    [
      known(1, { state: "unmatched", fileName: "a.wav" }),
      known(2, { state: "failed", fileName: "b.wav" }),
      known(3, { state: "failed", fileName: "c.wav", startedAtMs: day.fromMs - 1 }),
      known(4, { state: "unmatched", fileName: "d.wav", startedAtMs: day.toMs }),
    ],
  );
  expect(kinds).toEqual([
    ["recording-unmatched", 1, "a.wav"],
    ["recording-failed", 1, "b.wav"],
  ]);
});

test("a list that is too long is asked for in shorter stretches, and each recording counts once", async () => {
  const rows = Array.from({ length: 1000 }, (_, at) => listed(at, { startedAtMs: fromMs + at * 80_000 }));
  const { result, asked } = await compared(rows, [], { mostRows: 30 });
  expect(result).toEqual({ listed: 1000, known: 0 });
  expect(Math.max(...asked)).toBe(120);
  expect(Math.min(...asked)).toBeGreaterThanOrEqual(5);
});

test("nothing is asked about what is still to come", async () => {
  const { asked } = await compared([], [], { nowMs: fromMs + 3 * hour });
  expect(asked).toEqual([120, 60]);
});

test("a refusal is handed on in its words", async () => {
  const refused = {
    ok: false,
    sentence: "3CX refuses the list.",
    advice: "Give the role.",
    refused: true,
  } as const;
  const list = async () => refused;
  const page = async () => ({ rows: [] });
  const none = new AbortController().signal;
  expect(await compareRecordings({ list, page }, day, day.toMs, createDifferences(), none)).toEqual({
    ...{ ok: false, sentence: "3CX refuses the list.", advice: "Give the role." },
  });
});
