import { expect, test } from "vitest";
import { runRow, type Variant } from "../../bench/harness.ts";
import { percentile, summarize } from "../../bench/statistics.ts";
import { formatMs, formatRow } from "../../bench/table.ts";

test("percentiles are values of the sample", () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(summarize(hundred)).toEqual({ count: 100, p50: 50, p99: 99, min: 1, max: 100 });
});

/** A variant that writes down when it ran, always with the same sample. */
function variant(name: string, ms: number, ran: string[]): Variant {
  return {
    name,
    prepare: async () => ({
      round: async () => {
        ran.push(name);
        return [ms];
      },
      close: async () => void ran.push(`close ${name}`),
    }),
  };
}

test("rounds alternate after a warm-up, and each is compared with the first", async () => {
  const ran: string[] = [];
  const row = {
    name: "r",
    measures: "m",
    variants: [variant("a", 2, ran), variant("b", 3, ran)] as [Variant, Variant],
  };
  const result = await runRow(row, 2);
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
  const row = { name: "r", measures: "m", variants: [variant("a", 1, ran), failing] as [Variant, Variant] };
  await expect(runRow(row, 1)).rejects.toThrow("broken");
  expect(ran).toContain("close a");
});

test("durations have the unit that fits", () => {
  expect([formatMs(0.0123), formatMs(12.34), formatMs(1500)]).toEqual(["12.3 µs", "12.3 ms", "1.50 s"]);
});
