import { expect, test } from "vitest";
import type { BenchRow, RowResult } from "../../bench/harness.ts";
import { reportOf } from "../../bench/report.ts";

const row: BenchRow = {
  name: "speed",
  title: "Speed",
  how: "By counting.",
  measures: [{ name: "time", says: "one thing", unit: "ms" }],
  variants: [{ name: "bare", prepare: async () => undefined }],
};
const result: RowResult = {
  row,
  rounds: 3,
  variants: [{ measure: "time", name: "bare", count: 9, p50: 1, p99: 4, roundP99: 2, ratio: 1 }],
  goals: [
    { aim: "under 2 ms", value: "1 ms", met: true },
    { aim: "under 1 ms", value: "1 ms", met: false },
  ],
};
const machine = {
  processor: "Fast",
  cores: 2,
  memoryGib: 4,
  system: "linux",
  commit: "abc",
  versions: { node: "24.0.0" },
};

test("the report names machine, versions and date, and each goal as met or missed", () => {
  const text = reportOf({ atIso: "2026-01-05T08:00:00Z", machine, results: [result], load: [0.5, 1.25] });
  expect(text).toContain("Date: 2026-01-05, commit abc");
  expect(text).toContain("Fast, 2 cores, 4 GiB, linux");
  expect(text).toContain("node 24.0.0");
  expect(text).toContain("| speed | under 2 ms | 1 ms | met |");
  expect(text).toContain("| speed | under 1 ms | 1 ms | **missed** |");
  expect(text).toContain("| bare | 1.00 ms | 2.00 ms | 4.00 ms | 1.00 | 9 |");
  expect(text.endsWith("|\n")).toBe(true);
});
