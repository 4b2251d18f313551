// Results as aligned text for a terminal.
import type { Goal, RowResult, Unit, VariantResult } from "./harness.ts";

export const columns = ["variant", "p50", "p99 of a round", "p99 of all", "ratio", "samples"] as const;

export function formatRow(result: RowResult): string {
  const { row, rounds, goals } = result;
  const parts = row.measures.map((measure) => {
    const lines = linesOf(result.variants, measure.name, measure.unit);
    return [`${row.name}: ${measure.says} (${rounds} rounds)`, ...aligned([[...columns], ...lines])];
  });
  return [...parts.flat(), ...goals.map(goalLine)].join("\n");
}

/** A line of cells for each variant. */
export function linesOf(variants: readonly VariantResult[], measure: string, unit: Unit): string[][] {
  return variants
    .filter((one) => one.measure === measure)
    .map((one) => [
      one.name,
      formatValue(one.p50, unit),
      formatValue(one.roundP99, unit),
      formatValue(one.p99, unit),
      Number.isFinite(one.ratio) ? one.ratio.toFixed(2) : "–",
      String(one.count),
    ]);
}

function goalLine({ aim, value, met }: Goal): string {
  return `  ${met ? "met" : "MISSED"}: ${aim}: ${value}`;
}

function aligned(cells: readonly (readonly string[])[]): string[] {
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  "),
  );
}

export function formatValue(value: number, unit: Unit): string {
  switch (unit) {
    case "ms":
      return formatMs(value);
    case "per s":
      return `${Math.round(value).toLocaleString("en")}/s`;
    case "MB":
      return `${value.toFixed(0)} MB`;
    case "bytes":
      return `${Math.round(value).toLocaleString("en")} bytes`;
    case "%":
    case "% of a core":
      return `${value.toFixed(1)} %`;
    default: {
      const _never: never = unit;
      return _never;
    }
  }
}

/** Three figures that matter, in the unit that fits. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  return ms >= 1 ? `${ms.toPrecision(3)} ms` : `${(ms * 1000).toPrecision(3)} µs`;
}
