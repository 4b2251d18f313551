/** Texts into a zip file that appears whole, or not at all. */
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { DiagnosisEntry } from "./collect.ts";

/** Replaces a file of that name. For its owner alone. @throws the file system's error. */
export async function writeZip(
  path: string,
  entries: readonly DiagnosisEntry[],
  nowMs: number,
): Promise<void> {
  const zip = new ZipFile();
  for (const { name, text } of entries) {
    zip.addBuffer(Buffer.from(text), name, { mtime: new Date(nowMs), mode: 0o100600 });
  }
  zip.end();
  const temporary = `${path}.part`;
  try {
    await pipeline(zip.outputStream, createWriteStream(temporary, { mode: 0o600 }));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
