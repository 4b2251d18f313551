import { expect, test } from "vitest";
import { type BenchRow, find, runRow, type Variant } from "../../bench/harness.ts";
import { median, percentile } from "../../bench/statistics.ts";
import { formatMs, formatRow, formatValue } from "../../bench/table.ts";

test("percentiles are values of the sample, the median may lie between two", () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});

/** A variant that writes down when it ran, always with the same samples. */
function variant(name: string, samples: readonly number[], ran: string[]): Variant {
  return {
    name,
    prepare: async () => ({
      round: async () => {
        ran.push(name);
        return { time: samples };
      },
      close: async () => void ran.push(`close ${name}`),
    }),
  };
}

function rowOf(...variants: [Variant, ...Variant[]]): BenchRow {
  return {
    name: "r",
    title: "t",
    how: "h",
    measures: [{ name: "time", says: "m", unit: "ms" }],
    variants,
  };
}

test("rounds alternate after a warm-up, and each is compared with the first", async () => {
  const ran: string[] = [];
  const result = await runRow(rowOf(variant("a", [2], ran), variant("b", [3], ran)), 2);
  expect(ran).toEqual(["a", "b", "a", "b", "b", "a", "close a", "close b"]);
  expect(result.variants.map(({ name, ratio, count }) => [name, ratio, count])).toEqual([
    ["a", 1, 2],
    ["b", 1.5, 2],
  ]);
  expect(formatRow(result)).toContain("1.50");
});

test("what was prepared is closed when a round fails", async () => {
  const ran: string[] = [];
  const failing: Variant = {
    name: "bad",
    prepare: async () => ({ round: () => Promise.reject(new Error("broken")) }),
  };
  await expect(runRow(rowOf(variant("a", [1], ran), failing), 1)).rejects.toThrow("broken");
  expect(ran).toContain("close a");
});

test("what is not possible here is left out, and a row may want fewer rounds", async () => {
  const ran: string[] = [];
  const impossible: Variant = { name: "no", prepare: async () => undefined };
  const row = { ...rowOf(variant("a", [1], ran), impossible), mostRounds: 1 };
  const result = await runRow(row, 9);
  expect([result.rounds, find(result, "time", "a")?.count, find(result, "time", "no")]).toEqual([
    1,
    1,
    undefined,
  ]);
});

test("goals are told with their figures, missed ones loudly", async () => {
  const row: BenchRow = {
    ...rowOf(variant("a", [1, 2, 3], [])),
    goals: (result) => [{ aim: "under 1 ms", value: `${find(result, "time", "a")?.p50} ms`, met: false }],
  };
  expect(formatRow(await runRow(row, 1))).toContain("MISSED: under 1 ms: 2 ms");
});

test("the slow end of a rate is its low one", async () => {
  const row: BenchRow = {
    ...rowOf(variant("a", [100, 200, 300], [])),
    measures: [{ name: "time", says: "m", unit: "per s" }],
  };
  expect(find(await runRow(row, 1), "time", "a")?.p99).toBe(100);
});

test("durations have the unit that fits", () => {
  expect([formatMs(0.0123), formatMs(12.34), formatMs(1500)]).toEqual(["12.3 µs", "12.3 ms", "1.50 s"]);
});

test("every unit is told in full", () => {
  const told = [formatValue(1292.4, "MB"), formatValue(2282.4, "bytes"), formatValue(100.26, "%")];
  expect(told).toEqual(["1292 MB", "2,282 bytes", "100.3 %"]);
  expect([formatValue(1234.4, "per s"), formatValue(11.84, "% of a core")]).toEqual(["1,234/s", "11.8 %"]);
});
