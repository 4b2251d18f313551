/** How long an MP3 plays, counted frame by frame: the demo does not take the engine's own word for it. */

const bitratesKbps = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const ratesHz = [44_100, 48_000, 32_000] as const;
const id3HeadBytes = 10;

/** Seconds of sound of an MPEG layer III file; `undefined` when it is none, or not from its first to its last byte. */
export function mp3LengthS(file: Buffer): number | undefined {
  let at = id3Bytes(file);
  let seconds = 0;
  while (at < file.length) {
    const frame = frameAt(file, at);
    if (frame === undefined || at + frame.bytes > file.length) return undefined;
    seconds += frame.seconds;
    at += frame.bytes;
  }
  return seconds > 0 ? seconds : undefined;
}

/** Four times seven bits. */
function id3Bytes(file: Buffer): number {
  if (file.toString("latin1", 0, 3) !== "ID3") return 0;
  return file.subarray(6, id3HeadBytes).reduce((sum, byte) => sum * 128 + byte, 0) + id3HeadBytes;
}

function frameAt(file: Buffer, at: number): { readonly bytes: number; readonly seconds: number } | undefined {
  if (at + 4 > file.length) return undefined;
  const head = file.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  const isSound = head >>> 21 === 0x7ff && version !== 1 && ((head >>> 17) & 3) === 1;
  const rateHz = (ratesHz[(head >>> 10) & 3] ?? 0) / ([4, 1, 2, 1][version] ?? 1);
  const kbps = bitratesKbps[version === 3 ? "mpeg1" : "mpeg2"][(head >>> 12) & 15] ?? 0;
  if (!isSound || rateHz === 0 || kbps === 0) return undefined;
  const samples = version === 3 ? 1152 : 576;
  const bytes = Math.floor((samples / 8) * ((kbps * 1000) / rateHz)) + ((head >>> 9) & 1);
  return { bytes, seconds: samples / rateHz };
}
