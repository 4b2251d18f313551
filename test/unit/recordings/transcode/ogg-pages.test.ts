import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { readOgg } from "../../../../src-main/recordings/transcode/ogg-pages.ts";
import { ffmpeg, realFfmpeg, temporaryFolder } from "./sounds.ts";

let path = "";
beforeAll(async () => {
  path = await realFfmpeg();
});

function made(...codec: readonly string[]): Buffer {
  const file = join(temporaryFolder(), "made.ogg");
  ffmpeg(path, "-f", "lavfi", "-i", "sine=440:d=3:r=16000", ...codec, file);
  return readFileSync(file);
}

test("tells codec, rate and length", () => {
  const vorbis = made("-c:a", "libvorbis");
  expect(readOgg(vorbis, vorbis)).toMatchObject({
    codec: "Vorbis",
    channels: 1,
    sampleRateHz: 16_000,
    cut: false,
  });
  expect(readOgg(vorbis, vorbis)?.durationS).toBeCloseTo(3, 2);
  const opus = made("-c:a", "libopus");
  expect(readOgg(opus, opus)).toMatchObject({ codec: "Opus", channels: 1, sampleRateHz: 16_000 });
  expect(readOgg(opus, opus)?.durationS).toBeCloseTo(3, 2);
});

test("sees that the end is missing", () => {
  const vorbis = made("-c:a", "libvorbis");
  expect(readOgg(vorbis, vorbis.subarray(0, vorbis.length - 10))?.cut).toBe(true);
});

test("answers whatever the bytes are", () => {
  expect(readOgg(Buffer.from("hello"), Buffer.of())).toBeUndefined();
  const vorbis = made("-c:a", "libvorbis");
  fc.assert(
    fc.property(fc.nat(vorbis.length), fc.nat(400), fc.integer({ min: 0, max: 255 }), (length, at, value) => {
      const file = Buffer.from(vorbis.subarray(0, length));
      if (at < file.length) file[at] = value;
      const facts = readOgg(file, file);
      expect(facts?.durationS ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});
