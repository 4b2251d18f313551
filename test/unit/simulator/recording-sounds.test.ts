/** Sizes and headers; that ffmpeg can play them is shown where it converts them. */
import { describe, expect, it } from "vitest";
import { recordingSound } from "../../../src-main/simulator/recording-sounds.ts";

describe("the sound of a recording", () => {
  it.each([
    ["pcm", 1, 32_000],
    ["alaw", 6, 16_000],
    ["ulaw", 7, 16_000],
    ["gsm", 0x31, 3_250],
  ] as const)("is packed as %s", (codec, tag, bytes) => {
    const file = recordingSound(2_000, codec);
    expect(file.toString("latin1", 0, 12)).toMatch(/^RIFF....WAVE$/s);
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect(file.readUInt16LE(20)).toBe(tag);
    expect(file.readUInt32LE(file.indexOf("data") + 4)).toBe(bytes);
  });

  it("is a row of equal frames as MP3", () => {
    const file = recordingSound(2_000, "mp3");
    expect(file.length).toBe(Math.ceil(16_000 / 576) * 144);
    expect(file.readUInt16BE(144)).toBe(0xffe3);
  });

  it("begins with silence in G.711", () => {
    expect(recordingSound(1_000, "ulaw").at(-8_000)).toBe(0xff);
    expect(recordingSound(1_000, "alaw").at(-8_000)).toBe(0xd5);
  });

  it.each([
    ["empty", 0],
    ["truncated", 16_022],
    ["damaged", 32_044],
  ] as const)("can be %s", (damage, bytes) => {
    expect(recordingSound(2_000, "pcm", damage).length).toBe(bytes);
  });

  it("can be something else altogether", () => {
    expect(recordingSound(1_000, "pcm", "not-audio").toString()).toMatch(/^<!doctype html>/);
    expect(recordingSound(1_000, "pcm", "damaged").toString("latin1", 0, 4)).toBe("RIFF");
    expect(recordingSound(1_000, "pcm", "locked")).toEqual(recordingSound(1_000, "pcm"));
  });
});
