/**
 * How each endpoint did over the last hour: requests per minute, share of successes, median and slowest
 * answers. Counted in buckets, so an hour of thousands of requests takes no more room than an idle one.
 */
import type { EndpointView } from "../../src-shared/contract/snapshot.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";

export interface LastHour {
  /** A test, and the end of a delivery without a request, do not count. */
  note(attempt: AttemptRecord): void;
  read(endpoint: string, nowMs: number): EndpointView["lastHour"];
}

interface Minute {
  readonly minute: number;
  ok: number;
  failed: number;
  /** How many answers took about so long, by `bucketOf`. */
  readonly times: Map<number, number>;
}

const minuteMs = 60_000;
const minutesShown = 60;
/** Neighbouring buckets differ by a tenth. */
const step = 1.1;

export function createLastHour(): LastHour {
  const endpoints = new Map<string, Minute[]>();

  function minuteOf(endpoint: string, atMs: number): Minute {
    const minutes = endpoints.get(endpoint) ?? [];
    endpoints.set(endpoint, minutes);
    const minute = Math.floor(atMs / minuteMs);
    const known = minutes.findLast((each) => each.minute === minute);
    if (known !== undefined) return known;
    const added: Minute = { minute, ok: 0, failed: 0, times: new Map() };
    minutes.push(added);
    while (minutes.length > minutesShown + 1) minutes.shift();
    return added;
  }

  return {
    note({ endpoint, atMs, result, attempt, test, phases }) {
      if (test === true || attempt === 0 || result === "expired" || result === "dropped") return;
      const minute = minuteOf(endpoint, atMs);
      if (result !== "delivered") {
        minute.failed += 1;
        return;
      }
      minute.ok += 1;
      const bucket = bucketOf(phases.totalMs - phases.queueMs);
      minute.times.set(bucket, (minute.times.get(bucket) ?? 0) + 1);
    },
    read(endpoint, nowMs) {
      const last = Math.floor(nowMs / minuteMs);
      const recent = (endpoints.get(endpoint) ?? []).filter(({ minute }) => minute > last - minutesShown);
      const minutes = Array.from({ length: minutesShown }, (_, index) => {
        const found = recent.find(({ minute }) => minute === last - minutesShown + 1 + index);
        return { ok: found?.ok ?? 0, failed: found?.failed ?? 0 };
      });
      const ok = minutes.reduce((total, each) => total + each.ok, 0);
      const all = minutes.reduce((total, each) => total + each.failed, ok);
      if (all === 0) return { minutes };
      if (ok === 0) return { minutes, successShare: 0 };
      const times = timesOf(recent);
      return {
        minutes,
        successShare: ok / all,
        medianMs: quantile(times, ok, 0.5),
        p99Ms: quantile(times, ok, 0.99),
      };
    },
  };
}

function bucketOf(ms: number): number {
  return Math.round(Math.log(Math.max(ms, 0.1)) / Math.log(step));
}

/** All buckets of these minutes, the quickest first. */
function timesOf(minutes: readonly Minute[]): [bucket: number, count: number][] {
  const sums = new Map<number, number>();
  for (const { times } of minutes) {
    for (const [bucket, count] of times) sums.set(bucket, (sums.get(bucket) ?? 0) + count);
  }
  return [...sums].toSorted(([a], [b]) => a - b);
}

function quantile(times: readonly (readonly [number, number])[], total: number, share: number): number {
  let seen = 0;
  for (const [bucket, count] of times) {
    seen += count;
    if (seen >= total * share) return Number((step ** bucket).toPrecision(3));
  }
  return 0;
}
