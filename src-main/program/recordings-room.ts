/**
 * The recordings room put together: where files come from, ffmpeg, the list on disk, links and who serves
 * them. The engine gives it its neighbours (`build`), the web server gets `serve`.
 */
import { randomFillSync } from "node:crypto";
import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { RecordingsSettings, Settings } from "../../src-shared/settings/settings.ts";
import { createRecordings, type Recordings, type RecordingsMeter } from "../recordings/create-recordings.ts";
import { createDiskWatch, type DiskWatchOptions } from "../recordings/disk-space.ts";
import { createLinks, openLinksWarning } from "../recordings/links/create-links.ts";
import { createFindServed } from "../recordings/links/find-served.ts";
import { openLinkKeyRing } from "../recordings/links/key-ring.ts";
import { createProbe } from "../recordings/links/probe.ts";
import { publicUrlOf } from "../recordings/links/public-url.ts";
import type { LinkKeyRing, Links } from "../recordings/links/types.ts";
import type { RecordingsOptions, SourcePlan } from "../recordings/pipeline/types.ts";
import { createDeleteMp3 } from "../recordings/purge/delete-mp3.ts";
import { createPurge } from "../recordings/purge/create-purge.ts";
import { defaultRecordingsFolder } from "../recordings/sources/default-folder.ts";
import { createFolderSource } from "../recordings/sources/folder/create-folder-source.ts";
import { createPbxSource } from "../recordings/sources/pbx/create-pbx-source.ts";
import { createStorages, incomingOf } from "../recordings/storage/storages.ts";
import { sweepFormer } from "../recordings/storage/sweep-former.ts";
import { conversionsAtOnce } from "../recordings/transcode/at-once.ts";
import { createTranscoder } from "../recordings/transcode/create-transcoder.ts";
import { withoutOwnFiles } from "../recordings/sources/folder/own-files.ts";
import type { PbxRecordings, RecordingLibrary } from "../recordings/types.ts";
import {
  createRecordingLibrary,
  type RecordingLibraryOptions,
} from "../store/recordings/recording-library.ts";
import type { RecordingsToServe } from "../web/recordings/types.ts";

/** The rooms around it, as the engine has them. */
export interface RecordingsNeighbours {
  readonly accept: RecordingsOptions["accept"];
  readonly askCallLog: RecordingsOptions["askCallLog"];
  readonly pbx: PbxRecordings;
  readonly meter: RecordingsMeter;
  /** All calls are those of a simulated phone system. */
  readonly simulated: boolean;
}

export interface RecordingsRoomOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => string;
  readonly library: RecordingLibrary;
  readonly keys: LinkKeyRing;
  /** Where MP3 files are kept unless the settings say otherwise. */
  readonly defaultStorage: string;
  /** The address in use of the https server; `undefined` while it does not listen. */
  readonly serverUrl: () => string | undefined;
  /** Beside the packed program. */
  readonly packedFfmpeg?: string;
  /** Says how much room a disk has; default: the system. */
  readonly statfs?: DiskWatchOptions["statfs"];
}

export interface RecordingsRoom {
  /** For the engine, once. */
  build(neighbours: RecordingsNeighbours): Recordings;
  /** For the web server. */
  readonly serve: RecordingsToServe;
  /** Reads which folders hold MP3 files, before the first link is asked for. Never rejects. */
  prepare(): Promise<void>;
  /** Takes over what links depend on. The engine applies the rest. */
  apply(settings: Settings): void;
  /** Says what receivers would stumble over: links without a signature, an address that only this machine knows. */
  warn(): void;
}

/** What begins links while the server does not listen yet: nothing is sent then. */
const NOWHERE = "https://localhost";

export function createRecordingsRoom(options: RecordingsRoomOptions): RecordingsRoom {
  const { clock, log, library, keys, serverUrl } = options;
  let settings = options.settings.recordings;
  const storageOf = (of: RecordingsSettings): string => of.storage ?? options.defaultStorage;
  const storages = createStorages({
    ...{ library, log, usual: options.defaultStorage },
    current: () => storageOf(settings),
  });
  const folderOf = (of: RecordingsSettings): string => {
    return of.source === "folder" ? (of.folder ?? defaultRecordingsFolder(process)) : "";
  };

  function links(): Links {
    const { link: mode, linkDays, publicUrl } = settings;
    const { url } = publicUrlOf(publicUrl, serverUrl() ?? NOWHERE, hostname());
    return createLinks({ keys: keys.keys(), mode, publicUrl: url, linkDays, nowMs: clock.nowMs });
  }

  function connectSource(plan: SourcePlan, pbx: PbxRecordings) {
    const { settings: wanted, timezone, listener, sinceMs } = plan;
    const shared = { clock, log, listener, sinceMs };
    if (wanted.source === "off") return undefined;
    if (wanted.source === "folder") {
      const folder = folderOf(wanted);
      const foreign = withoutOwnFiles(listener, folder, storages.all());
      return createFolderSource({ ...shared, listener: foreign, folder, timezone });
    }
    return createPbxSource({
      ...shared,
      recordings: pbx,
      folder: incomingOf(storageOf(wanted)),
      cursor: {
        read: () => library.note("pbx.cursor"),
        write: (value) => library.setNote("pbx.cursor", value),
      },
    });
  }

  return {
    build: ({ accept, askCallLog, pbx, meter, simulated }) =>
      createRecordings(
        {
          settings,
          timezone: options.settings.pbx.timezone,
          ...{ clock, log, newId: options.newId, library, storageOf, folderOf, accept, askCallLog },
          ...{ noteStorage: storages.note, rotateLinkKey: keys.rotate, simulated },
          askPbxList: pbx.list,
          connectSource: (plan) => connectSource(plan, pbx),
          makeTranscoder: (wanted) =>
            createTranscoder({
              storage: storageOf(wanted),
              parallel: conversionsAtOnce(wanted.parallel),
              ffmpegPath: wanted.ffmpeg,
              packedPath: options.packedFfmpeg,
              ...{ clock, log },
            }),
          makePurge: (wanted, { onGone, onResult }) =>
            createPurge({
              ...{ library, clock, log, onGone },
              onResult(result) {
                void storages.forgetEmpty();
                onResult(result);
              },
              purgeAt: wanted.purgeAt,
              keepDays: wanted.keepDays,
              deleteFile: createDeleteMp3(storages.all),
            }),
          makeDiskWatch: (wanted, onChange) =>
            createDiskWatch({
              path: storageOf(wanted),
              ...{ clock, statfs: options.statfs ?? statfs, onChange },
            }),
          linkTo: (mp3Name) => links().urlFor(mp3Name),
          probe: createProbe(serverUrl),
        },
        meter,
      ),
    serve: { links, find: createFindServed(library, storages.all) },
    async prepare() {
      await storages.note(storageOf(settings));
      // Not waited for: a folder of before may be on a share that hangs.
      void sweepFormer(storages.all().slice(1), clock.nowMs());
    },
    apply(next) {
      settings = next.recordings;
    },
    warn() {
      if (settings.source === "off") return;
      const { warning } = publicUrlOf(settings.publicUrl, serverUrl() ?? NOWHERE, hostname());
      if (warning !== undefined) log.warn(warning);
      if (settings.link === "open") log.warn(openLinksWarning);
    },
  };
}

export interface OpenRecordingsOptions
  extends Omit<RecordingsRoomOptions, "library" | "keys" | "defaultStorage"> {
  readonly dataFolder: string;
  /** For the list's own messages. */
  readonly storeLog: Logger;
  /** To the thread that owns the list's file. */
  readonly connectLibrary: NonNullable<RecordingLibraryOptions["connect"]>;
}

export interface OpenedRecordings {
  /** `undefined` when its files cannot be used: calls go on without it. The log says why. */
  readonly room: RecordingsRoom | undefined;
  close(): Promise<void>;
}

/** The room with its list and keys in the data folder. Never rejects. */
export async function openRecordingsRoom(options: OpenRecordingsOptions): Promise<OpenedRecordings> {
  const { dataFolder, clock, log, storeLog, connectLibrary: connect } = options;
  const path = join(dataFolder, "recordings.db");
  const opened = await createRecordingLibrary({ path, clock, log: storeLog, connect });
  if (!opened.ok) return withoutRecordings(opened.sentence, log);
  const { library } = opened;
  const keys = await openLinkKeyRing({ dataFolder, random: randomFillSync, clock, log });
  if (!keys.ok) {
    await library.close();
    return withoutRecordings(keys.sentence, log);
  }
  const defaultStorage = join(dataFolder, "recordings");
  const room = createRecordingsRoom({ ...options, library, keys: keys.ring, defaultStorage });
  await room.prepare();
  return { room, close: library.close };
}

function withoutRecordings(reason: string, log: Logger): OpenedRecordings {
  log.error("Recordings are left alone; calls and webhooks go on.", { reason });
  return { room: undefined, close: async () => {} };
}
