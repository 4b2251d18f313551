/** What was played, held against the call log of the simulated PBX: its log is the truth. */
import type { ReconcileReport } from "../../src-shared/contract/reconcile-view.ts";
import { dayOf } from "../reconcile/day.ts";
import { differenceLines, lineOf } from "../reconcile/words.ts";
import type { VirtualClock } from "../simulator/virtual-clock.ts";
import type { Stage } from "./stage.ts";

export interface Reconciled {
  /** `12 calls in the PBX's log, 12 delivered, 0 unexplained.`, then a line for each difference. */
  readonly text: string;
  readonly unexplained: number;
}

const LIMIT_MS = 10 * 60_000;

/** Compares all days from `fromMs` to now; a run that passes midnight has two. */
export async function reconcileStage(stage: Stage, clock: VirtualClock, fromMs: number): Promise<Reconciled> {
  const days = new Set([dayOf(fromMs, undefined), dayOf(clock.nowMs(), undefined)]);
  const texts: string[] = [];
  let unexplained = 0;
  for (const day of days) {
    const report = await reportOf(stage, clock, day);
    if (report === undefined) continue;
    unexplained += report.unexplained;
    const timeOf = (ms: number) => new Date(ms).toISOString().slice(11, 19);
    texts.push(lineOf(report), ...differenceLines(report, timeOf).map((line) => `  ${line}`));
  }
  return { text: texts.join("\n"), unexplained };
}

async function reportOf(
  { engine, settle }: Stage,
  clock: VirtualClock,
  day: string,
): Promise<ReconcileReport | undefined> {
  const { reconcile } = engine;
  if (reconcile?.run(day).ok !== true) return undefined;
  await clock.runUntil(() => reconcile.state().running === undefined, LIMIT_MS, settle);
  const { report } = reconcile.state();
  return report?.day === day ? report : undefined;
}
