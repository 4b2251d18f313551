/** What docs/metrics.md promises is what the program counts. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { alertRules } from "../../../scripts/lib/alert-rules.ts";
import { metricsReference } from "../../../scripts/metrics-reference.ts";
import { catalogue, type MetricEntry } from "../../../src-main/metrics/catalogue.ts";

const entries: readonly MetricEntry[] = Object.values(catalogue);

test("docs/metrics.md is current (else run node scripts/metrics-reference.ts)", () => {
  const page = readFileSync(new URL("../../../docs/metrics.md", import.meta.url), "utf8");
  expect(page.replaceAll("\r\n", "\n")).toBe(metricsReference());
});

test("names follow the rules of Prometheus: units last, counters end in _total", () => {
  for (const { name, kind, help } of entries) {
    expect(name).toMatch(/^(webhook|process|nodejs)_[a-z_]+$/);
    expect(name.endsWith("_total"), name).toBe(kind === "counter");
    expect(help, name).toMatch(/^[A-Z1].+\.$/);
  }
  expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
});

test("the rules ask for metrics and label values that exist", () => {
  const exprs = [...alertRules.yaml.matchAll(/expr: (.+)/g)].map(([, expr = ""]) => expr);
  expect(exprs).toHaveLength(5);
  for (const expr of exprs) {
    const used = [...expr.matchAll(/\b(webhook_[a-z_]+)(?:\{([a-z]+)(=~|!=|=)"([^"]*)"\})?/g)];
    expect(used.length, expr).toBeGreaterThan(0);
    for (const [, name, label, , values = ""] of used) {
      const entry = entries.find((each) => each.name === name);
      expect(entry, name).toBeDefined();
      if (label === undefined) continue;
      expect(entry?.labels[label], `${name} ${label}`).toEqual(expect.arrayContaining(values.split("|")));
    }
  }
});
