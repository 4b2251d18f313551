/** One look at the settings file on disk: settings, mistakes, or the fact that there is none. */
import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { SettingsWarning } from "../../src-shared/settings/mistake.ts";
import { findKey } from "../../src-shared/settings/schema.ts";
import { codeOf } from "../../src-shared/thrown.ts";
import { canonicalSection } from "./collect-sources.ts";
import { decodeSettings, MAX_SETTINGS_BYTES, tooLarge } from "./decode-settings.ts";
import type { Decoded } from "./decode-settings.ts";
import { parseIni } from "./ini-document.ts";
import { readSettings } from "./read-settings.ts";
import type { ReadOptions, SettingsResult } from "./read-settings.ts";

export type FileContent =
  | { readonly kind: "missing" }
  | { readonly kind: "text"; readonly text: string; readonly mode: number }
  | { readonly kind: "unreadable"; readonly problem: Exclude<Decoded, { ok: true }> };

/** Never throws: what the file system refuses is `unreadable`, with a sentence. */
export async function readFileContent(path: string): Promise<FileContent> {
  try {
    const file = await open(path, "r");
    try {
      const { mode, size } = await file.stat();
      const decoded = size > MAX_SETTINGS_BYTES ? tooLarge(size) : decodeSettings(await file.readFile());
      return decoded.ok
        ? { kind: "text", text: decoded.text, mode }
        : { kind: "unreadable", problem: decoded };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = codeOf(error) || String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
    const message = `the file ${path} cannot be read (${explain(code)})`;
    return { kind: "unreadable", problem: { ok: false, expected: "a file this program may read", message } };
  }
}

/** What the content means. Without a file the defaults and the environment count, and a warning says so. */
export function settingsOf(
  path: string,
  content: FileContent,
  options: Omit<ReadOptions, "fileName">,
): SettingsResult {
  const fileName = basename(path);
  const read = (text: string) => readSettings(text, { ...options, fileName });
  switch (content.kind) {
    case "missing":
      return withWarning(read(""), {
        file: fileName,
        section: "",
        message: `there is no settings file at ${path}, so the defaults and WEBHOOK_ variables apply. To make one, copy the sample from docs/settings.md to that place.`,
      });
    case "unreadable": {
      const { ok: _, ...problem } = content.problem;
      return { ok: false, mistakes: [{ file: fileName, section: "", ...problem }], warnings: [] };
    }
    case "text": {
      const result = read(content.text);
      return isExposed(content) ? withWarning(result, exposed(path)) : result;
    }
    default: {
      const _never: never = content;
      return _never;
    }
  }
}

/** Holds secrets, and others than the owner may read it. Files of Windows have no such mode. */
function isExposed({ text, mode }: { readonly text: string; readonly mode: number }): boolean {
  if (process.platform === "win32" || (mode & 0o077) === 0) return false;
  return parseIni(text).entries.some(
    ({ section, key, value }) =>
      value !== "" && findKey(canonicalSection(section), key.toLowerCase())?.secret === true,
  );
}

function exposed(path: string): SettingsWarning {
  const message = `the file holds secrets, and others than its owner may use it: run chmod 600 ${path}`;
  return { file: basename(path), section: "", message };
}

function withWarning(result: SettingsResult, warning: SettingsWarning): SettingsResult {
  return { ...result, warnings: [warning, ...result.warnings] };
}

function explain(code: string): string {
  if (code === "EACCES" || code === "EPERM")
    return "this user may not read it: ask as an administrator (sudo), or let the service's user own the file";
  return code === "EISDIR" ? "it is a folder" : code;
}
