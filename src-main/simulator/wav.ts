/** A recording as 3CX writes it (PCM, 16 bit, 8 kHz, mono), with a quiet tone instead of a conversation. */

export const sampleRateHz = 8_000;
const toneHz = 440;
const loudness = 4_000;
/** Enough to hear something; keeps an hour of simulated talk from filling a disk. */
const longestMs = 30_000;

export interface WavFormat {
  readonly tag: number;
  readonly bytesPerSecond: number;
  readonly blockBytes: number;
  readonly bits: number;
  /** What a format writes behind the ordinary fields. */
  readonly extra?: Buffer;
}

/** A RIFF WAV file of `lengthMs`, at most 30 s. */
export function toneWav(lengthMs: number): Buffer {
  const samples = toneSamples(lengthMs);
  const data = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, n) => data.writeInt16LE(sample, n * 2));
  return riffWave({ tag: 1, bytesPerSecond: sampleRateHz * 2, blockBytes: 2, bits: 16 }, data);
}

/** 16 bit each. */
export function toneSamples(lengthMs: number): Int16Array {
  const count = Math.round((Math.min(Math.max(lengthMs, 0), longestMs) / 1000) * sampleRateHz);
  return Int16Array.from({ length: count }, (_, n) =>
    Math.round(loudness * Math.sin((2 * Math.PI * toneHz * n) / sampleRateHz)),
  );
}

export function riffWave({ tag, bytesPerSecond, blockBytes, bits, extra }: WavFormat, data: Buffer): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(sampleRateHz, 4);
  format.writeUInt32LE(bytesPerSecond, 8);
  format.writeUInt16LE(blockBytes, 12);
  format.writeUInt16LE(bits, 14);
  const chunks = [chunk("fmt ", Buffer.concat([format, extra ?? Buffer.alloc(0)])), chunk("data", data)];
  return chunk("RIFF", Buffer.concat([Buffer.from("WAVE"), ...chunks]));
}

/** Chunks begin at even bytes. */
function chunk(id: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
