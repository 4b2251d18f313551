/** Whether an MP3 on the disk is what was to be made: whole from the first to the last byte, and as long as its original. */
import { open } from "node:fs/promises";
import { type Mp3Facts, createMp3Walk } from "./mp3-walk.ts";
import { readFileParts } from "./read-parts.ts";
import { closeEnough, seconds } from "./tolerance.ts";

export type CheckedMp3 =
  | { readonly ok: true; readonly durationS: number; readonly bytes: number }
  /** `short`: whole, but not as long as its original. */
  | { readonly ok: false; readonly why: "not-whole" | "short"; readonly detail: string };

/**
 * `expectedS`: seconds of the original; `undefined` when unknown. `by`: whether to compare what is played, or
 * all frames (of a sound that was taken over).
 * @throws the file system's error
 */
export async function checkMp3(
  path: string,
  expectedS: number | undefined,
  by: "played" | "frames",
): Promise<CheckedMp3> {
  const walk = createMp3Walk();
  let bytes = 0;
  const file = await open(path, "r");
  try {
    for await (const part of readFileParts(file)) {
      bytes += part.length;
      walk.push(part);
    }
  } finally {
    await file.close();
  }
  const facts = walk.end();
  const wrong = wrongWith(facts);
  if (facts === undefined || wrong !== undefined) {
    return { ok: false, why: "not-whole", detail: wrong ?? "it holds no sound" };
  }
  const lengthS = by === "frames" ? facts.framesS : facts.durationS;
  if (expectedS !== undefined && !closeEnough(lengthS, expectedS)) {
    return { ok: false, why: "short", detail: `${seconds(lengthS)} instead of ${seconds(expectedS)}` };
  }
  return { ok: true, durationS: facts.durationS, bytes };
}

/**
 * ffmpeg notes at the end how many frames it wrote and their checksum. If the bytes on the disk agree, they
 * are what the encoder made, and a decoder reads them to the end.
 */
function wrongWith(facts: Mp3Facts | undefined): string | undefined {
  if (facts === undefined) return "it holds no sound";
  const { cut, strayBytes, frames, note, crc } = facts;
  if (cut) return "its last frame is cut off";
  if (strayBytes > 0) return `${strayBytes} bytes are no sound`;
  if (note?.frames === undefined) return "its end was never written";
  if (note.frames !== frames) return `${frames} of ${note.frames} frames`;
  return note.crc !== undefined && note.crc !== crc ? "its checksum is wrong" : undefined;
}
