/**
 * What may leave this machine: everything in a diagnosis goes through here. Secrets are known by where they
 * stand in the settings, whether these can be used or not, and hidden wherever else they turn up. Pure.
 */
import type { Settings } from "../../src-shared/settings/settings.ts";
import { createMask } from "../program/log-mask.ts";
import { secretsOf } from "../settings/describe-settings.ts";
import { hidden, shownValue } from "../settings/hidden-values.ts";
import { parseIni } from "../settings/ini-document.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Names of variables whose values are no secret: where something is, how much of it. */
const harmless = /_(URL|HOST|PORT|FILE|FOLDER|STORAGE|LEVEL|DIALECT|METHOD|TIMEZONE|SOURCE)$/;

/** Hides every secret in a text. `settings`: those in use, when they can be used. */
export function createRedaction(
  settingsText: string,
  env: Environment,
  settings: Settings | undefined,
): (text: string) => string {
  const written = parseIni(settingsText).entries.flatMap(({ section, key, value }) =>
    hiddenParts(value, shownValue(section.toLowerCase(), key.toLowerCase(), value)),
  );
  const given = Object.entries(env).flatMap(([name, value = ""]) =>
    name.startsWith("WEBHOOK_") && !harmless.test(name) ? [value] : [],
  );
  const used = settings === undefined ? [] : secretsOf(settings);
  const { text } = createMask([...written, ...given, ...used].filter((secret) => !isPlain(secret)));
  return text;
}

/** Of an address, what its hidden form leaves out; of anything else, all of it. */
function hiddenParts(value: string, shown: string): string[] {
  if (shown === value) return [];
  if (!/^https?:/i.test(shown)) return [value];
  const query = value.slice(value.indexOf("?") + 1).split(/[&=]/);
  const login = /^https?:\/\/[^/?#@]*:([^/?#@]*)@/i.exec(value)?.[1];
  return [...(value.includes("?") ? query : []), ...(login === undefined ? [] : [login])];
}

/** Words that every text is full of, and that say nothing. */
function isPlain(secret: string): boolean {
  return /^(yes|no|true|false|on|off|\d{1,5}|GET|POST|komplit|creomate|k2m|native)$/i.test(secret);
}

/** Section, key and value, line by line; comments are left out, because they may say anything. */
export function redactedSettings(settingsText: string): string {
  const document = parseIni(settingsText);
  const lines: string[] = [];
  let section: string | undefined;
  for (const entry of document.entries) {
    if (entry.section !== section) lines.push(`[${entry.section}]`);
    section = entry.section;
    const shown = shownValue(section.toLowerCase(), entry.key.toLowerCase(), entry.value);
    lines.push(`${entry.key} = ${shown}`);
  }
  for (const { line } of document.problems) lines.push(`; line ${line} is no setting: ${hidden}`);
  return lines.join("\n");
}
