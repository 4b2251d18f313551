// Writes docs/settings.md from the schema of the settings; with --check it only says whether the page is current.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { variableFor } from "../src-main/settings/environment.ts";
import { sampleSettings } from "../src-main/settings/sample-settings.ts";
import { headerKey } from "../src-shared/settings/endpoint-keys.ts";
import { keysOf, SECTION_NAMES } from "../src-shared/settings/schema.ts";
import type { SectionName } from "../src-shared/settings/schema.ts";
import type { SettingKey } from "../src-shared/settings/setting-key.ts";

const INTRODUCTION = `# Settings

<!-- Written by scripts/settings-reference.ts from src-shared/settings/schema.ts: change it there. -->

All settings are in one file, \`settings.ini\`, in plain text (UTF-8). Edit it by hand: a change
applies without restart. When something in it is mistaken, the settings before stay in force, and every mistake is named
with its line, the key and what was expected. \`--check\` does the same without starting anything. A section whose name nobody
knows is a mistake: what stands under a misspelt heading, such as \`endpoit.crm\`, would be left out, and the receiver with it. A key that nobody
knows is left out with a warning.

- A comment begins with \`;\` or \`#\` on a line of its own, or with \`;\` after a blank behind a value.
- A value with \` ;\`, with blanks at its ends or beginning with a quotation mark stands in quotation marks (\`"…"\`; one inside is written twice).
- An empty value means the default. Names of sections and keys may be written in any case, except the names of endpoints, which are in lower case; a section or key stands once.
- yes and no may also be written as true and false, on and off, 1 and 0. Fractions have a point: 0.5.
- Each key can be set by an environment variable instead, which wins over the file; an empty variable counts as absent.
  In names of endpoints and headers a dash becomes an underscore: \`[endpoint.my-crm]\` \`header.x-key\` is \`WEBHOOK_ENDPOINT_MY_CRM_HEADER_X_KEY\`.
  An endpoint may consist of variables alone.
- A secret can be read from a file: \`WEBHOOK_PBX_CLIENT_SECRET_FILE=/run/secrets/pbx\`. Only its owner may be allowed to read it (mode 0600 or 0400).
- Secrets are never logged, shown in messages or sent to the user interface.
`;

const TITLES: Readonly<Record<SectionName, string>> = {
  pbx: "the phone system",
  endpoint: "a receiver of webhooks; one section each",
  recordings: "recordings of calls",
  server: "recordings, monitor page, health and metrics over https",
  delivery: "how webhooks are kept until they are delivered",
  reconcile: "the PBX's call log held against what was sent",
  log: "what is written down",
};

/** The whole page, as Markdown. */
export function settingsReference(): string {
  const sections = SECTION_NAMES.map(sectionReference);
  const sample = `## A file to start from\n\n\`\`\`ini\n${sampleSettings()}\`\`\`\n`;
  return [INTRODUCTION, ...sections, sample].join("\n");
}

function sectionReference(section: SectionName): string {
  const heading = section === "endpoint" ? "endpoint.NAME" : section;
  const intro =
    section === "endpoint"
      ? "\nNAME is yours to choose: lower-case letters, digits, dashes and underscores. `native` alone knows the events queued, ringing_stopped, transfer, voicemail and chain_ended.\n"
      : "";
  const keys: [string, SettingKey<unknown>][] = [...keysOf(section)];
  if (section === "endpoint") keys.push(["header.<name>", headerKey]);
  const rows = keys.map(([name, key]) => row(section, name, key));
  return `## [${heading}]: ${TITLES[section]}
${intro}
| key | default | takes | meaning | variable |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

function row(section: SectionName, name: string, key: SettingKey<unknown>): string {
  const fallback = key.default === "" ? (key.whenEmpty ?? "none") : `\`${key.default}\``;
  const meaning = `${key.description}${key.secret === true ? " Secret." : ""}`;
  const full = section === "endpoint" ? "endpoint.<NAME>" : section;
  const cells = [`\`${name}\``, fallback, key.kind.expected, meaning, `\`${variableFor(full, name)}\``];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

if (import.meta.main) {
  const path = resolve(import.meta.dirname, "../docs/settings.md");
  if (!process.argv.includes("--check")) {
    writeFileSync(path, settingsReference());
  } else if (readFileSync(path, "utf8").replaceAll("\r\n", "\n") !== settingsReference()) {
    process.stderr.write("docs/settings.md is stale: run node scripts/settings-reference.ts\n");
    process.exitCode = 1;
  }
}
