// Compares ways of doing the same thing on the machine at hand. Rounds of all variants alternate, so that
// a busy moment or a warming processor hits each of them; only ratios within one run mean anything.
import { median, percentile } from "./statistics.ts";

export type Unit = "ms" | "per s" | "% of a core" | "MB" | "bytes" | "%";

/** What is measured, such as "one event, from socket to object". A row may have several. */
export interface Measure {
  readonly name: string;
  readonly says: string;
  readonly unit: Unit;
}

/** Samples of one round by the measure's name: one per operation, or their mean. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** A variant that is ready to run. */
export interface Running {
  /** Does the work once. */
  round(): Promise<Samples>;
  close?(): Promise<void>;
}

export interface Variant {
  readonly name: string;
  /** Servers, files, connections: whatever shall not be measured. `undefined`: not possible here. */
  prepare(): Promise<Running | undefined>;
}

/** What the product wants to reach. `value` is told in words, whether it was met or missed. */
export interface Goal {
  readonly aim: string;
  readonly value: string;
  readonly met: boolean;
}

export interface BenchRow {
  /** As given on the command line. */
  readonly name: string;
  readonly title: string;
  /** How it is measured, in a few sentences for people who doubt it. */
  readonly how: string;
  readonly measures: readonly [Measure, ...Measure[]];
  /** The first is the baseline of the ratios. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** When all rounds of a row take minutes, fewer have to do. */
  readonly mostRounds?: number;
  goals?(result: RowResult): readonly Goal[];
}

export interface VariantResult {
  readonly measure: string;
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  /** Of all samples: what 99 of 100 reach. For rates that is the slow end, too. */
  readonly p99: number;
  /** The same of a typical round: one bad moment of the machine spoils one round only. */
  readonly roundP99: number;
  /** Median divided by the baseline's median. */
  readonly ratio: number;
}

export interface RowResult {
  readonly row: BenchRow;
  readonly rounds: number;
  readonly variants: readonly VariantResult[];
  readonly goals: readonly Goal[];
}

interface Ready {
  readonly name: string;
  readonly running: Running;
  readonly rounds: Samples[];
}

/** Runs `rounds` measured rounds of each variant after one that only warms up. */
export async function runRow(row: BenchRow, rounds: number): Promise<RowResult> {
  const ready: Ready[] = [];
  const wanted = Math.min(rounds, row.mostRounds ?? rounds);
  try {
    for (const variant of row.variants) {
      const running = await variant.prepare();
      if (running !== undefined) ready.push({ name: variant.name, running, rounds: [] });
    }
    for (const { running } of ready) await running.round();
    await interleaved(ready, wanted);
    const result = { row, rounds: wanted, variants: resultsOf(row, ready), goals: [] };
    return { ...result, goals: row.goals?.(result) ?? [] };
  } finally {
    for (const { running } of ready) await running.close?.();
  }
}

/** Every second round goes backwards: nobody always runs behind the same neighbour. */
async function interleaved(ready: readonly Ready[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const one of round % 2 === 0 ? ready : ready.toReversed()) {
      one.rounds.push(await one.running.round());
    }
  }
}

function resultsOf(row: BenchRow, ready: readonly Ready[]): VariantResult[] {
  return row.measures.flatMap(({ name: measure, unit }) => {
    const slowEnd = unit === "per s" ? 0.01 : 0.99;
    let baseline: number | undefined;
    return ready.flatMap(({ name, rounds }) => {
      const perRound = rounds.flatMap((samples) => {
        const own = samples[measure];
        return own === undefined || own.length === 0 ? [] : [own];
      });
      if (perRound.length === 0) return [];
      const all = sorted(perRound.flat());
      const p50 = percentile(all, 0.5);
      baseline ??= p50;
      const p99 = percentile(all, slowEnd);
      const roundP99 = median(perRound.map((own) => percentile(sorted(own), slowEnd)));
      return [{ measure, name, count: all.length, p50, p99, roundP99, ratio: p50 / baseline }];
    });
  });
}

function sorted(samples: readonly number[]): number[] {
  return samples.toSorted((a, b) => a - b);
}

/** The figures of one variant; `undefined` when it could not run. */
export function find(result: RowResult, measure: string, variant: string): VariantResult | undefined {
  return result.variants.find((one) => one.measure === measure && one.name === variant);
}
