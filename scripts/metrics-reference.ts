/** Writes docs/metrics.md from the catalogue of the metrics; `--check` only says whether the page is current. */
import { catalogue, type LabelValues, type MetricEntry } from "../src-main/metrics/catalogue.ts";
import { alertRules } from "./lib/alert-rules.ts";
import { projectFile, writeOrCheck } from "./write-generated.ts";

const path = "docs/metrics.md";

const introduction = `# Metrics

<!-- Written by scripts/metrics-reference.ts from src-main/metrics/catalogue.ts and scripts/lib/alert-rules.ts: change it there. -->

\`GET /metrics\` on this program's https address answers in the text format of Prometheus. Who may read it:

- Programs on the same machine, without a password. What counts is where the connection comes from; headers are not looked at.
  A reverse proxy on this machine therefore makes the page readable for everybody it serves: let it refuse \`/metrics\`.
- Others with the monitor password (\`monitor_password\` in \`[server]\`), as Basic with any user name or as Bearer.
  Ten wrong passwords within a minute close the door for that address until the minute is over (429).
- While no password is set, nobody else (403).

There are no phone numbers, names of callers, addresses or secrets in it: labels are the names of your endpoints and fixed words.
Counters begin at 0 when the program starts.

\`\`\`yaml
# prometheus.yml
scrape_configs:
  - job_name: 3cx-webhook
    scheme: https
    basic_auth: { username: prometheus, password_file: /etc/prometheus/3cx-webhook }
    tls_config: { ca_file: /etc/prometheus/3cx-webhook.crt } # <data folder>/tls/self-signed.crt
    static_configs: [{ targets: ["pbx.example.com:8444"] }]
\`\`\`
`;

/** The whole page, as Markdown. */
export function metricsReference(): string {
  const entries: readonly MetricEntry[] = Object.values(catalogue);
  const labels = new Map(entries.flatMap((entry) => labelRows(entry)));
  return [
    introduction,
    "## Every metric\n",
    table(["metric", "kind", "labels", "meaning"], entries.map(metricRow)),
    "## What labels say\n",
    table(["metric", "label", "values"], [...labels.values()]),
    "## Histograms\n",
    ...entries.flatMap(bucketLine),
    alertRules.introduction,
    `\`\`\`yaml\n${alertRules.yaml}\`\`\`\n`,
  ].join("\n");
}

function metricRow({ name, kind, labels, help }: MetricEntry): string[] {
  return [`\`${name}\``, kind, codes(Object.keys(labels)), help];
}

function labelRows({ name, labels }: MetricEntry): [string, string[]][] {
  return Object.entries(labels)
    .filter(([label]) => label !== "endpoint")
    .map(([label, values]) => [`${name} ${label}`, [`\`${name}\``, `\`${label}\``, valuesText(values)]]);
}

function valuesText(values: LabelValues): string {
  return typeof values === "string" ? values : codes(values);
}

function bucketLine({ name, buckets }: MetricEntry): string[] {
  if (buckets === undefined) return [];
  return [`\`${name}\` has the bounds ${buckets.map(boundText).join(", ")}.\n`];
}

/** Seconds as people say them. */
function boundText(boundS: number): string {
  if (boundS < 1) return `${Number((boundS * 1000).toFixed(2))} ms`;
  if (boundS < 60) return `${boundS} s`;
  return boundS < 3600 ? `${boundS / 60} min` : `${boundS / 3600} h`;
}

function codes(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}

if (import.meta.main) {
  writeOrCheck(
    path,
    () => projectFile(path).replaceAll("\r\n", "\n") === metricsReference(),
    metricsReference,
  );
}
