/** A made-up talk for the player: bursts of tone as a WAV file, as long as asked for. */

const sampleHz = 8_000;
const headBytes = 44;

export function talkSound(lengthS: number): Buffer {
  const samples = lengthS * sampleHz;
  const wav = Buffer.alloc(headBytes + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(headBytes - 8 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleHz, 24);
  wav.writeUInt32LE(sampleHz * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) {
    const s = at / sampleHz;
    const sentence = Math.max(0, Math.sin(s * 0.9) + 0.35 * Math.sin(s * 5.3));
    const syllable = 0.55 + 0.45 * Math.sin(s * 19) * Math.sin(s * 3.1);
    wav.writeInt16LE(Math.round(14_000 * sentence * syllable * Math.sin(s * 1_200)), headBytes + at * 2);
  }
  return wav;
}
