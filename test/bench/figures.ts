// docs/benchmarks.json: the newest figures of each section with what they were measured on. Sections are measured
// at different times, so each says its own.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { RowResult } from "./harness.ts";
import type { Machine } from "./machine.ts";

/** Where the baseline is 0 there is no ratio, which JSON writes as null. */
const ratio = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const numbers = { count: z.number(), p50: z.number(), p99: z.number(), roundP99: z.number(), ratio };
const figuresSchema = z.strictObject({
  section: z.string(),
  atIso: z.string(),
  rounds: z.number(),
  /** Processes that wanted a core on average during the last minute: before and after. */
  load: z.tuple([z.number(), z.number()]),
  machine: z.strictObject({
    processor: z.string(),
    cores: z.number(),
    memoryGib: z.number(),
    system: z.string(),
    commit: z.string(),
    versions: z.record(z.string(), z.string()),
  }),
  variants: z.array(z.strictObject({ measure: z.string(), name: z.string(), ...numbers })),
  goals: z.array(z.strictObject({ aim: z.string(), value: z.string(), met: z.boolean() })),
});

/** Of one section. */
export type Figures = z.infer<typeof figuresSchema>;

export interface Measured {
  readonly result: RowResult;
  readonly machine: Machine;
  readonly atIso: string;
  readonly load: readonly [before: number, after: number];
}

export function figuresOf({ result, machine, atIso, load: [before, after] }: Measured): Figures {
  const { row, rounds, variants, goals } = result;
  return {
    ...{ section: row.name, atIso, rounds, load: [before, after] },
    machine: { ...machine, versions: { ...machine.versions } },
    ...{ variants: [...variants], goals: [...goals] },
  };
}

/** Throws when the file was changed by hand into something else. */
export function readFigures(file: string): readonly Figures[] {
  if (!existsSync(file)) return [];
  return z.array(figuresSchema).parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Keeps the figures of the other sections of `names`, in their order, and of no others. */
export function merged(
  names: readonly string[],
  known: readonly Figures[],
  fresh: readonly Figures[],
): readonly Figures[] {
  const isOf = (name: string) => (each: Figures) => each.section === name;
  return names.flatMap((name) => fresh.find(isOf(name)) ?? known.find(isOf(name)) ?? []);
}

export function writeFigures(file: string, figures: readonly Figures[]): void {
  writeFileSync(file, `${JSON.stringify(figures, undefined, 1)}\n`);
}
