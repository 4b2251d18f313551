// How long a recording takes from the last byte that the PBX writes to the hand-over of its link to delivery.
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { createMetrics } from "../../../src-main/metrics/create-metrics.ts";
import { createTranscoder } from "../../../src-main/recordings/transcode/create-transcoder.ts";
import { createRecordingsRoom } from "../../../src-main/program/recordings-room.ts";
import { createRecordingLibrary } from "../../../src-main/store/recordings/recording-library.ts";
import { createWebServer } from "../../../src-main/web/web-server.ts";
import { ended } from "../../unit/webhooks/events.ts";
import { machineMs } from "../child.ts";
import { type BenchRow, find, type Running } from "../harness.ts";
import { silentLog } from "../silent-log.ts";
import { callOf } from "./transcoding.ts";

const perRound = 3;
const lengthMs = 60_000;
const lastPart = 4096;
/** The file is there this long before its last bytes. */
const writesMs = 3000;

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "bench-recording-latency-"));
}

/** What the goal allows: the quiet time, one second, and ffmpeg's own time for the same call. */
async function prepareAllowed(): Promise<Running | undefined> {
  const folder = newFolder();
  const sourcePath = join(folder, "call.wav");
  writeFileSync(sourcePath, callOf(lengthMs / 1000));
  const storage = join(folder, "mp3");
  mkdirSync(storage);
  const transcoder = createTranscoder({ storage, parallel: 1, clock: createRealClock(), log: silentLog });
  if (!(await transcoder.ffmpeg()).ok) return undefined;
  const settleMs = settingsOf("").recordings.settleS * 1000;
  const tags = { title: "", date: "2026-01-30T15:27:48Z", callerId: "1", user: "2", id: "3" };
  const { signal } = new AbortController();
  return {
    async round() {
      const toHandOver: number[] = [];
      for (let n = 0; n < perRound; n++) {
        const targetPath = join(storage, `call-${n}.mp3`);
        const result = await transcoder.run({ sourcePath, targetPath, bitrateKbps: 32, tags, signal });
        if (!result.ok) throw new Error(result.sentence);
        toHandOver.push(settleMs + 1000 + result.tookMs);
      }
      return { toHandOver };
    },
    async close() {
      await transcoder.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function prepareProduct(): Promise<Running | undefined> {
  const folder = newFolder();
  const recorded = join(folder, "pbx", "105");
  mkdirSync(recorded, { recursive: true });
  const clock = createRealClock();
  const settings = settingsOf(`[recordings]\nfolder = ${join(folder, "pbx")}\n[server]\nport = 0`);
  const library = await createRecordingLibrary({
    path: join(folder, "recordings.db"),
    clock,
    log: silentLog,
  });
  if (!library.ok) throw new Error(library.sentence);
  const linkKeys = { current: randomBytes(32), previous: [] };
  const metrics = createMetrics({ version: "bench" });
  let serverUrl: string | undefined;
  let calls = 0;
  let handedOver = () => {};
  const room = createRecordingsRoom({
    ...{ settings, clock, log: silentLog, library: library.library },
    newId: () => `key-${calls}`,
    keys: {
      keys: () => linkKeys,
      rotate: async () => ({ ok: false, sentence: "Nobody asks here." }),
    },
    defaultStorage: join(folder, "mp3"),
    serverUrl: () => serverUrl,
  });
  const recordings = room.build({
    accept: async () => handedOver(),
    askCallLog: () => {},
    pbx: {
      list: async () => ({ ok: true, recordings: [], more: false }),
      download: async () => {
        throw new Error("Nothing is downloaded here.");
      },
    },
    meter: metrics.recordings,
    simulated: true,
  });
  const web = createWebServer({
    ...{ settings: settings.server, clock, log: silentLog, dataFolder: folder, recordings: room.serve },
    health: () => {
      throw new Error("Nobody asks here.");
    },
    metrics: async () => ({ contentType: "", text: "" }),
  });
  const listening = await web.start();
  if (!listening.ok) throw new Error(listening.sentence);
  serverUrl = listening.url;
  await recordings.start([]);
  const sound = callOf(lengthMs / 1000);

  /** The PBX writes the last bytes and the call is over, at the same moment. */
  async function one(): Promise<number> {
    calls += 1;
    const number = `+42077000${String(calls).padStart(4, "0")}`;
    const nowMs = clock.nowMs();
    const startedAtMs = nowMs + writesMs - lengthMs;
    const time = new Date(startedAtMs).toISOString().replace(/\D/g, "").slice(0, 14);
    const path = join(recorded, `[]_${number}-105_${time}(${calls}).wav`);
    writeFileSync(path, sound.subarray(0, -lastPart));
    await new Promise((resolve) => setTimeout(resolve, writesMs));
    const over = new Promise<void>((resolve) => (handedOver = resolve));
    const beganMs = machineMs();
    appendFileSync(path, sound.subarray(-lastPart));
    recordings.note([
      ended({
        ...{ chainId: `bench_${calls}`, callIds: [calls], callerNumber: number, talkS: lengthMs / 1000 },
        ...{ arrivedAtMs: startedAtMs - 3000, startedAtMs, atMs: clock.nowMs() },
      }),
    ]);
    await over;
    return machineMs() - beganMs;
  }

  return {
    async round() {
      const toHandOver: number[] = [];
      for (let n = 0; n < perRound; n++) toHandOver.push(await one());
      return { toHandOver };
    },
    async close() {
      await recordings.stop();
      await web.stop();
      await library.library.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const allowed = "settle_s + 1 s + ffmpeg";
const product = "the program";

export const recordingLatency: BenchRow = {
  name: "recording-latency",
  title: "From a recording's last byte to its link",
  how:
    "A WAV file of a minute's call grows in the folder and gets its last bytes when the call ends. Measured is the time from then until the link is handed to delivery: " +
    "found complete, matched, converted, kept, asked for at the own server, and quiet for settle_s (2 s). Allowed: the quiet time, one second, and what ffmpeg itself takes here.",
  measures: [{ name: "toHandOver", says: "one recording", unit: "ms" }],
  variants: [
    { name: allowed, prepare: prepareAllowed },
    { name: product, prepare: prepareProduct },
  ],
  mostRounds: 2,
  goals(result) {
    const ours = find(result, "toHandOver", product);
    if (ours === undefined) return [];
    const value = `${(ours.p50 / 1000).toFixed(2)} s`;
    return [{ aim: "median at most settle_s + 1 s + ffmpeg's own time", value, met: ours.ratio <= 1 }];
  },
};
