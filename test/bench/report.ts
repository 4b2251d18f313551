// docs/benchmarks.md: the results with everything that somebody needs who wants to believe or repeat them.
import type { Figures } from "./figures.ts";
import type { BenchRow } from "./harness.ts";
import { columns, linesOf } from "./table.ts";

/** In the order of `rows`; those without figures are named as such. */
export function reportOf(rows: readonly BenchRow[], figures: readonly Figures[]): string {
  const sections = rows.flatMap((row) => {
    const own = figures.find(({ section }) => section === row.name);
    return own === undefined ? [] : [{ row, own }];
  });
  const unmeasured = rows.filter((row) => !sections.some((section) => section.row === row));
  const lines = [
    "# Benchmarks",
    "",
    "Written by `npm run bench -- --write` from the figures in `docs/benchmarks.json`; do not edit. Only ratios within",
    "one section mean anything: absolute times belong to the machine and to what else it was doing. `npm run bench --",
    "NAME` repeats one section, `npm run bench -- NAME --write` replaces it here.",
    "",
    'Rounds of the variants alternate. "p99 of a round" is the median of the rounds\' 99th percentiles, "p99 of all"',
    "that of all samples; for rates it is the slow end, too. The ratio compares medians with the first line. The load",
    "is that of the whole machine before and after a section (1 for each busy core).",
    "",
    "## Goals",
    "",
    ...table(
      ["section", "goal", "reached", ""],
      sections.flatMap(({ own }) => goalLines(own)),
    ),
    "",
    ...(unmeasured.length === 0
      ? []
      : [`Without figures: ${unmeasured.map(({ name }) => `\`${name}\``).join(", ")}.`, ""]),
    ...sections.flatMap(({ row, own }) => sectionOf(row, own)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function goalLines({ section, goals }: Figures): string[][] {
  return goals.map(({ aim, value, met }) => [section, aim, value, met ? "met" : "**missed**"]);
}

function sectionOf(row: BenchRow, own: Figures): string[] {
  const parts = row.measures.flatMap(({ name, says, unit }) => {
    const lines = linesOf(own.variants, name, unit);
    return lines.length === 0 ? [] : [`${capital(says)}:`, "", ...table(columns, lines), ""];
  });
  return [`## ${row.title} (\`${row.name}\`)`, "", row.how, "", conditionsOf(own), "", ...parts];
}

function conditionsOf({ atIso, rounds, load, machine }: Figures): string {
  const { processor, cores, memoryGib, system, commit, versions } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    `${atIso.slice(0, 10)}, commit ${commit}, ${rounds} ${rounds === 1 ? "round" : "rounds"}, ` +
    `load ${load.map((value) => value.toFixed(1)).join(" and ")}; ` +
    `${processor}, ${cores} cores, ${memoryGib} GiB, ${system}, ${named.join(", ")}.`
  );
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...lines.map(line)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
