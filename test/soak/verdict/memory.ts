/** Whether the memory of the service that is never killed stays where it is after a warm-up. */
import type { JournalEntry } from "../journal.ts";

export interface MemoryFit {
  readonly meanMb: number;
  readonly leastMb: number;
  readonly mostMb: number;
  /** Of a line through all samples, from its beginning to its end, relative to the mean. */
  readonly growthPercent: number;
}

export type MemoryVerdict =
  | { readonly kind: "too-short"; readonly samples: number }
  | {
      readonly kind: "measured";
      readonly ok: boolean;
      readonly samples: number;
      readonly warmUpMin: number;
      readonly minutes: number;
      /** What the operating system gives the process. */
      readonly process: MemoryFit;
      /** What its own thread keeps when all that may be collected is collected. */
      readonly kept?: MemoryFit;
    };

const mostGrowthPercent = 10;
const leastMinutes = 10;
/** So long it takes, at the pace of a soak, until SQLite's cache for the log is full: 16 MB, the largest thing with a bound. */
const fillsUpMin = 25;

/** Shorter runs say nothing about memory. */
export const leastRunMin = fillsUpMin + leastMinutes;

interface Point {
  readonly minutes: number;
  readonly mb: number;
}

export function judgeMemory(journal: readonly JournalEntry[]): MemoryVerdict {
  const samples = journal.flatMap((entry) => (entry.type === "sample" ? entry : []));
  const whole = (samples.at(-1)?.elapsedMs ?? 0) / 60_000;
  const warmUpMin = Math.max(fillsUpMin, whole * 0.2);
  const minutes = whole - warmUpMin;
  const warm = samples.filter(({ elapsedMs }) => elapsedMs / 60_000 >= warmUpMin);
  const process = warm.flatMap(({ elapsedMs, rssKb }) => pointOf(elapsedMs, rssKb));
  const kept = warm.flatMap(({ elapsedMs, liveKb }) => pointOf(elapsedMs, liveKb));
  if (minutes < leastMinutes || process.length === 0) return { kind: "too-short", samples: samples.length };
  const fits = {
    process: fitOf(process, minutes),
    ...(kept.length > 0 ? { kept: fitOf(kept, minutes) } : {}),
  };
  const ok = Object.values(fits).every(({ growthPercent }) => Math.abs(growthPercent) <= mostGrowthPercent);
  return { kind: "measured", ok, samples: process.length, warmUpMin, minutes, ...fits };
}

function pointOf(elapsedMs: number, kb: number | undefined): Point[] {
  return kb === undefined ? [] : [{ minutes: elapsedMs / 60_000, mb: kb / 1024 }];
}

function fitOf(points: readonly Point[], minutes: number): MemoryFit {
  const sizes = points.map(({ mb }) => mb);
  const meanMb = mean(sizes);
  return {
    meanMb,
    leastMb: Math.min(...sizes),
    mostMb: Math.max(...sizes),
    growthPercent: (slopeOf(points) * minutes * 100) / meanMb,
  };
}

/** MB a minute: least squares. */
function slopeOf(points: readonly Point[]): number {
  const x = mean(points.map(({ minutes }) => minutes));
  const y = mean(points.map(({ mb }) => mb));
  const up = points.reduce((sum, { minutes, mb }) => sum + (minutes - x) * (mb - y), 0);
  const down = points.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  return down === 0 ? 0 : up / down;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
