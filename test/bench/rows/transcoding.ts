// What looking at recordings, checking MP3 files and writing them to the disk for good costs beside ffmpeg's own work.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import {
  findIdleStarter,
  startLine,
  yieldToOthers,
} from "../../../src-main/recordings/transcode/background.ts";
import { conversionsAtOnce } from "../../../src-main/recordings/transcode/at-once.ts";
import { createTranscoder } from "../../../src-main/recordings/transcode/create-transcoder.ts";
import { machineMs, startChild } from "../child.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import type { WebhooksQuestions } from "../children/webhooks.ts";
import { endWithUs } from "../ending.ts";
import { type BenchRow, find, type Running } from "../harness.ts";
import { silentLog } from "../silent-log.ts";

const files = 200;
const lengthS = 60;
const rateHz = 8000;
/** What the settings begin with, as far as the program allows it on this machine. */
const parallel = conversionsAtOnce(2);
/** More than the program ever lets run here. */
const onAll = availableParallelism();
const bitrateKbps = 32;
const eventsPerSecond = 200;
const eventsForMs = 5000;

interface Stage {
  readonly ffmpegPath: string;
  readonly sources: readonly string[];
  readonly target: (n: number) => string;
  readonly transcoder: ReturnType<typeof createTranscoder>;
  readonly folder: string;
}

async function openStage(parallel: number): Promise<Stage | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "bench-transcoding-"));
  const storage = join(folder, "storage");
  mkdirSync(storage);
  const transcoder = createTranscoder({ storage, parallel, clock: createRealClock(), log: silentLog });
  const ffmpeg = await transcoder.ffmpeg();
  if (!ffmpeg.ok) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const first = join(folder, "0.wav");
  writeFileSync(first, callOf(lengthS));
  const sources = Array.from({ length: files }, (_, n) => join(folder, `${n}.wav`));
  for (const path of sources.slice(1)) linkSync(first, path);
  const target = (n: number) => join(storage, `call-${n}-1.mp3`);
  return { ffmpegPath: ffmpeg.path, sources, target, transcoder, folder };
}

/** Tones that come and go, with some noise: a codec has as much to do as with a talk. */
export function callOf(seconds: number): Buffer {
  const headerBytes = 44;
  const wav = Buffer.alloc(headerBytes + seconds * rateHz * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  for (const [at, value] of [
    [16, 16],
    [24, rateHz],
    [28, rateHz * 2],
    [40, wav.length - headerBytes],
  ] as const) {
    wav.writeUInt32LE(value, at);
  }
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const) {
    wav.writeUInt16LE(value, at);
  }
  wav.write("data", 36);
  let noise = 1;
  for (let n = 0; n < seconds * rateHz; n += 1) {
    noise = (noise * 16_807) % 2_147_483_647;
    const loud = Math.max(0, Math.sin(n / 3000));
    const sound = Math.sin(n / 6) + Math.sin(n / 2.3) / 2 + (noise / 2_147_483_647 - 0.5) / 2;
    wav.writeInt16LE(Math.round(7000 * loud * sound), headerBytes + n * 2);
  }
  return wav;
}

/** Behind everything else, too: what else runs on the machine would slow down only the other side. */
const starter = await findIdleStarter();

async function bareOne({ ffmpegPath, sources, target }: Stage, n: number): Promise<void> {
  const input = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-i", sources[n] ?? ""];
  const output = ["-ac", "1", "-c:a", "libmp3lame", "-b:a", `${bitrateKbps}k`, target(n)];
  const { path, args } = startLine(starter, ffmpegPath, [...input, ...output]);
  const child = spawn(path, args, { stdio: "ignore" });
  endWithUs(child);
  yieldToOthers(child.pid);
  await once(child, "exit");
  if (child.exitCode !== 0) throw new Error(`ffmpeg ended with ${child.exitCode}.`);
}

async function productOne({ transcoder, sources, target }: Stage, n: number): Promise<void> {
  const tags = { title: `Call ${n}`, date: "2026-01-30T15:27:48Z", callerId: "1", user: "2", id: "3" };
  const result = await transcoder.run({
    sourcePath: sources[n] ?? "",
    targetPath: target(n),
    bitrateKbps,
    tags,
    signal: new AbortController().signal,
  });
  if (!result.ok) throw new Error(result.sentence);
}

/** Keeps a processor busy behind everything else until it is told to end: no files, and nothing starts or ends meanwhile. */
function startSpinning(): () => Promise<void> {
  const { path, args } = startLine(starter, process.execPath, ["-e", "for (;;);"]);
  const child = spawn(path, args, { stdio: "ignore" });
  endWithUs(child);
  yieldToOthers(child.pid);
  return async () => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
}

/** A new one begins whenever one is over. */
async function allBare(stage: Stage): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < files) {
      next += 1;
      await bareOne(stage, next - 1);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

/** Handed over at once: the transcoder itself sees to how many run. */
async function allProduct(stage: Stage): Promise<void> {
  await Promise.all(Array.from({ length: files }, (_, n) => productOne(stage, n)));
}

async function prepare(all: (stage: Stage) => Promise<void>): Promise<Running | undefined> {
  const stage = await openStage(parallel);
  if (stage === undefined) return undefined;
  return {
    async round() {
      const startedAtMs = machineMs();
      await all(stage);
      return { rate: [(files * 1000) / (machineMs() - startedAtMs)] };
    },
    async close() {
      await stage.transcoder.stop();
      rmSync(stage.folder, { recursive: true });
    },
  };
}

/** Begins what runs beside events; the returned function resolves when it is over. */
type Beside = (stage: Stage, count: number) => () => Promise<unknown>;

const spinning: Beside = (_stage, count) => {
  const ends = Array.from({ length: count }, startSpinning);
  return () => Promise.all(ends.map((end) => end()));
};

const converting: Beside = (stage, count) => {
  let isOver = false;
  let next = 0;
  const worker = async () => {
    while (!isOver) await productOne(stage, next++ % files);
  };
  const conversions = Array.from({ length: count }, worker);
  return () => {
    isOver = true;
    return Promise.all(conversions);
  };
};

/** Events on their way to a receiver, by the room in a process of its own. */
async function prepareEvents(begin: Beside, count: number): Promise<Running | undefined> {
  const stage = await openStage(Math.max(1, count));
  if (stage === undefined) return undefined;
  const receiver = startChild<ReceiverQuestions>("receiver");
  const sender = startChild<WebhooksQuestions>("webhooks");
  const { url } = await receiver.ask("start", "well");
  await sender.ask("start", { kind: { room: "memory" }, url, others: "" });
  return {
    async round() {
      const end = begin(stage, count);
      const answered = await sender.ask("paced", { perSecond: eventsPerSecond, forMs: eventsForMs });
      await end();
      await receiver.ask("take", undefined);
      return { answered };
    },
    async close() {
      await Promise.all([sender.end(), receiver.end(), stage.transcoder.stop()]);
      rmSync(stage.folder, { recursive: true });
    },
  };
}

const alone = "call events alone";
const besideSpinning = `call events beside as many programs that only calculate (${parallel})`;
const beside = `call events beside as many conversions as the program allows (${parallel})`;
const besideOnAll = `call events beside one conversion for each processor (${onAll})`;
const bare = `bare ffmpeg, ${parallel} at a time`;
const product = `the program, ${parallel} at a time`;

export const transcoding: BenchRow = {
  name: "transcoding",
  title: "Recordings into MP3",
  how:
    `${files} WAV files of ${lengthS} s (8 kHz, 16 bit) become MP3 files of ${bitrateKbps} kbit/s. Bare: nothing but ffmpeg processes. ` +
    "The program reads each header first, writes tags, checks the MP3 from the first to the last byte, and has it on the disk (fsync) before it gets its name. " +
    `Call events: ${eventsPerSecond} a second for ${eventsForMs / 1000} s to a receiver, the outbox in memory, with nothing else to do, while conversions run all the time, and while as many programs calculate under the same priority and touch no file: what is slower then is the machine's own way to share its processors. The program leaves one processor to calls, whatever the settings say; the last variant shows what it would be without that.`,
  measures: [
    { name: "rate", says: "files done", unit: "per s" },
    { name: "answered", says: "from the event to the receiver's 2xx", unit: "ms" },
  ],
  variants: [
    { name: bare, prepare: () => prepare(allBare) },
    { name: product, prepare: () => prepare(allProduct) },
    { name: alone, prepare: () => prepareEvents(converting, 0) },
    { name: besideSpinning, prepare: () => prepareEvents(spinning, parallel) },
    { name: beside, prepare: () => prepareEvents(converting, parallel) },
    { name: besideOnAll, prepare: () => prepareEvents(converting, onAll) },
  ],
  mostRounds: 3,
  goals(result) {
    const ratio = find(result, "rate", product)?.ratio;
    const quiet = find(result, "answered", alone);
    const busy = find(result, "answered", beside);
    const floor = find(result, "answered", besideSpinning);
    if (ratio === undefined || quiet === undefined) return [];
    if (busy === undefined || floor === undefined) return [];
    const value = `${(ratio * 100).toFixed(0)} %`;
    const p99 = busy.roundP99 / quiet.roundP99;
    const floorP99 = floor.roundP99 / quiet.roundP99;
    return [
      { aim: "at least 95 % of the files that bare ffmpeg does", value, met: ratio >= 0.95 },
      {
        aim: "p99 of call events while recordings are converted at most ×1.5 of alone",
        value: `×${p99.toFixed(2)} (beside programs that only calculate: ×${floorP99.toFixed(2)})`,
        met: p99 <= 1.5,
      },
    ];
  },
};
