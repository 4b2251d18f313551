/** A file in pieces small enough that looking at one holds up nobody else. */
import type { FileHandle } from "node:fs/promises";

const partBytes = 128 * 1024;

/** From the beginning to the end. A piece is valid until the next is asked for. */
export async function* readFileParts(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(partBytes);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, partBytes, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
