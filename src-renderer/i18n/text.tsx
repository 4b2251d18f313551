/**
 * Texts for people: `t("svc.away", { host, port })` as a string, `t.rich(…)` as elements, where **bold**,
 * `code` and the next step as a button belong to the sentence itself.
 */
import { IntlMessageFormat, type FormatXMLElementFn } from "intl-messageformat";
import { Fragment, type ReactNode } from "react";
import type { Language } from "../format/language.ts";
import { ActionLink } from "../ui/action-link.tsx";
import { Bdi } from "../ui/bdi.tsx";
import { usePreferences } from "../store/preferences.ts";
import { de } from "./de.ts";
import { engineWords } from "./engine-words.ts";
import { en, type TextKey } from "./en.ts";

export type { TextKey };

/** Fills `{name}`. Numbers take part in plurals; texts of others (callers, receivers) come as they are. */
export type TextValues = Readonly<Record<string, string | number>>;

/** By the name of the step in the text, such as `tryAgain` in `<tryAgain>Try again</tryAgain>`. */
export type TextActions = Readonly<Record<string, (() => void) | undefined>>;

export interface Text {
  /** As a plain string, without the steps: for labels, titles and announcements. */
  (key: TextKey, values?: TextValues): string;
  /** As elements. A step without a function in `actions` is left out. */
  rich(key: TextKey, values?: TextValues, actions?: TextActions): ReactNode;
  /** A sentence of the engine, in the language of this window where it is known. */
  said(sentence: string): string;
  readonly language: Language;
}

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, de };
const parsed = new Map<string, IntlMessageFormat>();

function messageOf(language: Language, key: TextKey): IntlMessageFormat {
  const name = `${language} ${key}`;
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(catalogues[language][key], language);
  parsed.set(name, made);
  return made;
}

/** Names of the tags in a text: `b`, `code` and the steps. */
const tagsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/<([a-zA-Z]+)>/g)].map((match) => match[1] ?? "")),
];

function plain(language: Language, key: TextKey, values: TextValues): string {
  const source = catalogues[language][key];
  const tags: Record<string, FormatXMLElementFn<string>> = {};
  for (const tag of tagsIn(source)) {
    tags[tag] = (chunks) => (tag === "b" || tag === "code" ? chunks.join("") : "");
  }
  try {
    return String(messageOf(language, key).format<string>({ ...values, ...tags })).trim();
  } catch {
    return source; // A value is missing: better the bare text than no window.
  }
}

function rich(language: Language, key: TextKey, values: TextValues, actions: TextActions): ReactNode {
  const source = catalogues[language][key];
  const filled: Record<string, ReactNode | FormatXMLElementFn<ReactNode>> = {};
  for (const [name, value] of Object.entries(values)) {
    filled[name] = typeof value === "string" && source.includes(`{${name}}`) ? <Bdi>{value}</Bdi> : value;
  }
  for (const tag of tagsIn(source)) {
    const run = actions[tag];
    filled[tag] = (chunks: ReactNode[]) => {
      if (tag === "b") return <strong>{keyed(chunks)}</strong>;
      if (tag === "code") return <code className="mono">{keyed(chunks)}</code>;
      return run === undefined ? null : <ActionLink onClick={run}>{keyed(chunks)}</ActionLink>;
    };
  }
  try {
    const parts = messageOf(language, key).format<ReactNode>(filled);
    return <>{keyed(Array.isArray(parts) ? parts : [parts])}</>;
  } catch {
    return source;
  }
}

/** Parts of a sentence never change places, so their place is their key. */
const keyed = (parts: readonly ReactNode[]): ReactNode[] =>
  parts.map((part, place) => <Fragment key={place}>{part}</Fragment>);

export function createText(language: Language): Text {
  return Object.assign((key: TextKey, values: TextValues = {}) => plain(language, key, values), {
    rich: (key: TextKey, values: TextValues = {}, actions: TextActions = {}) =>
      rich(language, key, values, actions),
    said: (sentence: string) => engineWords(sentence, language),
    language,
  });
}

const texts: Readonly<Record<Language, Text>> = { en: createText("en"), de: createText("de") };

/** The texts in the language of this window; the function stays the same until the language changes. */
export function useText(): Text {
  return texts[usePreferences((preferences) => preferences.language)];
}

/** Whether a code from elsewhere (an error, a state) has a text. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}
