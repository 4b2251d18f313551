/** What a setting is called, in the language of the window: one place that knows both tables of names. */
import { findKey, keysOf, schemaSection } from "../../../src-shared/settings/schema.ts";
import type { Language } from "../../format/language.ts";
import {
  choiceNamesDe,
  settingNamesDe,
  unitNameDe,
  unitNamesDe,
} from "../../i18n/messages/setting-names.de.ts";
import { choiceNamesEn, settingNamesEn, type SettingName } from "../../i18n/messages/setting-names.en.ts";

export interface SettingTexts {
  readonly label: string;
  readonly help: string;
  /** What happens when nothing is set and there is no default. */
  readonly empty?: string;
  readonly unit?: string;
}

function nameOf(section: string, key: string): SettingName | undefined {
  const kind = schemaSection(section);
  if (kind === undefined || !keysOf(kind).has(key)) return undefined;
  const name = `${kind}.${key}`;
  return isName(name) ? name : undefined;
}

function isName(name: string): name is SettingName {
  return Object.hasOwn(settingNamesEn, name);
}

/** A key that nobody knows is called as it is written. */
export function settingTexts(section: string, key: string, language: Language): SettingTexts {
  const name = nameOf(section, key);
  const facts = findKey(section, key);
  if (name === undefined || facts === undefined) return { label: key, help: "" };
  const { unit } = facts;
  if (language === "de") {
    const { label, help, empty } = settingNamesDe[name];
    return {
      ...{ label, help },
      ...(empty === undefined ? {} : { empty }),
      ...(unit === undefined ? {} : { unit: unitNamesDe[unit] ?? unit }),
    };
  }
  const { description: help, whenEmpty: empty } = facts;
  return {
    ...{ label: settingNamesEn[name], help },
    ...(empty === undefined ? {} : { empty }),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** `1 second`, `15 seconds`, `32 kbit/s`. */
export function withUnit(amount: string, unit: string, language: Language): string {
  const many = language === "de" ? (unitNamesDe[unit] ?? unit) : unit;
  const one = language === "de" ? unitNameDe[unit] : unit.replace(/([a-z]{2,})s$/, "$1");
  return `${amount} ${amount === "1" ? (one ?? many) : many}`;
}

/** `signed – with a signature that cannot be guessed`; a word without an explanation stands alone. */
export function choiceText(section: string, key: string, word: string, language: Language): string {
  const kind = schemaSection(section) ?? section;
  const names = language === "de" ? choiceNamesDe : choiceNamesEn;
  const explained = names[`${kind}.${key}.${word}`];
  return explained === undefined ? word : `${word} – ${explained}`;
}
