// docs/benchmarks.md: the results with everything that somebody needs who wants to believe or repeat them.
import type { RowResult } from "./harness.ts";
import type { Machine } from "./machine.ts";
import { columns, linesOf } from "./table.ts";

export interface Report {
  readonly atIso: string;
  readonly machine: Machine;
  readonly results: readonly RowResult[];
  /** Processes that wanted a core on average during the last minute: before and after. */
  readonly load: readonly [before: number, after: number];
}

export function reportOf({ atIso, machine, results, load }: Report): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const lines = [
    "# Benchmarks",
    "",
    "Written by `npm run bench -- --write`; do not edit. Only ratios within one run mean anything: absolute times",
    "belong to the machine and to what else it was doing. `npm run bench -- NAME` repeats one section.",
    "",
    `- Date: ${atIso.slice(0, 10)}, commit ${machine.commit}`,
    `- Machine: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}`,
    `- Load of the machine before and after: ${load.map((value) => value.toFixed(1)).join(", ")} (1 for each busy core)`,
    `- Versions: ${versions.join(", ")}`,
    "",
    'Rounds of the variants alternate. "p99 of a round" is the median of the rounds\' 99th percentiles, "p99 of all"',
    "that of all samples; for rates it is the slow end, too. The ratio compares medians with the first line.",
    "",
    "## Goals",
    "",
    ...table(["section", "goal", "reached", ""], goalLines(results)),
    "",
    ...results.flatMap(sectionOf),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function goalLines(results: readonly RowResult[]): string[][] {
  return results.flatMap(({ row, goals }) =>
    goals.map(({ aim, value, met }) => [row.name, aim, value, met ? "met" : "**missed**"]),
  );
}

function sectionOf(result: RowResult): string[] {
  const { row, rounds } = result;
  const parts = row.measures.flatMap(({ name, says, unit }) => [
    `${capital(says)}, ${rounds} ${rounds === 1 ? "round" : "rounds"}:`,
    "",
    ...table(columns, linesOf(result, name, unit)),
    "",
  ]);
  return [`## ${row.title} (\`${row.name}\`)`, "", row.how, "", ...parts];
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...lines.map(line)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
