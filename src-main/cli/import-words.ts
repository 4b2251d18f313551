/** What an import would do, as lines for a terminal. Pure. */
import type { ImportPreview } from "../../src-shared/contract/settings-view.ts";
import { shownValue } from "../settings/hidden-values.ts";

type Row = ImportPreview["rows"][number];

const headings = {
  taken: "Taken over:",
  changed: "Taken over, and different here:",
  "not-supported": "Not taken over:",
  unknown: "Not known:",
} as const satisfies Record<Row["group"], string>;

/** What the products' receivers meet whatever their settings are. */
const differences: Readonly<Record<ImportPreview["product"], readonly string[]>> = {
  TCXWebAPI: [
    "Names, order and values of the fields are those of before (dialect komplit).",
    "Links to recordings end in ?t=… and cannot be guessed; link = open in [recordings] gives plain ones, as before.",
  ],
  WebhooksApi: ["Names, order and values of the fields are those of before (dialect k2m)."],
  unknown: [],
};
const always = [
  "Each request has a header webhook-id. What was not answered comes again with the same one, for up to 72 hours.",
  "Requests come from this machine, in the order of the call, and the next of a call waits for the answer to the one before.",
];

export function previewLines(
  { product, rows, changes, sentence }: ImportPreview,
  replaced: readonly string[],
) {
  const lines = [sentence.replace(" Nothing is written before you save.", "")];
  for (const [group, heading] of Object.entries(headings)) {
    const those = rows.filter((row) => row.group === group);
    if (those.length > 0) lines.push("", heading, ...those.map(rowLine));
  }
  lines.push("", "It becomes:");
  let section = "";
  for (const change of changes) {
    if (change.kind !== "set") continue;
    if (change.section !== section)
      lines.push(`  [${change.section}]${isReplaced(change.section, replaced)}`);
    section = change.section;
    lines.push(`  ${change.key} = ${shownValue(change.section, change.key, change.value)}`.trimEnd());
  }
  lines.push("", "What the receiver sees differently:");
  lines.push(...[...(differences[product] ?? []), ...always].map((each) => `  - ${each}`));
  return lines;
}

function isReplaced(section: string, replaced: readonly string[]): string {
  return replaced.some((name) => section === `endpoint.${name}`) ? "   ; replaces what is there" : "";
}

function rowLine({ from, to, value, note }: Row): string {
  const target = to === "" ? "" : ` -> ${to}`;
  const shown = value === "" ? "" : ` = ${value}`;
  return `  ${from}${shown}${target}${note === "" ? "" : `  (${note})`}`;
}
