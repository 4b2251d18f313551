/** Times counted in buckets: small enough to keep for ever, exact enough to say where most of them lie. */
import { z } from "zod";

const count = z.int().min(0);
const seconds = z.number().min(0);

export const histogramSchema = z.object({
  buckets: z
    .array(z.object({ upToS: seconds, count: count.describe("All values up to this bound.") }))
    .describe("Bounds rise, so counts never fall."),
  count: count.describe("All values, those beyond the last bound too."),
  sumS: seconds,
  p50S: seconds.optional().describe("Half of the values are no larger; about. Absent without values."),
  p99S: seconds.optional(),
});
export type Histogram = z.infer<typeof histogramSchema>;

/**
 * About how large the value is that `share` (0 to 1) of all values do not exceed, in seconds: values are
 * taken as spread evenly within their bucket. Beyond the last bound it is that bound; without values
 * `undefined`.
 */
export function quantileS(
  { buckets, count }: Pick<Histogram, "buckets" | "count">,
  share: number,
): number | undefined {
  const last = buckets.at(-1);
  if (count === 0 || last === undefined) return undefined;
  const rank = share * count;
  let belowS = 0;
  let below = 0;
  for (const { upToS, count: upTo } of buckets) {
    if (upTo >= rank && upTo > below) return belowS + ((upToS - belowS) * (rank - below)) / (upTo - below);
    belowS = upToS;
    below = upTo;
  }
  return last.upToS;
}
