/** ffmpeg that behaves badly, played by hand: stuck, killed, complaining, not dying; and how many run at once. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTranscoder } from "../../../../src-main/recordings/transcode/create-transcoder.ts";
import type {
  FfmpegOutput,
  ProcessEnd,
  SpawnFfmpeg,
} from "../../../../src-main/recordings/transcode/spawn-ffmpeg.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { job, silent, temporaryFolder, tone, wav } from "./sounds.ts";

interface Played {
  readonly args: readonly string[];
  readonly output: FfmpegOutput;
  readonly end: (end: ProcessEnd) => void;
  killed: boolean;
}

function stage(options: { readonly dies?: boolean; readonly parallel?: number } = {}) {
  const { dies = true, parallel = 1 } = options;
  const folder = temporaryFolder();
  const source = join(folder, "a.wav");
  writeFileSync(source, wav({ sound: tone(100) }));
  const played: Played[] = [];
  const spawn: SpawnFfmpeg = (_path, args, output) => {
    if (args.includes("-version")) {
      output.onOut("ffmpeg version 7.1 Copyright");
      return { kill: () => {}, ended: Promise.resolve({ type: "exited", code: 0 }) };
    }
    let end: (end: ProcessEnd) => void = () => {};
    const ended = new Promise<ProcessEnd>((done) => {
      end = done;
    });
    const one: Played = { args, output, end, killed: false };
    played.push(one);
    const kill = () => {
      one.killed = true;
      if (dies) end({ type: "killed" });
    };
    return { kill, ended };
  };
  const clock = createVirtualClock({ startMs: Date.parse("2026-06-10T12:00:00Z") });
  const transcoder = createTranscoder({
    storage: join(folder, "storage"),
    parallel,
    clock,
    log: silent,
    spawn,
    ffmpegPath: process.execPath,
  });
  const run = (more: Parameters<typeof job>[2] = {}) =>
    transcoder.run(job(source, join(folder, "storage", "a-1-1.mp3"), more));
  const started = async (count: number) => {
    while (played.length < count) await new Promise((resolve) => setImmediate(resolve));
    return played[count - 1] ?? expect.fail("Nothing was started.");
  };
  return { run, started, clock, transcoder, played };
}

test("is ended when it makes no progress for a minute, and only then", async () => {
  const { run, started, clock } = stage();
  const seen: number[] = [];
  const result = run({ onProgress: (progress) => seen.push(progress) });
  const ffmpeg = await started(1);
  await clock.runFor(59_000);
  ffmpeg.output.onOut("bitrate=32\nout_time_ms=10000");
  ffmpeg.output.onOut("000\nprogress=continue\n");
  await clock.runFor(59_000);
  expect(ffmpeg.killed).toBe(false);
  ffmpeg.output.onOut("out_time_ms=10000000\nout_time_ms=N/A\nout_time_ms=-5\n");
  await clock.runFor(2000);
  expect(ffmpeg.killed).toBe(true);
  expect(await result).toMatchObject({ ok: false, problem: "ffmpeg-stuck", again: true });
  expect(seen).toEqual([0.1]);
  expect(clock.pending()).toBe(0);
});

test("is left behind when it does not even die", async () => {
  const { run, started, clock, transcoder } = stage({ dies: false });
  const stuck = run();
  await started(1);
  await clock.runFor(66_000);
  expect(await stuck).toMatchObject({ problem: "ffmpeg-stuck" });
  const waiting = run();
  await started(2);
  const stopped = transcoder.stop();
  await clock.runFor(6000);
  await stopped;
  expect(await waiting).toMatchObject({ ok: false, again: true });
});

test("what it says becomes a sentence that helps", async () => {
  const cases = [
    ["av_interleaved_write_frame(): No space left on device", "disk-full", "Free some room"],
    ["Unknown encoder 'libmp3lame'", "ffmpeg-failed", "[recordings] ffmpeg"],
    ["Decoder (codec none) not found for input stream #0:0", "ffmpeg-failed", "PCM 16 bit"],
    ["a.wav: Invalid data found when processing input", "damaged", "Invalid data found"],
    ["x\r\n\x1b[31mSomething else.\n", "ffmpeg-failed", "Something else)"],
    ["", "ffmpeg-failed", "it did not say why"],
  ] as const;
  const { run, started } = stage();
  for (const [index, [said, problem, words]] of cases.entries()) {
    const result = run();
    const ffmpeg = await started(index + 1);
    ffmpeg.output.onError(said);
    ffmpeg.end({ type: "exited", code: 1 });
    const failure = await result;
    expect(failure).toMatchObject({ ok: false, problem });
    expect(!failure.ok && failure.sentence).toContain(words);
  }
});

test("killed by somebody else, gone, or writing nothing: told, and looked for anew", async () => {
  const { run, started } = stage();
  const ends: readonly [ProcessEnd, string][] = [
    [{ type: "killed" }, "ffmpeg-failed"],
    [{ type: "not-started", code: "ENOENT" }, "ffmpeg-missing"],
    [{ type: "exited", code: 0 }, "ffmpeg-failed"],
  ];
  for (const [index, [end, problem]] of ends.entries()) {
    const result = run();
    (await started(index + 1)).end(end);
    expect(await result).toMatchObject({ ok: false, problem, again: true });
  }
});

test("an MP3 that is not what was to be made is not used", async () => {
  const { run, started } = stage();
  const outputs = [Buffer.from("ID3"), Buffer.alloc(500)];
  for (const [index, content] of outputs.entries()) {
    const result = run();
    const ffmpeg = await started(index + 1);
    writeFileSync((ffmpeg.args.at(-1) ?? "").slice("file:".length), content);
    ffmpeg.end({ type: "exited", code: 0 });
    const failure = await result;
    expect(failure).toMatchObject({ ok: false, problem: "ffmpeg-failed" });
    expect(!failure.ok && failure.sentence).toContain("The MP3 was not whole");
  }
});

test("so many run at a time, in the order in which they came", async () => {
  const { run, started, played, transcoder } = stage({ parallel: 2 });
  const titles = ["1", "2", "3", "4"];
  const tags = { date: "", callerId: "", user: "", id: "" };
  const results = titles.map((title) => run({ tags: { ...tags, title } }));
  await started(2);
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(played).toHaveLength(2);
  played[0]?.end({ type: "exited", code: 1 });
  await started(3);
  played[2]?.end({ type: "exited", code: 1 });
  await started(4);
  const order = played.map(({ args }) => args.find((arg) => arg.startsWith("title="))?.slice(6));
  expect(order.slice(0, 2).toSorted()).toEqual(["1", "2"]);
  expect(order.slice(2)).toEqual(["3", "4"]);
  await transcoder.stop();
  expect((await Promise.all(results)).every(({ ok }) => !ok)).toBe(true);
});
