/**
 * Recordings on the stage: the simulated PBX writes files, ffmpeg makes MP3s of them, and a web server of the
 * stage's own serves their links. Everything lies in a folder that is gone with the stage.
 */
import { randomFillSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { Engine } from "../engine.ts";
import { createMemoryLibrary } from "../recordings/memory-library.ts";
import {
  createRecordingsRoom,
  type RecordingsRoom,
  type RecordingsRoomOptions,
} from "../program/recordings-room.ts";
import type { SimPbx } from "../simulator/model/pbx-model.ts";
import { startSideOutputs } from "../simulator/side-outputs.ts";
import { createWebServer } from "../web/web-server.ts";

export interface StageRecordings {
  /** The stage's settings, with where recordings are. */
  readonly settings: Settings;
  readonly build: RecordingsRoom["build"];
  /** Begins to write and to serve; rejects with a sentence. */
  start(engine: Pick<Engine, "health" | "metrics">): Promise<void>;
  stop(): Promise<void>;
}

export interface StageRecordingsOptions {
  readonly model: SimPbx;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly newId: () => string;
  readonly log: Logger;
  /** How much room the disk of the MP3 files seems to have; default: what it has. */
  readonly statfs?: RecordingsRoomOptions["statfs"];
}

export function createStageRecordings(options: StageRecordingsOptions): StageRecordings {
  const { model, clock, newId, log } = options;
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-stage-"));
  const recordingsFolder = join(folder, "pbx-recordings");
  mkdirSync(recordingsFolder);
  const settings: Settings = {
    ...options.settings,
    // The simulated PBX writes the names of recordings in this time.
    pbx: { ...options.settings.pbx, timezone: "UTC" },
    recordings: { ...options.settings.recordings, folder: recordingsFolder },
    server: { ...options.settings.server, port: 0 },
  };
  const keys = { current: randomFillSync(new Uint8Array(32)), previous: [] };
  let serverUrl: string | undefined;
  let stopAll = async (): Promise<void> => {};
  const room = createRecordingsRoom({
    ...{ settings, clock, log, newId, library: createMemoryLibrary() },
    keys: { keys: () => keys, rotate: async () => ({ ok: false, sentence: "A stage keeps its key." }) },
    defaultStorage: join(folder, "mp3"),
    serverUrl: () => serverUrl,
    ...(options.statfs === undefined ? {} : { statfs: options.statfs }),
  });

  return {
    settings,
    build: room.build,
    async start({ health, metrics }) {
      const web = createWebServer({
        ...{ settings: settings.server, clock, log, dataFolder: folder, recordings: room.serve },
        ...{ health, metrics },
      });
      const listening = await web.start();
      if (!listening.ok) throw new Error(listening.sentence);
      serverUrl = listening.url;
      const stopWriting = await startSideOutputs({ model, clock, recordingsFolder });
      stopAll = async () => {
        await stopWriting();
        await web.stop();
      };
    },
    async stop() {
      await stopAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
