import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Figures, figuresOf, merged, readFigures, writeFigures } from "../../bench/figures.ts";
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
const figures = figuresOf({ result, machine, atIso: "2026-01-05T08:00:00Z", load: [0.5, 1.25] });

test("the report says when and on what each section was measured, and each goal as met or missed", () => {
  const text = reportOf([row, { ...row, name: "size" }], [figures]);
  expect(text).toContain(
    "2026-01-05, commit abc, 3 rounds, load 0.5 and 1.3; Fast, 2 cores, 4 GiB, linux, node 24.0.0.",
  );
  expect(text).toContain("| speed | under 2 ms | 1 ms | met |");
  expect(text).toContain("| speed | under 1 ms | 1 ms | **missed** |");
  expect(text).toContain("| bare | 1.00 ms | 2.00 ms | 4.00 ms | 1.00 | 9 |");
  expect(text).toContain("Without figures: `size`.");
  expect(text.endsWith("|\n")).toBe(true);
});

test("figures stay as they are on their way through the file, also where there is no ratio", () => {
  const folder = mkdtempSync(join(tmpdir(), "figures-"));
  const file = join(folder, "benchmarks.json");
  const [variant] = figures.variants;
  const noRatio = { ...figures, variants: [{ ...variant!, ratio: Number.NaN }] };
  writeFigures(file, [figures, noRatio]);
  expect(readFigures(file)).toEqual([figures, noRatio]);
  expect(reportOf([row], [noRatio])).toContain("| bare | 1.00 ms | 2.00 ms | 4.00 ms | – | 9 |");
  rmSync(folder, { recursive: true });
});

test("a section that is measured anew replaces its old figures and no others; one that is gone is left out", () => {
  const of = (section: string, atIso: string): Figures => ({ ...figures, section, atIso });
  const known = [of("gone", "1"), of("size", "1"), of("speed", "1")];
  const seen = merged(["speed", "new", "size"], known, [of("speed", "2")]);
  expect(seen.map(({ section, atIso }) => `${section} ${atIso}`)).toEqual(["speed 2", "size 1"]);
});
