/** A settings file to start from, with a comment for each key, made from the schema. */
import { headerKey } from "../../src-shared/settings/endpoint-keys.ts";
import { keysOf, SECTION_NAMES } from "../../src-shared/settings/schema.ts";
import type { SectionName } from "../../src-shared/settings/schema.ts";
import type { SettingKey } from "../../src-shared/settings/setting-key.ts";
import { writeAtomically } from "./atomic-write.ts";

const OPENING = `; Settings of 3CX Webhook. Save the file to apply them; no restart is needed.
; A comment begins with ; and an empty value means the default.
`;

const RECEIVER = `; One section per receiver, each with a name of its own.
; Remove the ; in front of its heading and of the lines you want to use.
`;

/** Every key with its default. The receiver is commented out, so that nothing is sent to an address nobody chose. */
export function sampleSettings(): string {
  return [OPENING, ...SECTION_NAMES.map(sectionText)].join("\n");
}

/**
 * Writes the sample for its owner alone to read.
 * @throws when the file cannot be written; an existing one is replaced, so look first.
 */
export async function writeSampleSettings(path: string): Promise<void> {
  await writeAtomically(path, sampleSettings());
}

function sectionText(section: SectionName): string {
  const keys = [...keysOf(section)].map(([name, key]) => keyText(name, key));
  if (section !== "endpoint") return `[${section}]\n${keys.join("\n")}\n`;
  const lines = ["[endpoint.crm]", ...keys, keyText("header.authorization", headerKey)]
    .join("\n")
    .split("\n");
  return `${RECEIVER}${lines.map((line) => (line.startsWith(";") ? line : `;${line}`)).join("\n")}\n`;
}

function keyText(name: string, key: SettingKey<unknown>): string {
  const notes = [
    key.description,
    key.unit === undefined ? "" : `In ${key.unit}.`,
    key.whenEmpty === undefined ? "" : `Empty: ${key.whenEmpty}.`,
    key.example === undefined ? "" : `Example: ${key.example}`,
  ];
  const comment = notes.filter((note) => note !== "").join(" ");
  return `; ${comment}\n${name} =${key.default === "" ? "" : ` ${key.default}`}`;
}
