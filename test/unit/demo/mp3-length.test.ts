import { expect, test } from "vitest";
import { mp3LengthS } from "../../../src-main/demo/mp3-length.ts";
import { recordingSound } from "../../../src-main/simulator/recording-sounds.ts";

const sound = recordingSound(2000, "mp3");
/** Title and so on in 200 bytes, whose length is written as 1 × 128 + 72. */
const tagged = Buffer.concat([
  Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 1, 72]),
  Buffer.alloc(200),
  sound,
]);

test("counts what plays, with or without tags", () => {
  expect(mp3LengthS(sound)).toBeCloseTo(2, 1);
  expect(mp3LengthS(tagged)).toBe(mp3LengthS(sound));
});

test.each([
  ["half a frame at its end", sound.subarray(0, sound.length - 1)],
  ["something else behind it", Buffer.concat([sound, Buffer.from("<html>")])],
  ["no sound at all", tagged.subarray(0, 210)],
  ["a WAV file", recordingSound(1000, "pcm")],
  ["nothing", Buffer.alloc(0)],
])("is no MP3 with %s", (_what, file) => {
  expect(mp3LengthS(file)).toBeUndefined();
});
