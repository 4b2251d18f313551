/**
 * Looks at a recording before ffmpeg does: by its first bytes, never by its name. ffmpeg is then told
 * which format to read, so that a playlist or a film with the name of a recording does nothing.
 */
import { type FileHandle, open } from "node:fs/promises";
import type { RecordingFailure } from "../types.ts";
import { failures, readFailure } from "./failures.ts";
import { createMp3Walk } from "./mp3-walk.ts";
import { readOgg } from "./ogg-pages.ts";
import { readFileParts } from "./read-parts.ts";
import { closeEnough, seconds } from "./tolerance.ts";
import { readWavHeader } from "./wav-header.ts";

export interface SourceAudio {
  readonly ok: true;
  /** What ffmpeg calls the format of the file. */
  readonly format: "wav" | "mp3" | "ogg";
  readonly codec: string;
  readonly channels: number;
  /** 0: unknown. */
  readonly sampleRateHz: number;
  /** Seconds of sound; `undefined`: unknown. */
  readonly durationS: number | undefined;
  /** Of an MP3: what it takes, and the seconds of all its frames. */
  readonly mp3?: { readonly bitrateKbps: number; readonly framesS: number };
  /** To see afterwards whether the file stood still. */
  readonly stamp: string;
}

const headBytes = 64 * 1024;
/** Nobody has so much before the sound. */
const mostHeaderBytes = 8 * 1024 * 1024;

/** Opens for reading only. Never rejects. */
export async function inspectSource(path: string): Promise<SourceAudio | RecordingFailure> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const stat = await file.stat({ bigint: true });
    if (!stat.isFile()) return failures.notAudio();
    const bytes = Number(stat.size);
    if (bytes === 0) return failures.empty();
    const audio = await inspect(file, bytes);
    return audio.ok ? { ...audio, stamp: stampOf(stat) } : audio;
  } catch (error) {
    return readFailure(error);
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** Changes when the file is written to. */
export function stampOf({ size, mtimeNs }: { readonly size: bigint; readonly mtimeNs: bigint }): string {
  return `${size} ${mtimeNs}`;
}

type Inspected = Omit<SourceAudio, "stamp"> | RecordingFailure;

async function inspect(file: FileHandle, bytes: number): Promise<Inspected> {
  const head = await readAt(file, 0, Math.min(bytes, headBytes));
  const wav = await inspectWav(file, head, bytes);
  if (wav !== undefined) return wav;
  const tail = await readAt(file, Math.max(0, bytes - 2 * headBytes), Math.min(bytes, 2 * headBytes));
  const ogg = readOgg(head, tail);
  if (ogg === undefined) return looksLikeMp3(head) ? await inspectMp3(file) : failures.notAudio();
  const { cut, ...facts } = ogg;
  if (cut) return failures.truncated("its last page is not complete");
  return ogg.durationS === 0 ? failures.empty() : { ok: true, format: "ogg", ...facts };
}

async function inspectWav(file: FileHandle, head: Uint8Array, bytes: number): Promise<Inspected | undefined> {
  const reading = readWavHeader(head, bytes);
  switch (reading.type) {
    case "other":
      return undefined;
    case "more":
      if (reading.bytes > Math.min(bytes, mostHeaderBytes)) return failures.damaged("its header has no end");
      return inspectWav(file, await readAt(file, 0, Math.min(bytes, reading.bytes * 2)), bytes);
    case "empty":
      return failures.empty();
    case "cut":
      return failures.truncated("it ends within its header");
    case "broken":
      return failures.damaged(`its header ${reading.detail}`);
    case "wav": {
      const { codec, channels, sampleRateHz, durationS, declaredS } = reading;
      if (declaredS !== undefined && !closeEnough(durationS, declaredS)) {
        return failures.truncated(`it has ${seconds(durationS)} of ${seconds(declaredS)}`);
      }
      return { ok: true, format: "wav", codec, channels, sampleRateHz, durationS };
    }
    default: {
      const _never: never = reading;
      return _never;
    }
  }
}

function looksLikeMp3([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isId3 = first === 0x49 && second === 0x44 && third === 0x33;
  return isId3 || (first === 0xff && (second & 0xe6) === 0xe2);
}

async function inspectMp3(file: FileHandle): Promise<Inspected> {
  const walk = createMp3Walk();
  for await (const part of readFileParts(file)) walk.push(part);
  const facts = walk.end();
  if (facts === undefined) return failures.damaged("it has a beginning like an MP3, and no sound");
  const { channels, sampleRateHz, durationS, framesS, bitrateKbps, note } = facts;
  const promisedS = note?.frames === undefined ? framesS : (note.frames / facts.frames) * framesS;
  if (!closeEnough(framesS, promisedS) && framesS < promisedS) {
    return failures.truncated(`it has ${seconds(framesS)} of ${seconds(promisedS)}`);
  }
  if (facts.strayBytes > facts.audioBytes / 100) return failures.damaged("parts of it are no sound");
  const mp3 = { bitrateKbps, framesS };
  return { ok: true, format: "mp3", codec: "MP3", channels, sampleRateHz, durationS, mp3 };
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
