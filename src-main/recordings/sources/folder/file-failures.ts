/** What the operating system's error codes mean for somebody who waits for a recording. */
import type { RecordingFailure } from "../../types.ts";

export function isGone(code: string): boolean {
  return code === "ENOENT" || code === "ENOTDIR";
}

export function isForbidden(code: string): boolean {
  return code === "EACCES" || code === "EPERM";
}

const locked = new Set(["EBUSY", "ETXTBSY", "EAGAIN", "EWOULDBLOCK"]);
const tooMany = new Set(["EMFILE", "ENFILE"]);

/** @param path of the file; `user` is who this program runs as, if known */
export function fileFailure(code: string, path: string, user: string | undefined): RecordingFailure {
  if (isGone(code)) return fail("vanished", `3CX has removed ${path}, or moved it to its archive.`, false);
  if (isForbidden(code))
    return fail("no-access", `No permission to read ${path}. ${readAdvice(user)}`, false);
  if (locked.has(code)) return fail("locked", "Another program keeps this file to itself.", true);
  if (tooMany.has(code)) return fail("locked", "This program has too many files open.", true);
  return fail("no-access", `${path} cannot be read (${code || "unknown reason"}).`, true);
}

export function readAdvice(user: string | undefined): string {
  const who = user === undefined ? "this program's user" : `"${user}", as whom this program runs,`;
  return `Allow ${who} to read the recordings: on Linux add it to the group phonesystem, on Windows give it read access. Then restart this program.`;
}

/** A link may lead to any file of this machine; only what lies in the folder is a recording. */
export function linkRefused(path: string): RecordingFailure {
  return fail(
    "no-access",
    `${path} is a link that leads out of the recordings folder. It is not read; copy the file itself there.`,
    false,
  );
}

/** Names in Windows' old code pages cannot be said in this program's text. */
export function nameUnreadable(path: string): RecordingFailure {
  return fail("no-access", `The name of ${path} is no valid text. Rename the file.`, false);
}

function fail(problem: RecordingFailure["problem"], sentence: string, again: boolean): RecordingFailure {
  return { ok: false, problem, sentence, again };
}
