/** Edits of the settings view, applied to the text of the file: only keys that exist, only values a line can hold. */
import { headerNameProblem } from "../../src-shared/settings/address-kinds.ts";
import type { SettingsChange } from "../../src-shared/settings/mistake.ts";
import { findKey, schemaSection } from "../../src-shared/settings/schema.ts";
import { parseIni } from "./ini-document.ts";
import type { IniDocument } from "./ini-document.ts";
import type { Remarks } from "./remarks.ts";

/** The changed text; what cannot be done is a mistake in `remarks`, and left out. */
export function applyChanges(text: string, changes: readonly SettingsChange[], remarks: Remarks): string {
  return changes
    .reduce((document, change) => applyChange(document, change, remarks), parseIni(text))
    .toString();
}

function applyChange(document: IniDocument, change: SettingsChange, remarks: Remarks): IniDocument {
  const { section } = change;
  switch (change.kind) {
    case "remove_section":
      return document.removeSection(section);
    case "remove_key":
      return document.removeKey(section, change.key);
    case "set": {
      const { key, value } = change;
      const problem = changeProblem(section, key, value);
      // Blanks around an address are a slip of copying; in a password they may be meant.
      const kept = findKey(section, key)?.secret === true ? value : value.trim();
      if (problem === undefined) return document.set(section, key, kept);
      remarks.mistake({ section, key }, problem.expected, problem.message);
      return document;
    }
    default: {
      const _never: never = change;
      return _never;
    }
  }
}

function changeProblem(
  section: string,
  key: string,
  value: string,
): { readonly expected: string; readonly message: string } | undefined {
  if (schemaSection(section) === undefined) {
    const message =
      "there is no such section, or its name is not made of lower-case letters, digits, dashes and underscores";
    return { expected: "a section of the settings, such as pbx or endpoint.crm", message };
  }
  if (findKey(section, key) === undefined) {
    return { expected: "a key of this section", message: "there is no such key in this section" };
  }
  if (key.startsWith("header.")) {
    const message = headerNameProblem(key.slice("header.".length));
    if (message !== undefined) return { expected: "the name of a header", message };
  }
  if (!/[\r\n\0]/.test(value)) return undefined;
  return { expected: "a value on one line", message: "expected a value on one line" };
}
