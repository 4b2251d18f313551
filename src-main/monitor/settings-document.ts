/** The settings file as data for a form: every key that is written or given by the environment, secrets hidden. Pure. */
import type { SettingsDocument } from "../../src-shared/contract/settings-view.ts";
import { endpointName, findKey } from "../../src-shared/settings/schema.ts";
import { readEnvironment, type Environment } from "../settings/environment.ts";
import { shownText, shownValue } from "../settings/hidden-values.ts";
import { parseIni } from "../settings/ini-document.ts";
import { createRemarks } from "../settings/remarks.ts";

export interface DocumentFacts {
  readonly text: string;
  readonly revision: string;
  readonly path: string;
  readonly env: Environment;
  readonly secretsKept: SettingsDocument["secretsKept"];
  /** When a secret was set, wall clock. */
  readonly secretSetAtMs: (section: string, key: string) => number | undefined;
}

type Value = SettingsDocument["values"][number];

export function documentOf({ secretSetAtMs, ...facts }: DocumentFacts): SettingsDocument {
  const { text, revision, path, env, secretsKept } = facts;
  const document = parseIni(text);
  const inFile = document.sections.flatMap(({ name }) => endpointName(name) ?? []);
  const values = new Map<string, Value>();
  for (const { section, key, value } of document.entries) {
    const place = { section: section.toLowerCase(), key: key.toLowerCase() };
    const name = `${place.section} ${place.key}`;
    // The first one counts; that there is a second is a mistake that the check tells.
    if (values.has(name)) continue;
    const read = valueOf(place, value);
    const setAtMs = read.secret && read.isSet ? secretSetAtMs(place.section, place.key) : undefined;
    values.set(name, setAtMs === undefined ? read : { ...read, setAtMs });
  }
  const given = readEnvironment(env, inFile, readNothing, createRemarks(""));
  for (const { section, key, text: value, variable } of given) {
    values.set(`${section} ${key}`, { ...valueOf({ section, key }, value), isSet: true, variable });
  }
  const endpoints = new Set([...inFile, ...given.flatMap(({ section }) => endpointName(section) ?? [])]);
  return {
    ...{ revision, path, text: shownText(text) },
    values: [...values.values()],
    endpoints: [...endpoints],
    secretsKept,
  };
}

function valueOf({ section, key }: { section: string; key: string }, value: string): Value {
  const known = findKey(section, key);
  const secret = known === undefined || known.secret === true;
  const shown = secret ? "" : shownValue(section, key, value);
  return { section, key, value: shown, secret, isSet: value !== "" };
}

/** That a file gives a secret is known by its variable; what is in it does not matter here. */
const readNothing = () => ({ ok: true as const, text: "***" });
