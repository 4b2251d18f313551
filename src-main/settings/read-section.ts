/** Checks the values of one section by the schema and gives them the names they have in code. */
import { camelCase, settingsSchema } from "../../src-shared/settings/schema.ts";
import type { SectionName, SectionValues } from "../../src-shared/settings/schema.ts";
import type { SettingKey } from "../../src-shared/settings/setting-key.ts";
import type { SectionSources } from "./collect-sources.ts";
import { shownValue } from "./remarks.ts";
import type { Remarks, Source } from "./remarks.ts";

/**
 * `shownAs` is the section's name in messages, such as `endpoint.crm`. A wrong value becomes a mistake and is replaced
 * by the default, so that reading goes on and finds the other mistakes.
 */
export function readSection<S extends SectionName>(
  section: S,
  shownAs: string,
  sources: SectionSources | undefined,
  remarks: Remarks,
): SectionValues<S> {
  const values: Record<string, unknown> = {};
  const keys: [string, SettingKey<unknown>][] = Object.entries(settingsSchema[section]);
  for (const [name, key] of keys) {
    values[camelCase(name)] = readValue(shownAs, name, key, sources?.get(name), remarks);
  }
  // Each value was just parsed by the kind that its type is derived from.
  return values as SectionValues<S>;
}

/** An empty value means the default. */
export function readValue<T>(
  section: string,
  name: string,
  key: SettingKey<T>,
  source: Source | undefined,
  remarks: Remarks,
): T {
  if (source !== undefined && source.text !== "") {
    const parsed = key.kind.parse(source.text);
    if (parsed.ok) return parsed.value;
    const { line, variable, text } = source;
    remarks.mistake(
      { section, key: name, line, variable, value: shownValue(key, text) },
      key.kind.expected,
      parsed.message,
    );
  }
  const fallback = key.kind.parse(key.default);
  if (!fallback.ok) throw new Error(`The default of ${section} ${name} does not fit its own kind.`);
  return fallback.value;
}
