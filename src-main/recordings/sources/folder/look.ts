/** The few questions that are put to the file system about one recording. None of them can change it. */
import { constants, lstat, open, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { codeOf } from "../../../../src-shared/thrown.ts";

/** How a file looked at one moment. */
export interface Looks {
  readonly bytes: number;
  readonly modifiedAtMs: number;
}

export type Look =
  | ({ readonly kind: "file" } & Looks)
  | { readonly kind: "folder" | "link" | "other" }
  | { readonly kind: "failed"; readonly code: string };

/** Path on disk of a path below the root. */
export function diskPath(root: string, path: string): string {
  return path === "" ? root : join(root, ...path.split("/"));
}

/** Links are not followed. */
export async function lookAt(path: string): Promise<Look> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { kind: "link" };
    if (stats.isDirectory()) return { kind: "folder" };
    if (!stats.isFile()) return { kind: "other" };
    return { kind: "file", bytes: stats.size, modifiedAtMs: Math.trunc(stats.mtimeMs) };
  } catch (error) {
    return { kind: "failed", code: codeOf(error) };
  }
}

export type Opened =
  /** `whole`: nothing in the file itself says that more will be written. */
  ({ readonly ok: true; readonly whole: boolean } & Looks) | { readonly ok: false; readonly code: string };

const beginningBytes = 12;
/** On a pipe that bears a recording's name, opening must not wait; a link that took the file's place is refused. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Opens the file for a moment, as whoever reads it later will. */
export async function tryOpen(path: string): Promise<Opened> {
  try {
    const file = await open(path, flags);
    try {
      const { size: bytes, mtimeMs } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
      const whole = saysWhole(buffer.subarray(0, bytesRead), bytes);
      return { ok: true, bytes, modifiedAtMs: Math.trunc(mtimeMs), whole };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}

/** The header of a WAV file says how long it is, and is mended when the recorder closes the file. */
export function saysWhole(beginning: Buffer, bytes: number): boolean {
  if (bytes < beginningBytes) return false;
  if (beginning.toString("latin1", 0, 4) !== "RIFF") return true;
  const announced = beginning.readUInt32LE(4) + 8;
  return bytes >= announced && announced > beginningBytes;
}

/** Whether a path, its links followed, lies in the root; `undefined` when it leads nowhere. */
export async function leadsInto(root: string, path: string): Promise<boolean | undefined> {
  try {
    const [from, to] = await Promise.all([realpath(root), realpath(path)]);
    const way = relative(from, to);
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  } catch {
    return undefined;
  }
}
