import fc from "fast-check";
import { expect, test } from "vitest";
import { readWavHeader } from "../../../../src-main/recordings/transcode/wav-header.ts";
import { chunk, pcm, tone, wav } from "./sounds.ts";

const read = (file: Uint8Array, fileBytes = file.length) => readWavHeader(file, fileBytes);

test("tells codec, rate and length of what phone systems write", () => {
  const seconds = 3;
  const cases: readonly [string, Buffer, Uint8Array][] = [
    ["PCM 16 bit", pcm(), Buffer.alloc(8000 * 2 * seconds)],
    ["PCM 8 bit", pcm({ bits: 8 }), Buffer.alloc(8000 * seconds)],
    ["PCM 24 bit", pcm({ bits: 24, channels: 2, rateHz: 48_000 }), Buffer.alloc(48_000 * 6 * seconds)],
    ["A-law", pcm({ tag: 6, bits: 8 }), Buffer.alloc(8000 * seconds)],
    ["mu-law", pcm({ tag: 7, bits: 8 }), Buffer.alloc(8000 * seconds)],
    [
      "GSM 06.10",
      pcm({ tag: 0x31, bits: 0, blockBytes: 65, bytesPerSecond: 1625 }),
      Buffer.alloc(65 * 25 * seconds),
    ],
    [
      "G.722",
      pcm({ tag: 0x28f, bits: 0, rateHz: 16_000, blockBytes: 1, bytesPerSecond: 8000 }),
      Buffer.alloc(8000 * seconds),
    ],
  ];
  for (const [codec, format, sound] of cases) {
    expect(read(wav({ format, sound })), codec).toMatchObject({
      type: "wav",
      codec,
      durationS: seconds,
      declaredS: seconds,
    });
  }
});

test("reads the extended format, whose codec is in a GUID", () => {
  const more = Buffer.alloc(24);
  more.writeUInt16LE(22, 0);
  more.writeUInt16LE(6, 8);
  const format = pcm({ tag: 0xfffe, bits: 8, more });
  expect(read(wav({ format, sound: Buffer.alloc(4000) }))).toMatchObject({ codec: "A-law", durationS: 0.5 });
});

test("reads blocks whose number of samples stands in the format", () => {
  const more = Buffer.alloc(4);
  more.writeUInt16LE(2, 0);
  more.writeUInt16LE(505, 2);
  const format = pcm({ tag: 0x11, bits: 4, blockBytes: 256, bytesPerSecond: 4055, more });
  expect(read(wav({ format, sound: Buffer.alloc(2560) }))).toMatchObject({
    codec: "IMA ADPCM",
    durationS: 5050 / 8000,
  });
});

test("finds the sound behind other chunks, odd ones and badly padded ones too", () => {
  const info = Buffer.from("INFOabc");
  for (const before of [
    [["LIST", info]] as const,
    [["LIST", info, "unpadded"]] as const,
    [
      ["fact", Buffer.alloc(4)],
      ["bext", Buffer.alloc(601)],
    ] as const,
  ]) {
    expect(read(wav({ before, sound: tone(1) })), JSON.stringify(before)).toMatchObject({ durationS: 1 });
  }
});

test("asks for more when the header is longer than what it was given", () => {
  const file = wav({ before: [["JUNK", Buffer.alloc(100_000)]], sound: tone(1) });
  const first = read(file.subarray(0, 4096), file.length);
  expect(first).toEqual({ type: "more", bytes: 100_052 });
  expect(read(file.subarray(0, 100_052), file.length)).toMatchObject({ type: "wav", durationS: 1 });
});

test("a length that its writer did not know is that of the file", () => {
  for (const claimedBytes of [0, 0xffffffff, 0x7ffff000, 0x80000000]) {
    expect(read(wav({ sound: tone(2), claimedBytes })), String(claimedBytes)).toMatchObject({
      durationS: 2,
      declaredS: undefined,
    });
  }
});

test("tells how much is missing of a file that was cut off", () => {
  const whole = wav({ sound: tone(10) });
  const reading = read(whole.subarray(0, 44 + 16_000 * 4));
  expect(reading).toMatchObject({ type: "wav", durationS: 4, declaredS: 10 });
});

test("names what is wrong", () => {
  const whole = wav();
  expect(read(Buffer.from("RIFF\0\0\0\0AVI LIST"))).toEqual({ type: "other" });
  expect(read(Buffer.of())).toEqual({ type: "other" });
  expect(read(wav({ sound: Buffer.of() }))).toEqual({ type: "empty" });
  expect(read(wav({ sound: Buffer.of(), after: chunk("LIST", Buffer.from("INFO")) }))).toEqual({
    type: "empty",
  });
  expect(read(whole.subarray(0, 36))).toEqual({ type: "empty" });
  expect(read(whole.subarray(0, 40))).toEqual({ type: "cut" });
  expect(read(whole.subarray(0, 30))).toEqual({ type: "cut" });
  expect(read(wav({ format: pcm({ channels: 0, blockBytes: 2 }) })).type).toBe("broken");
  expect(read(wav({ format: pcm({ rateHz: 0 }) })).type).toBe("broken");
  expect(read(wav({ format: pcm({ tag: 0x1234, bytesPerSecond: 0 }) })).type).toBe("broken");
  const noFormat = Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVE"), chunk("data", tone(1))]);
  expect(read(noFormat)).toMatchObject({ type: "broken", detail: "names no format before the sound" });
});

test("whatever the bytes, it answers, and never with more sound than there are bytes", () => {
  const whole = wav({ before: [["LIST", Buffer.from("INFOabc")]], sound: tone(0.05) });
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(changes, fc.nat(whole.length), (changes, length) => {
      const file = Buffer.from(whole.subarray(0, length));
      for (const [at, value] of changes) if (at < file.length) file[at] = value;
      const reading = read(file);
      if (reading.type !== "wav") return;
      expect(reading.dataBytes).toBeLessThanOrEqual(file.length);
      expect(Number.isFinite(reading.durationS)).toBe(true);
    }),
  );
});
