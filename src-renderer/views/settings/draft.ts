/**
 * What somebody has typed and not saved. Edits are kept as they were typed; whether they change anything is
 * found by comparing values with the file, so typing a value and taking it back leaves nothing unsaved.
 */
import type { MethodParams } from "../../../src-shared/contract/contract.ts";
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { sameMeaning } from "../../../src-shared/settings/same-meaning.ts";
import { findKey } from "../../../src-shared/settings/schema.ts";
import { textWithoutSecrets } from "./text-secrets.ts";

export type SettingsChange = NonNullable<MethodParams<"check.pbx">["changes"]>[number];

export interface Draft {
  /** By `placeOf`: as typed. Empty means: not in the file, so its default. */
  readonly edits: Readonly<Record<string, string>>;
  /** Endpoints that are to go. */
  readonly removed: readonly string[];
  /** Endpoints that are to come, in their order. */
  readonly added: readonly string[];
  /** The whole file as edited in the second tab; while it is there, the form rests. */
  readonly text?: string;
}

export const noDraft: Draft = { edits: {}, removed: [], added: [] };

export type Place = string;

/** `endpoint.crm url` */
export function placeOf(section: string, key: string): Place {
  return `${section} ${key}`;
}

export function partsOf(place: Place): { readonly section: string; readonly key: string } {
  const at = place.indexOf(" ");
  return { section: place.slice(0, at), key: place.slice(at + 1) };
}

export type WrittenValue = SettingsDocument["values"][number];

/** As the file or the environment gives it; `undefined` when neither does. */
export function writtenValue(
  document: SettingsDocument,
  section: string,
  key: string,
): WrittenValue | undefined {
  return document.values.find((value) => value.section === section && value.key === key);
}

/** What the control shows: typed, else written, else the default. Secrets show only what was typed. */
export function shownText(document: SettingsDocument, draft: Draft, section: string, key: string): string {
  const edit = draft.edits[placeOf(section, key)];
  if (edit !== undefined) return edit;
  const written = ownerGone(document, draft, section) ? undefined : writtenValue(document, section, key);
  if (written?.secret === true) return "";
  const text = written?.value ?? "";
  return text === "" ? (findKey(section, key)?.default ?? "") : text;
}

/** An endpoint that was removed and added again starts empty. */
function ownerGone(document: SettingsDocument, draft: Draft, section: string): boolean {
  const name = section.startsWith("endpoint.") ? section.slice("endpoint.".length) : undefined;
  return name !== undefined && draft.removed.includes(name) && document.endpoints.includes(name);
}

export function withEdit(draft: Draft, section: string, key: string, text: string): Draft {
  return { ...draft, edits: { ...draft.edits, [placeOf(section, key)]: text } };
}

export function withoutEdit(draft: Draft, section: string, key: string): Draft {
  const { [placeOf(section, key)]: _gone, ...edits } = draft.edits;
  return { ...draft, edits };
}

export function withoutSecrets(draft: Draft): Draft {
  return {
    ...draft,
    ...(draft.text === undefined ? {} : { text: textWithoutSecrets(draft.text) }),
    edits: Object.fromEntries(
      // Removing a secret tells nothing about it.
      Object.entries(draft.edits).filter(([place, text]) => text === "" || !isSecret(place)),
    ),
  };
}

export function isSecret(place: Place): boolean {
  const { section, key } = partsOf(place);
  return findKey(section, key)?.secret === true;
}

export function addEndpoint(draft: Draft, name: string): Draft {
  return { ...draft, added: [...draft.added.filter((other) => other !== name), name] };
}

/** What was typed for it goes, too. */
export function removeEndpoint(document: SettingsDocument, draft: Draft, name: string): Draft {
  const start = `endpoint.${name} `;
  return {
    ...draft,
    edits: Object.fromEntries(Object.entries(draft.edits).filter(([place]) => !place.startsWith(start))),
    added: draft.added.filter((other) => other !== name),
    removed: document.endpoints.includes(name)
      ? [...draft.removed.filter((other) => other !== name), name]
      : draft.removed,
  };
}

export function keepEndpoint(draft: Draft, name: string): Draft {
  return { ...draft, removed: draft.removed.filter((other) => other !== name) };
}

/**
 * The same values under another name. Secrets cannot come along, because no window knows them: `left` names
 * the keys that have to be typed again.
 */
export function renameEndpoint(
  document: SettingsDocument,
  draft: Draft,
  from: string,
  to: string,
): { readonly draft: Draft; readonly left: readonly string[] } {
  const section = `endpoint.${from}`;
  const edits: Record<string, string> = {};
  const left: string[] = [];
  for (const key of keysOfSection(document, draft, section)) {
    const typed = draft.edits[placeOf(section, key)];
    const written = writtenValue(document, section, key);
    const text = typed ?? written?.value ?? "";
    if (typed === undefined && written?.isSet === true && (written.secret || text.includes("***"))) {
      left.push(key);
    } else if (text !== "") edits[placeOf(`endpoint.${to}`, key)] = text;
  }
  const without = removeEndpoint(document, draft, from);
  return { draft: addEndpoint({ ...without, edits: { ...without.edits, ...edits } }, to), left };
}

/** Written and typed keys of a section, each once. */
export function keysOfSection(document: SettingsDocument, draft: Draft, section: string): readonly string[] {
  const written = ownerGone(document, draft, section)
    ? []
    : document.values.filter((value) => value.section === section).map(({ key }) => key);
  const typed = Object.keys(draft.edits)
    .map(partsOf)
    .filter((part) => part.section === section)
    .map(({ key }) => key);
  return [...new Set([...written, ...typed])];
}

/** Endpoints as they would be after saving, in their order. */
export function endpointsOf(document: SettingsDocument, draft: Draft): readonly string[] {
  return [...document.endpoints.filter((name) => !draft.removed.includes(name)), ...draft.added];
}

/** What saving would do to the file; empty when every value is as it was. */
export function changesOf(document: SettingsDocument, draft: Draft): readonly SettingsChange[] {
  const gone = draft.removed.filter((name) => document.endpoints.includes(name));
  const sections = new Set(endpointsOf(document, draft).map((name) => `endpoint.${name}`));
  const values = Object.entries(draft.edits).flatMap(([place, text]): SettingsChange[] => {
    const { section, key } = partsOf(place);
    if (section.startsWith("endpoint.") && !sections.has(section)) return [];
    return changeOf(document, draft, section, key, text);
  });
  // A section exists by having a key: without an address the engine says that one is needed.
  const bare = draft.added
    .map((name) => `endpoint.${name}`)
    .filter((section) => !values.some((change) => change.section === section && change.kind === "set"))
    .map((section): SettingsChange => ({ kind: "set", section, key: "url", value: "" }));
  return [
    ...gone.map((name): SettingsChange => ({ kind: "remove_section", section: `endpoint.${name}` })),
    ...values,
    ...bare,
  ];
}

function changeOf(
  document: SettingsDocument,
  draft: Draft,
  section: string,
  key: string,
  text: string,
): SettingsChange[] {
  const written = ownerGone(document, draft, section) ? undefined : writtenValue(document, section, key);
  if (written?.variable !== undefined) return [];
  if (isSecret(placeOf(section, key))) {
    if (text !== "") return [{ kind: "set", section, key, value: text }];
    return written?.isSet === true ? [{ kind: "remove_key", section, key }] : [];
  }
  const value = text.trim();
  if (sameMeaning(section, key, value, written?.value ?? "")) return [];
  if (value !== "") return [{ kind: "set", section, key, value }];
  return written === undefined ? [] : [{ kind: "remove_key", section, key }];
}

/** Whether the file would be another one after saving. */
export function isDirty(document: SettingsDocument, draft: Draft): boolean {
  return draft.text === undefined ? changesOf(document, draft).length > 0 : draft.text !== document.text;
}

/** Names for the save bar: keys, and endpoints that come or go. */
export function changedKeys(document: SettingsDocument, draft: Draft): readonly string[] {
  return [
    ...new Set(
      changesOf(document, draft).map((change) =>
        change.kind === "remove_section" ? `[${change.section}]` : change.key,
      ),
    ),
  ];
}

/** The draft as the engine takes it. */
export function draftOf(document: SettingsDocument, draft: Draft): MethodParams<"settings.check"> {
  return draft.text === undefined ? { changes: [...changesOf(document, draft)] } : { text: draft.text };
}

/** Without what makes no difference: what is left after a save, or after the file came to say the same. */
export function settledDraft(document: SettingsDocument, draft: Draft): Draft {
  const { text, ...form } = draft;
  const changed = new Set(
    changesOf(document, draft).flatMap((change) =>
      change.kind === "remove_section" ? [] : [placeOf(change.section, change.key)],
    ),
  );
  return {
    edits: Object.fromEntries(Object.entries(form.edits).filter(([place]) => changed.has(place))),
    removed: form.removed.filter((name) => document.endpoints.includes(name)),
    added: form.added.filter((name) => !document.endpoints.includes(name) || form.removed.includes(name)),
    ...(text === undefined || text === document.text ? {} : { text }),
  };
}
