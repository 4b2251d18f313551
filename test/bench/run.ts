// `npm run bench`, `npm run bench -- latency --rounds 5`: measures, prints a table and keeps the figures
// in out/bench. With --write, everything is measured and docs/benchmarks.md tells it to everybody; with
// --all, that includes the rows with a million rows on disk.
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { endInOrderBySignals } from "./ending.ts";
import { type BenchRow, type RowResult, runRow } from "./harness.ts";
import { describeMachine } from "./machine.ts";
import { type Report, reportOf } from "./report.ts";
import { backlog } from "./rows/backlog.ts";
import { callsRate } from "./rows/calls-rate.ts";
import { delivery } from "./rows/delivery.ts";
import { growth } from "./rows/growth.ts";
import { idle } from "./rows/idle.ts";
import { ingestCpu } from "./rows/ingest-cpu.ts";
import { isolation } from "./rows/isolation.ts";
import { latency } from "./rows/latency.ts";
import { library } from "./rows/library.ts";
import { logPage } from "./rows/log-page.ts";
import { recovery, recoveryMany } from "./rows/recovery.ts";
import { recordingLatency } from "./rows/recording-latency.ts";
import { recordingsRescan } from "./rows/recordings-rescan.ts";
import { serving } from "./rows/serving.ts";
import { start, startHistory } from "./rows/start.ts";
import { transcoding } from "./rows/transcoding.ts";
import { windowIdle } from "./rows/window-idle.ts";
import { windowLive } from "./rows/window-live.ts";
import { windowLog } from "./rows/window-log.ts";
import { windowMemory } from "./rows/window-memory.ts";
import { windowSize } from "./rows/window-size.ts";
import { windowStart } from "./rows/window-start.ts";
import { wsParse } from "./rows/ws-parse.ts";
import { formatMs, formatRow } from "./table.ts";

const root = resolve(import.meta.dirname, "../..");
const usual: readonly BenchRow[] = [
  ...[
    latency,
    callsRate,
    wsParse,
    ingestCpu,
    delivery,
    isolation,
    backlog,
    idle,
    start,
    startHistory,
    recovery,
    library,
    serving,
    recordingsRescan,
    recordingLatency,
    transcoding,
    windowSize,
    windowStart,
    windowIdle,
    windowLive,
  ],
];
/**
 * Write files of a million rows first (up to 3 GB), or take half an hour, so they are run by name or with --all only.
 */
const byNameOnly: readonly BenchRow[] = [growth, recoveryMany, logPage, windowLog, windowMemory];
const rows = [...usual, ...byNameOnly];

endInOrderBySignals();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    all: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const unknown = positionals.filter((name) => !rows.some((row) => row.name === name));

const partial = values.write && positionals.length > 0;

if (unknown.length > 0 || partial || !Number.isInteger(rounds) || rounds < 1) {
  const names = rows.map((row) => row.name).join(", ");
  process.stderr.write(
    `Use: npm run bench -- [name …] [--rounds 5], or [--all] [--write] without names. Names: ${names}.\n`,
  );
  process.exitCode = 2;
} else {
  await runAll(wantedRows());
}

function wantedRows(): readonly BenchRow[] {
  if (positionals.length > 0) return rows.filter((row) => positionals.includes(row.name));
  return values.all ? rows : usual;
}

async function runAll(wanted: readonly BenchRow[]): Promise<void> {
  const machine = describeMachine();
  const before = load();
  process.stdout.write(
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}, Node ${machine.versions["node"]}\n`,
  );
  const results: RowResult[] = [];
  for (const row of wanted) {
    const startedAtMs = performance.now();
    const result = await runRow(row, rounds);
    results.push(result);
    const tookMs = performance.now() - startedAtMs;
    process.stdout.write(`\n${formatRow(result)}\n  ${row.name} took ${formatMs(tookMs)}\n`);
  }
  const report: Report = { atIso: new Date().toISOString(), machine, results, load: [before, load()] };
  process.stdout.write(`\n${keep(report)}\n`);
  if (!values.write) return;
  const page = resolve(root, "docs/benchmarks.md");
  writeFileSync(page, reportOf(report));
  process.stdout.write(`${page}\n`);
}

/** Returns the file. */
function keep(report: Report): string {
  const folder = resolve(root, "out/bench");
  const file = resolve(folder, `${report.atIso.replaceAll(/[:.]/g, "-")}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return file;
}

function load(): number {
  return loadavg()[0] ?? 0;
}
