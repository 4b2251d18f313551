/**
 * Files of recordings in every packing that phone systems use, sound or damaged. Tone in PCM, G.711 and GSM;
 * silence in MP3, whose frames are all alike then.
 */
import type { RecordingSwitches } from "./model/recording-switches.ts";
import { riffWave, sampleRateHz, toneSamples, toneWav } from "./wav.ts";

type Codec = RecordingSwitches["recordingCodec"];
type Damage = RecordingSwitches["recordingDamage"];

/** 40 ms of a tone as Microsoft packs GSM 06.10: two frames in 65 bytes. Made with libgsm. */
const gsmBlock = Buffer.from(
  "08dea11a950c608ad872e3e84d80e44a8e1c190f60243792e4c60d406ba9b1a484d83dee5133074a4a2c17b6d7013ca9f614b6b60292d94c6633db02447711ed25",
  "hex",
);
const gsmBlockSamples = 320;
/** 72 ms of silence: header and side information of an MPEG 2.5 layer III frame, 8 kHz, mono, 16 kbit/s. */
const mp3FrameHead = Buffer.from("ffe328c400000003480000000000", "hex");
const mp3FrameBytes = 144;
const mp3FrameSamples = 576;

/** A file of `lengthMs`, at most 30 s. */
export function recordingSound(lengthMs: number, codec: Codec, damage: Damage = "none"): Buffer {
  return damaged(packed(lengthMs, codec), damage);
}

function packed(lengthMs: number, codec: Codec): Buffer {
  switch (codec) {
    case "pcm":
      return toneWav(lengthMs);
    case "alaw":
      return g711(6, toneSamples(lengthMs), alaw);
    case "ulaw":
      return g711(7, toneSamples(lengthMs), ulaw);
    case "gsm": {
      const blocks = Math.ceil(toneSamples(lengthMs).length / gsmBlockSamples);
      const data = Buffer.concat(Array.from({ length: blocks }, () => gsmBlock));
      const extra = Buffer.from([2, 0, gsmBlockSamples % 256, gsmBlockSamples >> 8]);
      const bytesPerSecond = (sampleRateHz / gsmBlockSamples) * gsmBlock.length;
      return riffWave({ tag: 0x31, bytesPerSecond, blockBytes: gsmBlock.length, bits: 0, extra }, data);
    }
    case "mp3": {
      const frame = Buffer.alloc(mp3FrameBytes);
      mp3FrameHead.copy(frame);
      const count = Math.ceil(toneSamples(lengthMs).length / mp3FrameSamples);
      return Buffer.concat(Array.from({ length: count }, () => frame));
    }
    default: {
      const never: never = codec;
      return never;
    }
  }
}

function g711(tag: number, samples: Int16Array, encode: (sample: number) => number): Buffer {
  const extra = Buffer.from([0, 0]);
  return riffWave(
    { tag, bytesPerSecond: sampleRateHz, blockBytes: 1, bits: 8, extra },
    Buffer.from(samples.map(encode)),
  );
}

/** ITU-T G.711. */
function alaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  const magnitude = Math.min(sample < 0 ? -sample - 1 : sample, 32_767) >> 3;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude | 1) - 4);
  const mantissa = exponent < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> exponent) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

/** ITU-T G.711. */
function ulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

function damaged(file: Buffer, damage: Damage): Buffer {
  switch (damage) {
    case "none":
    case "locked":
      return file;
    case "empty":
      return Buffer.alloc(0);
    case "truncated":
      return file.subarray(0, Math.floor(file.length / 2));
    case "damaged": {
      const broken = Buffer.from(file);
      broken.fill(0xff, 8, Math.min(64, broken.length));
      return broken;
    }
    case "not-audio":
      return Buffer.from("<!doctype html><title>503 Service Unavailable</title>\n".repeat(40));
    default: {
      const never: never = damage;
      return never;
    }
  }
}
