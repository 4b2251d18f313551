// `npm run bench`, `npm run bench -- latency --rounds 5`: measures, prints a table and keeps the figures
// in out/bench. With --write, docs/benchmarks.md tells them to everybody; with --all, the rows with a million rows
// on disk are measured, too.
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { endInOrderBySignals } from "./ending.ts";
import { type Figures, figuresOf, merged, readFigures, writeFigures } from "./figures.ts";
import { type BenchRow, runRow } from "./harness.ts";
import { describeMachine } from "./machine.ts";
import { reportOf } from "./report.ts";
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

if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  const names = rows.map((row) => row.name).join(", ");
  process.stderr.write(
    `Use: npm run bench -- [name …] [--rounds 5] [--write], or [--all] without names. Names: ${names}.\n`,
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
  process.stdout.write(
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}, Node ${machine.versions["node"]}\n`,
  );
  const fresh: Figures[] = [];
  for (const row of wanted) {
    const before = load();
    const startedAtMs = performance.now();
    const result = await runRow(row, rounds);
    const tookMs = performance.now() - startedAtMs;
    fresh.push(figuresOf({ result, machine, atIso: new Date().toISOString(), load: [before, load()] }));
    process.stdout.write(`\n${formatRow(result)}\n  ${row.name} took ${formatMs(tookMs)}\n`);
    // What is measured is kept, whatever becomes of the sections that follow.
    if (values.write) publish(fresh);
  }
  process.stdout.write(`\n${keep(fresh)}\n`);
}

function publish(fresh: readonly Figures[]): void {
  const file = resolve(root, "docs/benchmarks.json");
  const names = rows.map(({ name }) => name);
  const figures = merged(names, readFigures(file), fresh);
  writeFigures(file, figures);
  writeFileSync(resolve(root, "docs/benchmarks.md"), reportOf(rows, figures));
}

/** Returns the file. */
function keep(figures: readonly Figures[]): string {
  const folder = resolve(root, "out/bench");
  const file = resolve(folder, `${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`);
  mkdirSync(folder, { recursive: true });
  writeFigures(file, figures);
  return file;
}

function load(): number {
  return loadavg()[0] ?? 0;
}
