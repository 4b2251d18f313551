/**
 * Recordings on the demo's stage: the simulated PBX writes them into a folder, the engine makes MP3 files of
 * them, and an https server on this machine plays what the links lead to. All of it is gone with the demo.
 */
import { randomBytes, randomFillSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { Engine } from "../engine.ts";
import { createMemoryLibrary } from "../recordings/memory-library.ts";
import { createRecordingsRoom, type RecordingsRoom } from "../recordings-room.ts";
import type { SimPbx } from "../simulator/model/pbx-model.ts";
import { startSideOutputs } from "../simulator/side-outputs.ts";
import { createWebServer } from "../web/web-server.ts";
import { createEventIds } from "../webhooks/event-ids.ts";

export interface RecordingsCorner {
  readonly room: RecordingsRoom;
  /** Opens the server and lets the PBX write. A port that cannot be had is an error with a sentence. */
  start(engine: Engine): Promise<void>;
  stop(): Promise<void>;
}

export interface RecordingsCornerOptions {
  readonly settings: Settings;
  readonly model: SimPbx;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The settings with this corner's folders, and the corner. */
export function createRecordingsCorner(options: RecordingsCornerOptions): {
  readonly settings: Settings;
  readonly corner: RecordingsCorner;
} {
  const { model, clock, log } = options;
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-demo-"));
  const written = join(folder, "pbx");
  const settings: Settings = {
    ...options.settings,
    // Names show the PBX's time, and the simulated one writes UTC.
    recordings: { ...options.settings.recordings, source: "folder", folder: written },
    server: { ...options.settings.server, host: "127.0.0.1", port: 0 },
  };
  let serverUrl: string | undefined;
  let stopServing = async (): Promise<void> => {};
  const room = createRecordingsRoom({
    ...{ settings, clock, log },
    newId: createEventIds(randomFillSync),
    library: createMemoryLibrary(),
    keys: { current: randomBytes(32), previous: [] },
    defaultStorage: join(folder, "mp3"),
    serverUrl: () => serverUrl,
  });

  async function start(engine: Engine): Promise<void> {
    const web = createWebServer({
      ...{ settings: settings.server, clock, log, dataFolder: folder, recordings: room.serve },
      health: engine.health,
      metrics: engine.metrics,
    });
    const listening = await web.start();
    if (!listening.ok) throw new Error(listening.sentence);
    serverUrl = listening.url;
    const stopWriting = await startSideOutputs({ model, clock, recordingsFolder: written });
    stopServing = async () => {
      await stopWriting();
      await web.stop();
    };
  }

  const corner: RecordingsCorner = {
    room,
    start,
    async stop() {
      await stopServing();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return { settings, corner };
}
