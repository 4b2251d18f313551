/** The file was changed outside while somebody was typing: what can be merged, and what a person must choose. */
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { sameMeaning } from "../../../src-shared/settings/same-meaning.ts";
import {
  changesOf,
  type Draft,
  isSecret,
  keepEndpoint,
  placeOf,
  withEdit,
  withoutEdit,
  writtenValue,
} from "./draft.ts";

/** The same key, changed here and outside. Texts are empty for "not in the file". */
export interface Conflict {
  readonly section: string;
  /** Absent: the whole endpoint, removed here and changed outside. */
  readonly key?: string;
  readonly secret: boolean;
  readonly before: string;
  readonly file: string;
  readonly yours: string;
}

export type Choice = "yours" | "file" | "before";

/** Keys that differ between two states of the file, as `section key`. */
export function changedOutside(before: SettingsDocument, now: SettingsDocument): readonly string[] {
  const places = new Set([...before.values, ...now.values].map(({ section, key }) => placeOf(section, key)));
  return [...places].filter((place) => {
    const [section = "", key = ""] = place.split(" ");
    return !sameWritten(before, now, section, key);
  });
}

function sameWritten(before: SettingsDocument, now: SettingsDocument, section: string, key: string): boolean {
  const one = writtenValue(before, section, key);
  const other = writtenValue(now, section, key);
  if (one?.secret === true || other?.secret === true) {
    return one?.isSet === other?.isSet && (one?.setAtMs ?? 0) === (other?.setAtMs ?? 0);
  }
  return sameMeaning(section, key, one?.value ?? "", other?.value ?? "");
}

export function conflictsOf(
  before: SettingsDocument,
  now: SettingsDocument,
  draft: Draft,
): readonly Conflict[] {
  const outside = new Set(changedOutside(before, now));
  return changesOf(before, draft).flatMap((change): Conflict[] => {
    const { section } = change;
    if (change.kind === "remove_section") {
      const touched = [...outside].filter((place) => place.startsWith(`${section} `));
      const stillThere = now.endpoints.includes(section.slice("endpoint.".length));
      if (touched.length === 0 || !stillThere) return [];
      return [{ section, secret: false, before: "", file: touched.map(keyOf).join(", "), yours: "" }];
    }
    const { key } = change;
    if (!outside.has(placeOf(section, key))) return [];
    const yours = change.kind === "set" ? change.value : "";
    const file = writtenValue(now, section, key)?.value ?? "";
    const secret = isSecret(placeOf(section, key));
    if (!secret && sameMeaning(section, key, yours, file)) return [];
    return [{ section, key, secret, before: writtenValue(before, section, key)?.value ?? "", file, yours }];
  });
}

const keyOf = (place: string): string => place.slice(place.indexOf(" ") + 1);

/** The draft after a person's choice for one conflict. */
export function resolved(draft: Draft, conflict: Conflict, choice: Choice): Draft {
  const { section, key } = conflict;
  if (key === undefined) {
    return choice === "yours" ? draft : keepEndpoint(draft, section.slice("endpoint.".length));
  }
  switch (choice) {
    case "yours":
      return draft;
    case "file":
      return withoutEdit(draft, section, key);
    case "before":
      return withEdit(draft, section, key, conflict.before);
    default: {
      const _never: never = choice;
      return _never;
    }
  }
}
