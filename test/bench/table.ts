// Results as aligned text for a terminal.
import type { RowResult } from "./harness.ts";

const columns = ["variant", "p50", "p99", "spread", "ratio", "samples"] as const;

export function formatRow({ name, measures, rounds, variants }: RowResult): string {
  const lines = variants.map((one) => [
    one.name,
    formatMs(one.p50),
    formatMs(one.p99),
    `×${(one.p99 / one.p50).toFixed(2)}`,
    one.ratio.toFixed(2),
    String(one.count),
  ]);
  const cells = [[...columns], ...lines];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const table = cells.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  "),
  );
  return [`${name}: ${measures} (${rounds} rounds)`, ...table].join("\n");
}

/** Three figures that matter, in the unit that fits. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  return ms >= 1 ? `${ms.toPrecision(3)} ms` : `${(ms * 1000).toPrecision(3)} µs`;
}
