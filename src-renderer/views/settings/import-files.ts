/** Settings files of other products on their way into the form: reading them, and sorting the preview. */
import type { ImportPreview } from "../../../src-shared/contract/settings-view.ts";
import { addEndpoint, type Draft, keepEndpoint, removeEndpoint, withEdit } from "./draft.ts";
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";

export const mostFiles = 5;
const mostChars = 1_000_000;

export interface ReadFile {
  readonly name: string;
  readonly text: string;
}

export type FilesRead =
  | { readonly kind: "read"; readonly files: readonly ReadFile[] }
  | { readonly kind: "too-many" }
  | { readonly kind: "too-large" | "unreadable"; readonly name: string };

export async function readFiles(files: readonly Pick<File, "name" | "size" | "text">[]): Promise<FilesRead> {
  if (files.length > mostFiles) return { kind: "too-many" };
  const read: ReadFile[] = [];
  for (const file of files) {
    if (file.size > mostChars) return { kind: "too-large", name: file.name };
    try {
      read.push({ name: file.name.slice(0, 300), text: await file.text() });
    } catch {
      return { kind: "unreadable", name: file.name };
    }
  }
  return { kind: "read", files: read };
}

export const importGroups = ["taken", "changed", "not-supported"] as const;

export type ImportRow = ImportPreview["rows"][number];

export function rowsOf(preview: ImportPreview, group: ImportRow["group"]): readonly ImportRow[] {
  return preview.rows.filter((row) => row.group === group);
}

/** The changes of an import on top of what was typed. */
export function withImported(
  document: SettingsDocument,
  draft: Draft,
  changes: ImportPreview["changes"],
): Draft {
  return changes.reduce((before, change) => {
    const name = change.section.startsWith("endpoint.")
      ? change.section.slice("endpoint.".length)
      : undefined;
    if (change.kind === "remove_section") {
      return name === undefined ? before : removeEndpoint(document, before, name);
    }
    const known = name === undefined || before.added.includes(name);
    const there = name !== undefined && document.endpoints.includes(name);
    const ready = known ? before : there ? keepEndpoint(before, name) : addEndpoint(before, name);
    return withEdit(ready, change.section, change.key, change.kind === "set" ? change.value : "");
  }, draft);
}
