// Reads Prometheus text strictly: what a scraper would refuse fails the test.
import { expect } from "vitest";

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Page {
  readonly samples: readonly Sample[];
  readonly types: ReadonlyMap<string, string>;
  readonly helps: ReadonlyMap<string, string>;
  /** The one sample with this name and these labels, others allowed; fails when there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number;
  /** The sum over all samples of that name which have these labels. */
  sum(name: string, labels?: Readonly<Record<string, string>>): number;
}

const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/;
const line = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/;
const pair = /([a-z_]+)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

export function parsePage(text: string): Page {
  expect(text.endsWith("\n")).toBe(true);
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  const helps = new Map<string, string>();
  for (const row of text.split("\n").filter((each) => each !== "")) {
    if (row.startsWith("#")) {
      const [, what = "", name = "", rest = ""] = comment.exec(row) ?? [];
      expect(what, row).not.toBe("");
      const map = what === "HELP" ? helps : types;
      expect(map.has(name), `${what} ${name} stands once`).toBe(false);
      map.set(name, rest);
    } else samples.push(sampleOf(row));
  }
  const having = (name: string, labels: Readonly<Record<string, string>>) =>
    samples.filter(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    );
  return {
    samples,
    types,
    helps,
    value(name, labels = {}) {
      const found = having(name, labels);
      expect(found, `${name} ${JSON.stringify(labels)}`).toHaveLength(1);
      return found[0]?.value ?? Number.NaN;
    },
    sum: (name, labels = {}) => having(name, labels).reduce((total, { value }) => total + value, 0),
  };
}

function sampleOf(row: string): Sample {
  const [, name = "", inside = "", number = ""] = line.exec(row) ?? [];
  expect(name, row).not.toBe("");
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  expect(value, row).not.toBeNaN();
  return { name, labels: labelsOf(inside, row), value };
}

function labelsOf(inside: string, row: string): Record<string, string> {
  const labels: Record<string, string> = {};
  pair.lastIndex = 0;
  while (pair.lastIndex < inside.length) {
    const [, name = "", value = ""] = pair.exec(inside) ?? [];
    expect(name, row).not.toBe("");
    labels[name] = value;
  }
  return labels;
}
