/** The whole way with the real ffmpeg: what comes in, what comes out, and what never happens to the original. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import { createTranscoder } from "../../../../src-main/recordings/transcode/create-transcoder.ts";
import type { RecordingProblem } from "../../../../src-shared/recordings/recording.ts";
import {
  decodedS,
  ffmpeg,
  job,
  pcm,
  realFfmpeg,
  realTranscoder,
  silent,
  tags,
  temporaryFolder,
  tone,
  wav,
} from "./sounds.ts";

let path = "";
beforeAll(async () => {
  path = await realFfmpeg();
});

function place(name: string, content: Uint8Array) {
  const folder = temporaryFolder();
  const source = join(folder, "original", name);
  mkdirSync(join(folder, "original"));
  writeFileSync(source, content);
  const storage = join(folder, "storage");
  return { source, storage, target: join(storage, "call-1-1.mp3") };
}

const seenOf = (file: string) => ({
  bytes: readFileSync(file),
  mtime: statSync(file, { bigint: true }).mtimeNs,
});

describe("makes an MP3", () => {
  const kinds: readonly [string, readonly string[]][] = [
    ["pcm16.wav", ["-c:a", "pcm_s16le"]],
    ["pcm8.wav", ["-c:a", "pcm_u8"]],
    ["alaw.wav", ["-c:a", "pcm_alaw"]],
    ["mulaw.wav", ["-c:a", "pcm_mulaw"]],
    ["gsm.wav", ["-c:a", "gsm_ms"]],
    ["adpcm.wav", ["-c:a", "adpcm_ima_wav"]],
    ["stereo.wav", ["-ac", "2", "-ar", "16000"]],
    ["mono.mp3", ["-b:a", "24k"]],
    ["stereo.mp3", ["-ac", "2", "-ar", "44100", "-b:a", "128k"]],
    ["vorbis.ogg", ["-c:a", "libvorbis", "-ac", "1"]],
    ["opus.ogg", ["-c:a", "libopus"]],
  ];
  for (const [name, args] of kinds) {
    test(`from ${name}`, async (context) => {
      const { source, storage, target } = place(name, Buffer.of());
      try {
        ffmpeg(path, "-f", "lavfi", "-i", "sine=440:d=4:r=8000", ...args, source);
      } catch (error) {
        if (/Unknown encoder/.test(String(error))) context.skip("this ffmpeg cannot make such a file");
        throw error;
      }
      const before = seenOf(source);
      const result = await realTranscoder(storage).run(job(source, target));
      expect(result).toMatchObject({ ok: true, bytes: statSync(target).size });
      expect(result.ok && Math.abs(result.durationS - 4)).toBeLessThanOrEqual(0.15);
      expect(Math.abs(decodedS(path, target) - 4)).toBeLessThanOrEqual(0.2);
      expect(seenOf(source)).toEqual(before);
      expect(files(storage)).toEqual(["call-1-1.mp3"]);
    });
  }
});

test("is mono, at the original's rate, and takes over the sound of an MP3 that is so already", async () => {
  const { source, storage, target } = place(
    "stereo.wav",
    wav({ format: pcm({ channels: 2 }), sound: tone(4) }),
  );
  const transcoder = realTranscoder(storage);
  await transcoder.run(job(source, target));
  const again = join(storage, "again.mp3");
  const result = await transcoder.run(job(target, again));
  expect(result).toMatchObject({ ok: true });
  expect(facts(again)).toMatch(/8000 Hz, mono/);
  const sound = (file: string) => ffmpeg(path, "-v", "error", "-i", file, "-c", "copy", "-f", "md5", "-");
  expect(sound(again)).toBe(sound(target));
  await transcoder.run(job(target, again, { bitrateKbps: 16 }));
  expect(facts(again)).toMatch(/8000 Hz, mono, fltp, 16 kb/);
});

function facts(file: string): string {
  return ffmpegSays("-i", file, "-f", "ffmetadata", "-");
}

/** ffmpeg tells about files where it complains, too. */
function ffmpegSays(...args: readonly string[]): string {
  const report = join(temporaryFolder(), "report");
  ffmpeg(path, "-v", "info", ...args.slice(0, -1), report);
  return readFileSync(report, "utf8") + streamLine(args[1] ?? "");
}

function streamLine(file: string): string {
  try {
    ffmpeg(path, "-i", file);
    return "";
  } catch (error) {
    return String(error instanceof Error && "stderr" in error ? error.stderr : error);
  }
}

describe("tags", () => {
  test("tell title, date, caller, user and id, as ID3v2.3", async () => {
    const { source, storage, target } = place("call.wav", wav());
    await realTranscoder(storage).run(job(source, target));
    const bytes = readFileSync(target);
    expect(bytes.subarray(0, 4).toString("latin1")).toBe("ID3\x03");
    const said = facts(target);
    expect(said).toMatch(/title=Outgoing call from 302/);
    expect(said).toMatch(/date=2026/);
    expect(said).toMatch(/callerid=420774852629/);
    expect(said).toMatch(/user=302/);
    expect(said).toMatch(/id=260130152748_84-1/);
    expect(bytes.toString("latin1")).toMatch(/TDAT[^]{7}3001/);
  });

  test("hold any text, and nothing that came with the original", async () => {
    const { source, storage, target } = place("call.mp3", Buffer.of());
    const comment = ["-metadata", "comment=from outside", "-metadata", "title=old"];
    ffmpeg(path, "-f", "lavfi", "-i", "sine=440:d=1:r=8000", "-ac", "2", ...comment, source);
    const title = `-y\0 "; rm -rf ~ ' \n[Müller] 日本 \ud800 = \u2028${"x".repeat(100_000)}`;
    const result = await realTranscoder(storage).run(
      job(source, target, { tags: { ...tags, title, callerId: "-f", user: "" } }),
    );
    expect(result).toMatchObject({ ok: true });
    const said = facts(target);
    expect(said).toMatch(/\[Müller\] 日本 \ufffd/);
    expect(said).not.toMatch(/from outside|old/);
    expect(said).toMatch(/callerid=-f/);
    expect(said).not.toMatch(/x{500}/);
  });
});

describe("names what is wrong, and leaves the original alone:", () => {
  const whole = wav({ sound: tone(5) });
  const playlist = "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n";
  const cases: readonly [string, RecordingProblem, boolean, string, Uint8Array][] = [
    ["no bytes", "empty", false, "a.wav", Buffer.of()],
    ["a header alone", "empty", false, "a.wav", wav({ sound: Buffer.of() })],
    ["half a header", "truncated", true, "a.wav", whole.subarray(0, 30)],
    ["half a file", "truncated", true, "a.wav", whole.subarray(0, whole.length / 2)],
    ["a header without sense", "damaged", false, "a.wav", wav({ format: pcm({ rateHz: 0 }) })],
    ["a codec that nobody knows", "ffmpeg-failed", false, "a.wav", wav({ format: pcm({ tag: 0x7777 }) })],
    ["a text", "not-audio", false, "a.wav", Buffer.from("hello, I am a letter")],
    ["a playlist", "not-audio", false, "a.wav", Buffer.from(playlist)],
    [
      "a list of files to join",
      "not-audio",
      false,
      "a.mp3",
      Buffer.from("ffconcat version 1.0\nfile /etc/passwd\n"),
    ],
    ["a film", "not-audio", false, "a.wav", Buffer.from("RIFF\0\0\0\0AVI LIST")],
    [
      "a tag without sound",
      "damaged",
      false,
      "a.mp3",
      Buffer.from("ID3\x03\0\0\0\0\0\x0aaaaaaaaaaabbbbbbbbbbbbbbbbbb"),
    ],
  ];
  for (const [what, problem, again, name, content] of cases) {
    test(`${what}`, async () => {
      const { source, storage, target } = place(name, content);
      const before = seenOf(source);
      const result = await realTranscoder(storage).run(job(source, target));
      expect(result).toMatchObject({ ok: false, problem, again });
      expect(!result.ok && result.sentence).toMatch(/^[A-Z].+\.$/);
      expect(seenOf(source)).toEqual(before);
      expect(files(storage)).toEqual([]);
    });
  }

  test("a file that is gone, a folder, an MP3 with a hole and one that was cut", async () => {
    const { source, storage, target } = place("a.mp3", Buffer.of());
    const transcoder = realTranscoder(storage);
    const problemOf = async (from: string) => {
      const result = await transcoder.run(job(from, target));
      return result.ok ? "none" : result.problem;
    };
    expect(await problemOf(join(storage, "nothing.wav"))).toBe("vanished");
    expect(await problemOf(join(source, ".."))).not.toBe("none");
    ffmpeg(path, "-f", "lavfi", "-i", "sine=440:d=8:r=8000", "-b:a", "32k", source);
    const sound = readFileSync(source);
    writeFileSync(source, Buffer.from(sound).fill(0, 8000, 20_000));
    expect(["damaged", "truncated"]).toContain(await problemOf(source));
    writeFileSync(source, sound.subarray(0, sound.length / 2));
    expect(await problemOf(source)).toBe("truncated");
    expect(files(storage)).toEqual([]);
  });

  test("a file that is written to meanwhile", async () => {
    const { source, storage, target } = place("a.wav", wav({ sound: tone(120), claimedBytes: 0 }));
    let written = false;
    const write = () => {
      if (!written) writeFileSync(source, Buffer.alloc(1000), { flag: "a" });
      written = true;
    };
    const result = await realTranscoder(storage).run(job(source, target, { onProgress: write }));
    expect(written).toBe(true);
    expect(result).toMatchObject({ ok: false, problem: "locked", again: true });
  });
});

/** All below the folder, but for folders. */
function files(storage: string): string[] {
  const entries = existsSync(storage) ? readdirSync(storage, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(storage, join(parentPath, name)));
}

test("a storage folder that cannot be made is told", async () => {
  const { source } = place("a.wav", wav());
  const result = await realTranscoder(join(source, "below")).run(job(source, join(source, "below", "x.mp3")));
  expect(result).toMatchObject({ ok: false, problem: "ffmpeg-failed", again: true });
});

test("harmless whatever the file is called", async () => {
  for (const name of [
    "-y -f null.wav",
    "concat:a|b.wav",
    "[x]_1-2(3)%20'\".wav",
    "http:%3a.wav",
    "日本 %d.wav",
  ]) {
    const { source, storage } = place("a.wav", wav());
    const odd = join(source, "..", name);
    renameSync(source, odd);
    const result = await realTranscoder(storage).run(job(odd, join(storage, `${name.slice(0, -4)}.mp3`)));
    expect(result, name).toMatchObject({ ok: true });
    expect(files(storage)).toHaveLength(1);
  }
});

test("tells how far it is", async () => {
  const { source, storage, target } = place("a.wav", wav({ sound: tone(60) }));
  const seen: number[] = [];
  await realTranscoder(storage).run(job(source, target, { onProgress: (progress) => seen.push(progress) }));
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test("an aborted job and those that wait leave nothing", async () => {
  const { source, storage, target } = place("a.wav", wav({ sound: tone(600) }));
  const transcoder = realTranscoder(storage, 1);
  const stop = new AbortController();
  const jobs = [target, `${target}.2`].map((to) => transcoder.run(job(source, to, { signal: stop.signal })));
  stop.abort();
  for (const result of await Promise.all(jobs)) {
    expect(result).toMatchObject({ ok: false, problem: "ffmpeg-failed", again: true });
  }
  expect(await transcoder.run(job(source, target))).toMatchObject({ ok: true });
  const last = transcoder.run(job(source, `${target}.3`));
  await transcoder.stop();
  expect(await last).toMatchObject({ ok: false, again: true });
  expect(files(storage)).toEqual(["call-1-1.mp3"]);
});

test("removes what an earlier run left half done, and nothing else", async () => {
  const { source, storage, target } = place("a.wav", wav());
  mkdirSync(join(storage, ".tmp", "1763800000000-4711-3"), { recursive: true });
  writeFileSync(join(storage, ".tmp", "1763800000000-4711-3", "1.mp3"), "half");
  writeFileSync(join(storage, ".tmp", "notes.txt"), "somebody's");
  writeFileSync(join(storage, "old-1-1.mp3"), "whole");
  await realTranscoder(storage).run(job(source, target));
  expect(files(storage).toSorted()).toEqual([join(".tmp", "notes.txt"), "call-1-1.mp3", "old-1-1.mp3"]);
});

test("without an ffmpeg it says so, and finds one that comes later", async () => {
  const { source, storage, target } = place("a.wav", wav());
  const later = join(storage, "bin", "ffmpeg");
  const transcoder = createTranscoder({
    storage,
    parallel: 1,
    clock: createRealClock(),
    log: silent,
    ffmpegPath: later,
    environment: {},
    packagePaths: [],
  });
  expect(await transcoder.run(job(source, target))).toMatchObject({
    ok: false,
    problem: "ffmpeg-missing",
    again: true,
  });
  expect(await transcoder.ffmpeg()).toEqual({ ok: false, looked: [`[recordings] ffmpeg (${later})`] });
  mkdirSync(join(storage, "bin"), { recursive: true });
  writeFileSync(later, `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 });
  expect(await transcoder.ffmpeg()).toMatchObject({ ok: true, path: later });
  expect(await transcoder.run(job(source, target))).toMatchObject({ ok: true });
  await transcoder.stop();
});
