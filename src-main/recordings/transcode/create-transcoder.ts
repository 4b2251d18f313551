/** Makes MP3 files of recordings by ffmpeg: so many at a time, behind everything else, and never half. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { RecordingFailure, TranscodeJob, Transcoded, Transcoder } from "../types.ts";
import { convert } from "./convert.ts";
import { failures } from "./failures.ts";
import { type FfmpegPlaces, type FoundFfmpeg, ffmpegPlaces, findFfmpeg } from "./find-ffmpeg.ts";
import { createSlots } from "./slots.ts";
import { type SpawnFfmpeg, prepareBackground, spawnFfmpeg } from "./spawn-ffmpeg.ts";
import { createWorkingFiles } from "./working-files.ts";

export interface TranscoderOptions extends FfmpegPlaces {
  /** Folder of the MP3 files: half ones grow in its `.tmp`. One program at a time may use it. */
  readonly storage: string;
  /** Conversions at the same time. */
  readonly parallel: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** The machine's processes when left out. */
  readonly spawn?: SpawnFfmpeg;
}

/** Sweeps up what an earlier run left half done before it begins anything. */
export function createTranscoder(options: TranscoderOptions): Transcoder {
  const { storage, parallel, clock, log, spawn = spawnFfmpeg } = options;
  const slots = createSlots(parallel);
  const working = createWorkingFiles(storage, clock.nowMs());
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  let found: Promise<FoundFfmpeg> | undefined;
  const swept = working.sweep().then((count) => {
    if (count > 0) log.info("Removed half MP3 files of an earlier run.", { count });
  });

  /** Asked again and again while there is none: somebody may install it. */
  function ffmpeg(): Promise<FoundFfmpeg> {
    found ??= lookForFfmpeg();
    return found;
  }

  async function lookForFfmpeg(): Promise<FoundFfmpeg> {
    await prepareBackground();
    const result = await findFfmpeg(ffmpegPlaces(options), spawn, (place, why) => {
      log.debug("ffmpeg is not to be had here.", { place: place.name, path: place.path, why });
    });
    tellFfmpeg(result, options, log);
    if (!result.ok) found = undefined;
    return result;
  }

  async function run(job: TranscodeJob): Promise<Transcoded | RecordingFailure> {
    const signal = AbortSignal.any([job.signal, stopping.signal]);
    const giveBack = await slots.take();
    try {
      await swept;
      if (signal.aborted) return failures.stopped();
      const program = await ffmpeg();
      if (!program.ok) return failures.ffmpegMissing();
      return await convert({
        job: { ...job, signal },
        ffmpegPath: program.path,
        spawn,
        clock,
        working,
        onFfmpegGone: () => {
          found = undefined;
        },
        onFfmpegEnded: giveBack,
      });
    } finally {
      giveBack();
    }
  }

  return {
    ffmpeg,
    run(job) {
      const result = run(job);
      running.add(result);
      void result.finally(() => running.delete(result));
      return result;
    },
    async stop() {
      stopping.abort();
      await Promise.all([swept, ...running]);
      await working.end();
    },
  };
}

function tellFfmpeg(result: FoundFfmpeg, { ffmpegPath }: FfmpegPlaces, log: Logger): void {
  if (!result.ok) {
    log.warn("ffmpeg was not found; recordings wait.", { looked: result.looked.join(", ") });
    return;
  }
  const { path, version } = result;
  if (ffmpegPath !== undefined && ffmpegPath !== path) {
    log.warn("The file in [recordings] ffmpeg is no ffmpeg that starts; another is used.", {
      ffmpegPath,
      path,
    });
  }
  log.info("Recordings are converted by ffmpeg.", { path, version });
}
