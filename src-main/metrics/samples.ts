/** The registry's numbers by metric and labels: the same that a page shows, for the snapshot. */
import type { Registry } from "prom-client";
import { type Histogram, quantileS } from "../../src-shared/contract/histogram.ts";
import type { MetricEntry } from "./catalogue.ts";

type Labels<Label extends string> = Readonly<Record<Label, string>>;

export interface Samples {
  /** 0 for a series that has not begun. */
  value<Label extends string>(entry: MetricEntry<Label>, labels: Labels<Label>): number;
  histogram<Label extends string>(entry: MetricEntry<Label>, labels: Labels<Label>): Histogram;
}

export async function readSamples(registry: Registry): Promise<Samples> {
  const numbers = new Map<string, number>();
  for (const metric of await registry.getMetricsAsJSON()) {
    for (const sample of metric.values) {
      numbers.set(keyOf(seriesName(sample, metric.name), sample.labels), sample.value);
    }
  }
  const numberOf = (name: string, labels: object) => numbers.get(keyOf(name, labels)) ?? 0;

  return {
    value: ({ name }, labels) => numberOf(name, labels),
    histogram({ name, buckets: bounds = [] }, labels) {
      const count = numberOf(`${name}_count`, labels);
      const buckets = bounds.map((upToS) => ({
        upToS,
        count: numberOf(`${name}_bucket`, { ...labels, le: upToS }),
      }));
      return { buckets, count, sumS: numberOf(`${name}_sum`, labels), ...quantiles({ buckets, count }) };
    },
  };
}

function quantiles(of: Pick<Histogram, "buckets" | "count">): Pick<Histogram, "p50S" | "p99S"> {
  const p50S = quantileS(of, 0.5);
  const p99S = quantileS(of, 0.99);
  return { ...(p50S === undefined ? {} : { p50S }), ...(p99S === undefined ? {} : { p99S }) };
}

/** The series of a histogram have names of their own, which the library's types leave out. */
function seriesName(sample: object, metricName: string): string {
  return "metricName" in sample && typeof sample.metricName === "string" ? sample.metricName : metricName;
}

function keyOf(name: string, labels: object): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${String(value)}`);
  return [name, ...pairs.toSorted()].join("\n");
}
