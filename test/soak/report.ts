/** The report of a soak as text for a terminal. */
import { serviceNames } from "./journal.ts";
import type { SoakReport } from "./verdict/judge.ts";
import { leastRunMin, type MemoryFit } from "./verdict/memory.ts";

const mostFindings = 40;

export function textOf(report: SoakReport): string {
  const troubles = Object.entries(report.troubles).map(([name, count]) => `${name} ${count}`);
  const rows: (readonly [string, (name: (typeof serviceNames)[number]) => number])[] = [
    ["events told", (name) => report.services[name].events],
    ["requests", (name) => report.services[name].requests],
    ["lost", (name) => report.services[name].lost],
    ["out of order", (name) => report.services[name].outOfOrder],
    ["came twice, explained", (name) => report.services[name].repeated - report.services[name].unexplained],
    ["came twice, unexplained", (name) => report.services[name].unexplained],
    ["over before they could be sent", (name) => report.services[name].expired],
    ["calls held to their whole promise", (name) => report.services[name].calls.exact],
    ["calls held to what outlasts losses", (name) => report.services[name].calls.lossy],
    ["calls held to the general rules", (name) => report.services[name].calls.rules],
    ["recordings expected", (name) => report.services[name].expectedRecordings],
    ["links to recordings", (name) => report.services[name].links],
  ];
  const width = Math.max(...rows.map(([title]) => title.length));
  const more = report.findings.length - mostFindings;
  return [
    `Soak of ${report.minutes.toFixed(1)} minutes, seed ${report.seed}, in ${report.parts} part${report.parts === 1 ? "" : "s"}`,
    `Troubles: ${troubles.join(", ") || "none"}`,
    "",
    ["".padEnd(width), ...serviceNames.map((name) => name.padStart(8))].join("  "),
    ...rows.map(([title, of]) =>
      [title.padEnd(width), ...serviceNames.map((name) => String(of(name)).padStart(8))].join("  "),
    ),
    "",
    ...memoryLines(report),
    ...report.findings.slice(0, mostFindings).map((finding) => `  ✗ ${finding}`),
    ...(more > 0 ? [`  … and ${more} more in the report.`] : []),
    report.ok
      ? "Nothing lost, nothing out of order, nothing told wrongly."
      : `${report.findings.length} findings.`,
  ].join("\n");
}

function memoryLines({ memory }: SoakReport): string[] {
  if (memory.kind === "too-short")
    return [`Memory: too short a run to say anything (${leastRunMin} minutes at least).`];
  const { warmUpMin, minutes, ok } = memory;
  return [
    `Memory of the steady service in ${minutes.toFixed(0)} minutes after a warm-up of ${warmUpMin.toFixed(0)}: ${ok ? "steady" : "NOT steady"} (±10 %)`,
    `  of the process: ${inWords(memory.process)}`,
    ...(memory.kept === undefined ? [] : [`  kept by its own thread: ${inWords(memory.kept)}`]),
  ];
}

function inWords({ meanMb, leastMb, mostMb, growthPercent }: MemoryFit): string {
  const range = `${leastMb.toFixed(0)} to ${mostMb.toFixed(0)} MB, ${meanMb.toFixed(0)} on average`;
  return `${range}, ${growthPercent >= 0 ? "+" : ""}${growthPercent.toFixed(1)} % by a line through them`;
}
