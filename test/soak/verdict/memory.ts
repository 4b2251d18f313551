/** Whether the memory of the service that is never killed stays where it is after a warm-up. */
import type { JournalEntry } from "../journal.ts";

export type MemoryVerdict =
  | { readonly kind: "too-short"; readonly samples: number }
  | {
      readonly kind: "measured";
      readonly ok: boolean;
      readonly samples: number;
      readonly warmUpMin: number;
      readonly minutes: number;
      readonly meanMb: number;
      readonly leastMb: number;
      readonly mostMb: number;
      /** Of a line through all samples, from its beginning to its end, relative to the mean. */
      readonly growthPercent: number;
    };

const mostGrowthPercent = 10;
const leastMinutes = 10;

export function judgeMemory(journal: readonly JournalEntry[]): MemoryVerdict {
  const samples = journal.flatMap((entry) =>
    entry.type === "sample" && entry.rssKb !== undefined
      ? [{ minutes: entry.elapsedMs / 60_000, mb: entry.rssKb / 1024 }]
      : [],
  );
  const whole = samples.at(-1)?.minutes ?? 0;
  const warmUpMin = Math.max(5, whole * 0.2);
  const warm = samples.filter(({ minutes }) => minutes >= warmUpMin);
  const minutes = whole - warmUpMin;
  if (minutes < leastMinutes) return { kind: "too-short", samples: samples.length };
  const meanMb = mean(warm.map(({ mb }) => mb));
  const growthPercent = (slopeOf(warm) * minutes * 100) / meanMb;
  const sizes = warm.map(({ mb }) => mb);
  return {
    kind: "measured",
    ok: Math.abs(growthPercent) <= mostGrowthPercent,
    samples: warm.length,
    warmUpMin,
    minutes,
    meanMb,
    leastMb: Math.min(...sizes),
    mostMb: Math.max(...sizes),
    growthPercent,
  };
}

/** MB a minute: least squares. */
function slopeOf(points: readonly { readonly minutes: number; readonly mb: number }[]): number {
  const x = mean(points.map(({ minutes }) => minutes));
  const y = mean(points.map(({ mb }) => mb));
  const up = points.reduce((sum, { minutes, mb }) => sum + (minutes - x) * (mb - y), 0);
  const down = points.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  return down === 0 ? 0 : up / down;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
