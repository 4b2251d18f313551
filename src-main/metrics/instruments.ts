/** Makes the client library's instruments from the catalogue's entries, in a registry of their own. */
import { Counter, Gauge, Histogram } from "prom-client";
import type { Registry } from "prom-client";
import type { MetricEntry } from "./catalogue.ts";

type Entry<Kind extends MetricEntry["kind"], Label extends string> = MetricEntry<Label> & {
  readonly kind: Kind;
};

export function counterOf<Label extends string>(
  registry: Registry,
  entry: Entry<"counter", Label>,
): Counter<Label> {
  return new Counter(configOf(registry, entry));
}

export function gaugeOf<Label extends string>(
  registry: Registry,
  entry: Entry<"gauge", Label>,
): Gauge<Label> {
  return new Gauge(configOf(registry, entry));
}

export function histogramOf<Label extends string>(
  registry: Registry,
  entry: Entry<"histogram", Label>,
): Histogram<Label> {
  return new Histogram({ ...configOf(registry, entry), buckets: [...(entry.buckets ?? [])] });
}

/** Seconds of a number of milliseconds; a clock that was set back gives 0 instead of a negative time. */
export function seconds(ms: number): number {
  return Math.max(0, ms) / 1000;
}

function configOf<Label extends string>(registry: Registry, { name, help, labels }: MetricEntry<Label>) {
  return { name, help, labelNames: labelNames(labels), registers: [registry] };
}

function labelNames<Label extends string>(labels: MetricEntry<Label>["labels"]): Label[] {
  const names: string[] = Object.keys(labels);
  return names.filter((name): name is Label => name in labels);
}
