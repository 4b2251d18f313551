/** A recording as 3CX writes it (PCM, 16 bit, 8 kHz, mono), with a quiet tone instead of a conversation. */

const sampleRateHz = 8_000;
const headerBytes = 44;
const toneHz = 440;
const loudness = 4_000;
/** Enough to hear something; keeps an hour of simulated talk from filling a disk. */
const longestMs = 30_000;

/** A RIFF WAV file of `lengthMs`, at most 30 s. */
export function toneWav(lengthMs: number): Buffer {
  const samples = Math.round((Math.min(Math.max(lengthMs, 0), longestMs) / 1000) * sampleRateHz);
  const file = Buffer.alloc(headerBytes + samples * 2);
  file.write("RIFF", 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRateHz, 24);
  file.writeUInt32LE(sampleRateHz * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n += 1) {
    file.writeInt16LE(
      Math.round(loudness * Math.sin((2 * Math.PI * toneHz * n) / sampleRateHz)),
      headerBytes + n * 2,
    );
  }
  return file;
}
