// Compares ways of doing the same thing on the machine at hand. Rounds of all variants alternate, so that
// a busy moment or a warming processor hits each of them; only ratios within one run mean anything.
import { summarize, type Summary } from "./statistics.ts";

/** A variant that is ready to run. */
export interface Running {
  /** Does the work once and returns its samples in milliseconds: one per operation, or their mean. */
  round(): Promise<readonly number[]>;
  close?(): Promise<void>;
}

export interface Variant {
  readonly name: string;
  /** Servers, files, connections: whatever shall not be measured. */
  prepare(): Promise<Running>;
}

export interface BenchRow {
  /** As given on the command line. */
  readonly name: string;
  /** What one sample measures, such as "one event, from socket to object". */
  readonly measures: string;
  /** The first is the baseline of the ratio. */
  readonly variants: readonly [Variant, ...Variant[]];
}

export interface VariantResult extends Summary {
  readonly name: string;
  /** Median divided by the baseline's median; below 1 is faster. */
  readonly ratio: number;
}

export interface RowResult {
  readonly name: string;
  readonly measures: string;
  readonly rounds: number;
  readonly variants: readonly VariantResult[];
}

/** Runs `rounds` measured rounds of each variant after one that only warms up. */
export async function runRow(row: BenchRow, rounds: number): Promise<RowResult> {
  const running: Running[] = [];
  try {
    for (const variant of row.variants) running.push(await variant.prepare());
    for (const one of running) await one.round();
    const samples = await interleaved(running, rounds);
    return { name: row.name, measures: row.measures, rounds, variants: results(row, samples) };
  } finally {
    for (const one of running) await one.close?.();
  }
}

/** Every second round goes backwards: nobody always runs behind the same neighbour. */
async function interleaved(running: readonly Running[], rounds: number): Promise<number[][]> {
  const samples: number[][] = running.map(() => []);
  const order = running.map((one, index) => ({ one, index }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { one, index } of round % 2 === 0 ? order : order.toReversed()) {
      samples[index]?.push(...(await one.round()));
    }
  }
  return samples;
}

function results(row: BenchRow, samples: readonly (readonly number[])[]): VariantResult[] {
  const summaries = samples.map(summarize);
  const baseline = summaries[0]?.p50 ?? Number.NaN;
  return row.variants.map(({ name }, index) => {
    const summary = summaries[index] ?? summarize([]);
    return { name, ...summary, ratio: summary.p50 / baseline };
  });
}
