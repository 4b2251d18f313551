/** Secrets handed over as files: by systemd credentials, containers or an administrator. */
import { readFileSync, statSync } from "node:fs";
import { codeOf } from "../../src-shared/thrown.ts";
import type { SecretReader } from "./environment.ts";

const MAX_SECRET_BYTES = 16 * 1024;

/** The content without surrounding line breaks. Refuses a file that others may read, except on Windows, whose files have no such mode. */
export function createSecretReader(platform: string = process.platform): SecretReader {
  return (path) => {
    try {
      const { mode, size } = statSync(path);
      if (platform !== "win32" && (mode & 0o077) !== 0) {
        const found = (mode & 0o777).toString(8).padStart(4, "0");
        return refused(`others than its owner may use the file ${path} (mode ${found}): run chmod 600 on it`);
      }
      if (size > MAX_SECRET_BYTES)
        return refused(`the file ${path} is too large for a secret: is it the right one?`);
      const text = new TextDecoder("utf-8", { fatal: true })
        .decode(readFileSync(path))
        .replace(/^\s+|\s+$/g, "");
      return text === "" ? refused(`the file ${path} is empty: put the secret into it`) : { ok: true, text };
    } catch (error) {
      return refused(`the file ${path} cannot be read: ${reason(error)}`);
    }
  };
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function reason(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT") return "it does not exist";
  if (code === "EACCES" || code === "EPERM") return "this program may not read it";
  if (code === "EISDIR") return "it is a folder";
  return error instanceof TypeError ? "it is not UTF-8" : code || String(error);
}
