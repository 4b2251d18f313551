/** One recording on its way to an MP3: look at it, let ffmpeg work, check what came out, give it its name. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Clock, steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { RecordingFailure, TranscodeJob, Transcoded } from "../types.ts";
import { type CheckedMp3, checkMp3 } from "./check-mp3.ts";
import { failures, readFailure, storeFailure } from "./failures.ts";
import { ffmpegArguments, keepsSound } from "./ffmpeg-arguments.ts";
import { type SourceAudio, inspectSource, stampOf } from "./inspect-source.ts";
import { type FfmpegRunEnd, runFfmpeg, stuckAfterMs } from "./run-ffmpeg.ts";
import type { SpawnFfmpeg } from "./spawn-ffmpeg.ts";
import type { WorkingFiles } from "./working-files.ts";

export interface ConvertOptions {
  readonly job: TranscodeJob;
  readonly ffmpegPath: string;
  readonly spawn: SpawnFfmpeg;
  readonly clock: Clock;
  readonly working: WorkingFiles;
  /** The program is not there any more: look for another. */
  readonly onFfmpegGone: () => void;
  /** The processor is free; what follows waits for the disk. */
  readonly onFfmpegEnded: () => void;
}

/** Never rejects. The original is only ever read. */
export async function convert(options: ConvertOptions): Promise<Transcoded | RecordingFailure> {
  const { job, clock, working } = options;
  const source = await inspectSource(job.sourcePath);
  if (!source.ok) return source;
  const path = await working.newPath().catch(storeFailure);
  if (typeof path !== "string") return path;
  const steadyMs = steadyMsOf(clock);
  const startedAtMs = steadyMs();
  const end = await encode(options, source, path);
  const tookMs = steadyMs() - startedAtMs;
  options.onFfmpegEnded();
  const result = (await failureOf(end, source, options)) ?? (await finish(options, source, path));
  if (!result.ok) await working.discard(path);
  return result.ok ? { ...result, tookMs } : result;
}

async function finish(
  { job, working }: ConvertOptions,
  source: SourceAudio,
  path: string,
): Promise<Omit<Transcoded, "tookMs"> | RecordingFailure> {
  const changed = await changeOf(job.sourcePath, source);
  if (changed !== undefined) return changed;
  try {
    const checked = await check(path, source, job.bitrateKbps);
    if (!checked.ok) return refused(checked);
    if (job.signal.aborted) return failures.stopped();
    await working.finish(path, job.targetPath);
    const { durationS, bytes } = checked;
    return { ok: true, durationS, bytes };
  } catch (error) {
    return storeFailure(error);
  }
}

function encode(options: ConvertOptions, source: SourceAudio, path: string): Promise<FfmpegRunEnd> {
  const { job, ffmpegPath, spawn, clock } = options;
  const { durationS = 0 } = source;
  return runFfmpeg({
    spawn,
    clock,
    path: ffmpegPath,
    args: ffmpegArguments({
      source,
      sourcePath: resolve(job.sourcePath),
      outputPath: resolve(path),
      bitrateKbps: job.bitrateKbps,
      tags: job.tags,
    }),
    signal: job.signal,
    onSeconds: (doneS) => {
      if (durationS > 0) job.onProgress?.(Math.min(1, doneS / durationS));
    },
  });
}

function check(path: string, source: SourceAudio, bitrateKbps: number): Promise<CheckedMp3> {
  return keepsSound({ source, bitrateKbps })
    ? checkMp3(path, source.mp3?.framesS, "frames")
    : checkMp3(path, source.durationS, "played");
}

/** The file is as it should be, so a wrong length is the original's fault. */
function refused({ why, detail }: Extract<CheckedMp3, { ok: false }>): RecordingFailure {
  return why === "short" ? failures.damaged(`it gives ${detail}`) : failures.notWhole(detail);
}

async function changeOf(path: string, { stamp }: SourceAudio): Promise<RecordingFailure | undefined> {
  try {
    return stampOf(await stat(path, { bigint: true })) === stamp ? undefined : failures.changed();
  } catch (error) {
    return readFailure(error);
  }
}

async function failureOf(
  end: FfmpegRunEnd,
  source: SourceAudio,
  options: ConvertOptions,
): Promise<RecordingFailure | undefined> {
  switch (end.type) {
    case "done":
      return undefined;
    case "stopped":
      return failures.stopped();
    case "stuck":
      return failures.ffmpegStuck(stuckAfterMs / 1000);
    case "not-started":
      options.onFfmpegGone();
      return failures.ffmpegMissing();
    case "failed":
      return (await goneOf(options.job.sourcePath)) ?? failureSaid(end.said, source);
    default: {
      const _never: never = end;
      return _never;
    }
  }
}

async function goneOf(path: string): Promise<RecordingFailure | undefined> {
  return stat(path).then(() => undefined, readFailure);
}

/** ffmpeg has one exit code for everything; what it says has not changed for many years. */
function failureSaid(said: string, { codec }: SourceAudio): RecordingFailure {
  if (/No space left on device|Disk quota exceeded/i.test(said)) return failures.diskFull();
  if (/Unknown encoder/i.test(said)) return failures.ffmpegWithoutMp3();
  if (/Decoder .*not found|Unknown decoder/i.test(said)) return failures.ffmpegWithoutCodec(codec);
  const detail = lastLine(said);
  const isDamage =
    /Invalid data found|could not find codec parameters|does not contain any stream|matches no streams/i;
  return isDamage.test(said) ? failures.damaged(detail) : failures.ffmpegFailed(detail);
}

function lastLine(said: string): string {
  const lines = said.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const line = (lines.at(-1) ?? "").replace(/[\p{Cc}]/gu, " ").trim();
  return line === "" ? "it did not say why" : line.replace(/\.$/, "").slice(0, 200);
}
