/** Recordings for tests: WAV files of any header, and what the real ffmpeg makes of them. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import { createTranscoder } from "../../../../src-main/recordings/transcode/create-transcoder.ts";
import type { Mp3Tags, TranscodeJob } from "../../../../src-main/recordings/types.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";

export const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const tags: Mp3Tags = {
  title: "Outgoing call from 302",
  date: "2026-01-30T15:27:48+01:00",
  callerId: "420774852629",
  user: "302",
  id: "260130152748_84-1",
};

/** Removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "transcode-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function realTranscoder(storage: string, parallel = 2) {
  const transcoder = createTranscoder({ storage, parallel, clock: createRealClock(), log: silent });
  onTestFinished(() => transcoder.stop());
  return transcoder;
}

/** The same ffmpeg that the transcoder finds. */
export async function realFfmpeg(): Promise<string> {
  const found = await createTranscoder({
    storage: join(tmpdir(), "no-such-folder"),
    parallel: 1,
    clock: createRealClock(),
    log: silent,
  }).ffmpeg();
  if (!found.ok) throw new Error(`These tests need an ffmpeg. Looked at: ${found.looked.join(", ")}`);
  return found.path;
}

/** Runs it in the test's own way; returns what it said. */
export function ffmpeg(path: string, ...args: readonly string[]): string {
  return execFileSync(path, ["-hide_banner", "-nostdin", "-y", ...args], { encoding: "utf8", stdio: "pipe" });
}

/** Seconds that ffmpeg plays when it decodes the whole file; throws when it complains of anything. */
export function decodedS(path: string, file: string): number {
  const raw = execFileSync(
    path,
    ["-v", "error", "-xerror", "-i", file, "-f", "s16le", "-ac", "1", "-ar", "8000", "-"],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return raw.length / 2 / 8000;
}

export function job(sourcePath: string, targetPath: string, more: Partial<TranscodeJob> = {}): TranscodeJob {
  return { sourcePath, targetPath, bitrateKbps: 32, tags, signal: new AbortController().signal, ...more };
}

export interface WavParts {
  readonly format?: Uint8Array;
  /** Chunks between format and sound: name, content, and whether to leave out the byte that makes it even. */
  readonly before?: readonly (readonly [string, Uint8Array, "unpadded"?])[];
  readonly sound?: Uint8Array;
  /** What the data chunk claims, when it is not the truth. */
  readonly claimedBytes?: number;
  readonly after?: Uint8Array;
}

/** PCM, 16 bit, 8 kHz, mono, unless told otherwise. */
export function wav({
  format = pcm(),
  before = [],
  sound = tone(1),
  claimedBytes,
  after,
}: WavParts = {}): Buffer {
  const middle = before.map(([name, content, unpadded]) => chunk(name, content, unpadded === undefined));
  const data = chunk("data", sound, false);
  if (claimedBytes !== undefined) data.writeUInt32LE(claimedBytes, 4);
  const body = Buffer.concat([
    Buffer.from("WAVE"),
    chunk("fmt ", format),
    ...middle,
    data,
    after ?? Buffer.of(),
  ]);
  return Buffer.concat([Buffer.from("RIFF"), u32(body.length), body]);
}

export interface FormatFields {
  readonly tag?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits?: number;
  readonly blockBytes?: number;
  readonly bytesPerSecond?: number;
  readonly more?: Uint8Array;
}

export function pcm(fields: FormatFields = {}): Buffer {
  const { tag = 1, channels = 1, rateHz = 8000, bits = 16, more = Buffer.of() } = fields;
  const blockBytes = fields.blockBytes ?? (channels * bits) / 8;
  const head = Buffer.alloc(16);
  head.writeUInt16LE(tag, 0);
  head.writeUInt16LE(channels, 2);
  head.writeUInt32LE(rateHz, 4);
  head.writeUInt32LE(fields.bytesPerSecond ?? rateHz * blockBytes, 8);
  head.writeUInt16LE(blockBytes, 12);
  head.writeUInt16LE(bits, 14);
  return Buffer.concat([head, more]);
}

/** 440 Hz, 16 bit, 8 kHz. */
export function tone(seconds: number): Buffer {
  const sound = Buffer.alloc(Math.round(seconds * 8000) * 2);
  for (let n = 0; n < sound.length / 2; n += 1) {
    sound.writeInt16LE(Math.round(6000 * Math.sin((2 * Math.PI * 440 * n) / 8000)), n * 2);
  }
  return sound;
}

export function chunk(name: string, content: Uint8Array, padded = true): Buffer {
  const padding = padded && content.length % 2 === 1 ? Buffer.of(0) : Buffer.of();
  return Buffer.concat([Buffer.from(name), u32(content.length), content, padding]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
