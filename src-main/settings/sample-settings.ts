/** A settings file to start from, with a comment for each key, made from the schema. */
import { headerKey, keysOf, SECTION_NAMES } from "../../src-shared/settings/schema.ts";
import type { SettingKey } from "../../src-shared/settings/schema.ts";
import { writeAtomically } from "./atomic-write.ts";

const OPENING = `; Settings of 3CX Webhook. Save the file to apply them; no restart is needed.
; A comment begins with ; and an empty value means the default.
`;

/** Every key with its default. The receiver is commented out, so that nothing is sent to an address nobody chose. */
export function sampleSettings(): string {
  const sections = SECTION_NAMES.map((section) => {
    const keys = [...keysOf(section)].map(([name, key]) => keyText(name, key));
    if (section !== "endpoint") return `[${section}]\n${keys.join("\n")}`;
    const lines = ["[endpoint.crm]", ...keys, keyText("header.authorization", headerKey)]
      .join("\n")
      .split("\n");
    const commented = lines
      .map((line) => (line === "" || line.startsWith(";") ? line : `;${line}`))
      .join("\n");
    return `; One section per receiver, each with a name of its own. Remove the ; before its lines to use it.\n${commented}`;
  });
  return `${[OPENING, ...sections].join("\n").replaceAll(/\n+(?=\[)/g, "\n\n")}\n`;
}

/**
 * Writes the sample for its owner alone to read.
 * @throws when the file cannot be written; an existing one is replaced, so look first.
 */
export async function writeSampleSettings(path: string): Promise<void> {
  await writeAtomically(path, sampleSettings());
}

function keyText(name: string, key: SettingKey<unknown>): string {
  const notes = [key.unit, key.whenEmpty === undefined ? undefined : `empty: ${key.whenEmpty}`];
  const note = notes.filter((part) => part !== undefined).join("; ");
  const example = key.example === undefined ? "" : ` Example: ${key.example}`;
  return `; ${key.description}${note === "" ? "" : ` (${note})`}${example}\n${name} =${key.default === "" ? "" : ` ${key.default}`}`;
}
