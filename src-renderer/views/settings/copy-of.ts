/** The draft as lines for the file, for somebody who has to write them there by hand. Without secrets. */
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { changesOf, type Draft, isSecret, placeOf } from "./draft.ts";

export function copyOf(document: SettingsDocument, draft: Draft): string {
  if (draft.text !== undefined) return draft.text;
  const sections = new Map<string, string[]>();
  for (const change of changesOf(document, draft)) {
    const lines = sections.get(change.section) ?? [];
    sections.set(change.section, lines);
    if (change.kind === "remove_section") lines.push("; remove this section");
    else if (change.kind === "remove_key") lines.push(`; remove ${change.key}`);
    else {
      const secret = isSecret(placeOf(change.section, change.key));
      lines.push(`${change.key} = ${secret ? "***" : change.value}`);
    }
  }
  return [...sections].map(([section, lines]) => [`[${section}]`, ...lines].join("\n")).join("\n\n");
}
