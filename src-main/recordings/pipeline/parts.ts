/** Parts that are made anew when their settings change: ffmpeg's, the look at the disk, the nightly purge. */
import type { RecordingsSettings } from "../../../src-shared/settings/settings.ts";
import type { Transcoder } from "../types.ts";
import type { DiskRoom, PurgeNews, PurgeRounds, RecordingsOptions } from "./types.ts";

export interface Parts {
  transcoder(): Transcoder;
  disk(): DiskRoom;
  purge(): PurgeRounds;
  /** Looks at the disk, and begins with the purge that may be due; does not wait for that one. */
  start(): Promise<void>;
  apply(before: RecordingsSettings, next: RecordingsSettings): Promise<void>;
  stop(): Promise<void>;
}

export interface PartsOptions
  extends Pick<RecordingsOptions, "settings" | "makeTranscoder" | "makeDiskWatch" | "makePurge"> {
  readonly onDisk: () => void;
  readonly onGone: PurgeNews["onGone"];
  readonly onPurge: PurgeNews["onResult"];
}

export function createParts(options: PartsOptions): Parts {
  const { settings, makeTranscoder, makeDiskWatch, makePurge, onDisk } = options;
  const purgeNews: PurgeNews = { onGone: options.onGone, onResult: options.onPurge };
  let transcoder = makeTranscoder(settings);
  let disk = makeDiskWatch(settings, onDisk);
  let purge = makePurge(settings, purgeNews);
  let purging: Promise<void> = Promise.resolve();
  let started = false;

  async function stopPurge(): Promise<void> {
    await purge.stop();
    await purging;
  }

  return {
    transcoder: () => transcoder,
    disk: () => disk,
    purge: () => purge,
    async start() {
      started = true;
      purging = purge.start();
      await disk.start();
    },
    async apply(before, next) {
      const changed = (...names: readonly (keyof RecordingsSettings)[]): boolean =>
        names.some((name) => before[name] !== next[name]);
      if (changed("parallel", "storage", "ffmpeg")) {
        const old = transcoder;
        transcoder = makeTranscoder(next);
        await old.stop();
      }
      if (changed("storage")) {
        disk.stop();
        disk = makeDiskWatch(next, onDisk);
        if (started) await disk.start();
      }
      if (changed("storage", "keepDays", "purgeAt")) {
        await stopPurge();
        purge = makePurge(next, purgeNews);
        if (started) purging = purge.start();
      }
    },
    async stop() {
      await transcoder.stop();
      disk.stop();
      await stopPurge();
    },
  };
}
