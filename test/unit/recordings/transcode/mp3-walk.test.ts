import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createMp3Walk } from "../../../../src-main/recordings/transcode/mp3-walk.ts";
import { decodedS, ffmpeg, realFfmpeg, temporaryFolder } from "./sounds.ts";

function walk(bytes: Uint8Array, partBytes = bytes.length) {
  const walk = createMp3Walk();
  for (let at = 0; at < bytes.length; at += partBytes) walk.push(bytes.subarray(at, at + partBytes));
  return walk.end();
}

let path = "";
beforeAll(async () => {
  path = await realFfmpeg();
});

function made(rateHz: number, kbps: number, lengthS: number, ...more: readonly string[]) {
  const file = join(temporaryFolder(), "made.mp3");
  const source = `sine=440:d=${lengthS}:r=${rateHz}`;
  ffmpeg(path, "-f", "lavfi", "-i", source, ...more, "-b:a", `${kbps}k`, "-metadata", "title=ABC", file);
  return { file, bytes: readFileSync(file) };
}

describe("agrees with a decoder", () => {
  for (const [rateHz, kbps] of [
    [8000, 8],
    [8000, 32],
    [16_000, 32],
    [24_000, 64],
    [44_100, 128],
    [48_000, 32],
  ] as const) {
    test(`on ${rateHz} Hz at ${kbps} kbit/s`, () => {
      const { file, bytes } = made(rateHz, kbps, 3.3);
      const facts = walk(bytes);
      expect(facts).toMatchObject({ strayBytes: 0, cut: false, sampleRateHz: rateHz, channels: 1 });
      expect(facts?.note?.frames).toBe(facts?.frames);
      expect(facts?.note?.crc).toBe(facts?.crc);
      expect(facts?.durationS).toBeCloseTo(3.3, 2);
      expect(decodedS(path, file)).toBeCloseTo(facts?.durationS ?? 0, 2);
    });
  }
});

test("knows stereo, variable bitrates and tags at the end", () => {
  expect(walk(made(44_100, 96, 2, "-ac", "2").bytes)).toMatchObject({ channels: 2, strayBytes: 0 });
  const variable = walk(made(16_000, 32, 2, "-abr", "1").bytes);
  expect(variable?.durationS).toBeCloseTo(2, 2);
  expect(variable).toMatchObject({ strayBytes: 0, cut: false });
  expect(walk(made(16_000, 32, 2, "-write_id3v1", "1").bytes)).toMatchObject({ strayBytes: 0 });
});

test("says the same however the file is cut into pieces", () => {
  const { bytes } = made(8000, 32, 1);
  const whole = walk(bytes);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), (partBytes) => {
      expect(walk(bytes, partBytes)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

test("sees a cut end, a missing piece and a changed byte", () => {
  const { bytes } = made(8000, 32, 2);
  expect(walk(bytes.subarray(0, bytes.length - 100))?.cut).toBe(true);
  const shorter = walk(bytes.subarray(0, bytes.length - 288));
  expect(shorter).toMatchObject({ cut: false });
  expect(shorter?.frames).toBeLessThan(shorter?.note?.frames ?? 0);
  const hole = Buffer.from(bytes).fill(0, 3000, 4000);
  expect(walk(hole)?.strayBytes).toBeGreaterThan(500);
  const changed = Buffer.from(bytes);
  changed[5000] = (changed[5000] ?? 0) ^ 1;
  expect(walk(changed)?.crc).not.toBe(walk(changed)?.note?.crc);
});

test("finds no sound in anything else", () => {
  expect(walk(Buffer.of())).toBeUndefined();
  expect(walk(Buffer.alloc(5000, 0xff))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      walk(bytes);
    }),
  );
});
