/** The four bytes before each piece of an MP3 file, and what an encoder writes into the first piece. */

export interface Mp3Frame {
  readonly bytes: number;
  readonly samples: number;
  readonly sampleRateHz: number;
  readonly bitrateKbps: number;
  readonly channels: 1 | 2;
  /** Where a first frame keeps its note of the whole file. */
  readonly noteAt: number;
}

const mpeg1Kbps = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const mpeg2Kbps = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const mpeg1RatesHz = [44_100, 48_000, 32_000];

/** `undefined` when no MP3 frame begins here. Layout: http://www.mp3-tech.org/programmer/frame_header.html */
export function frameAt(bytes: Uint8Array, at: number): Mp3Frame | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  const version = (second >> 3) & 3;
  const isLayer3 = ((second >> 1) & 3) === 1;
  if (first !== 0xff || second < 0xe0 || version === 1 || !isLayer3) return undefined;
  const isMpeg1 = version === 3;
  const kbps = (isMpeg1 ? mpeg1Kbps : mpeg2Kbps)[(third >> 4) - 1];
  const baseHz = mpeg1RatesHz[(third >> 2) & 3];
  if (kbps === undefined || baseHz === undefined) return undefined;
  const sampleRateHz = baseHz / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  const samples = isMpeg1 ? 1152 : 576;
  const channels = fourth >> 6 === 3 ? 1 : 2;
  const sideBytes = isMpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  return {
    bytes: Math.floor((samples * kbps * 125) / sampleRateHz) + ((third >> 1) & 1),
    samples,
    sampleRateHz,
    bitrateKbps: kbps,
    channels,
    noteAt: 4 + sideBytes,
  };
}

/** What the encoder noted of the whole file. */
export interface Mp3Note {
  /** Frames after this one. */
  readonly frames: number | undefined;
  /** Samples before and behind the sound that a player leaves out. */
  readonly delaySamples: number;
  readonly paddingSamples: number;
  /** CRC-16 of all frames after this one; `undefined` when not noted. */
  readonly crc: number | undefined;
}

const crcAt = 152;

/** `undefined` when it is an ordinary frame. Layout: http://gabriel.mp3-tech.org/mp3infotag.html */
export function noteIn(bytes: Uint8Array, frame: Mp3Frame): Mp3Note | undefined {
  const note = bytes.subarray(frame.noteAt, frame.bytes);
  const view = new DataView(note.buffer, note.byteOffset, note.byteLength);
  const name = String.fromCharCode(...note.subarray(0, 4));
  if ((name !== "Xing" && name !== "Info") || note.length < 12) return undefined;
  const flags = view.getUint32(4);
  const frames = flags & 1 ? view.getUint32(8) : undefined;
  // Only the full note, as LAME and ffmpeg write it, has fixed places for the rest.
  if ((flags & 15) !== 15 || note.length < crcAt + 2 || note[120] === 0) {
    return { frames, delaySamples: 0, paddingSamples: 0, crc: undefined };
  }
  const [high = 0, middle = 0, low = 0] = note.subarray(141, 144);
  return {
    frames,
    delaySamples: (high << 4) | (middle >> 4),
    paddingSamples: ((middle & 15) << 8) | low,
    crc: view.getUint16(crcAt) || undefined,
  };
}
