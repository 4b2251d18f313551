/**
 * What a WAV file says of itself: codec, rate and length. Recordings come from phone systems of many
 * versions and may be half written, so sizes in the header are compared with what is really there.
 * Layout: https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html
 */

export interface WavHeader {
  readonly type: "wav";
  /** For people: `PCM 16 bit`, `A-law`, `GSM 06.10`, `unknown (0x1234)`. */
  readonly codec: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Bytes of sound that are in the file. */
  readonly dataBytes: number;
  /** Seconds of sound that are in the file. */
  readonly durationS: number;
  /** Seconds that the header promises; `undefined` when its writer did not know the length. */
  readonly declaredS: number | undefined;
}

export type WavReading =
  | WavHeader
  /** Not a RIFF WAVE file. */
  | { readonly type: "other" }
  /** The header goes on beyond the bytes given; read at least so many. */
  | { readonly type: "more"; readonly bytes: number }
  | { readonly type: "empty" }
  /** The file ends within its header. */
  | { readonly type: "cut" }
  /** The header makes no sense; the detail follows "the header ". */
  | { readonly type: "broken"; readonly detail: string };

interface Format {
  readonly tag: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly bytesPerSecond: number;
  readonly blockBytes: number;
  readonly bits: number;
  /** Of the compressed formats that say it behind the ordinary fields. */
  readonly blockSamples: number;
}

const chunkHeadBytes = 8;
/** Longer than what 4 GiB can hold of any real codec. */
const mostS = 10 * 366 * 86_400;
const extensible = 0xfffe;
/** Writers to a pipe cannot come back to fill in the length: they leave 0, 0xFFFFFFFF or something near 2 GiB. */
const leastUnknownLength = 0x7fff0000;

/** `head` holds the first bytes of a file of `fileBytes` bytes. Never throws. */
export function readWavHeader(head: Uint8Array, fileBytes: number): WavReading {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (textAt(head, 0) !== "RIFF" || textAt(head, 8) !== "WAVE") return { type: "other" };
  let format: Format | undefined;
  let factSamples: number | undefined;
  for (let at = 12; ; ) {
    if (at + chunkHeadBytes > fileBytes) return at >= fileBytes ? { type: "empty" } : { type: "cut" };
    if (at + chunkHeadBytes > head.length) return { type: "more", bytes: at + chunkHeadBytes };
    const id = textAt(head, at);
    const size = view.getUint32(at + 4, true);
    const body = at + chunkHeadBytes;
    if (id === "data") {
      if (format === undefined) return { type: "broken", detail: "names no format before the sound" };
      return withData(format, { size, rest: fileBytes - body, factSamples }, head.subarray(body));
    }
    if (body + size > fileBytes) return { type: "cut" };
    if (id === "fmt " || id === "fact") {
      if (body + size > head.length) return { type: "more", bytes: body + size };
      if (id === "fact" && size >= 4) factSamples = view.getUint32(body, true);
      if (id === "fmt ") format = readFormat(view, body, size);
      const wrong = format && mistakeOf(format);
      if (wrong !== undefined) return { type: "broken", detail: wrong };
    }
    at = nextChunk(head, body + size, size);
  }
}

/** Chunks begin at even places; some writers forget the byte between. */
function nextChunk(head: Uint8Array, end: number, size: number): number {
  if (size % 2 === 0) return end;
  return isChunkId(textAt(head, end + 1)) || !isChunkId(textAt(head, end)) ? end + 1 : end;
}

function readFormat(view: DataView, at: number, size: number): Format {
  const u16 = (offset: number) => (offset + 2 <= size ? view.getUint16(at + offset, true) : 0);
  const u32 = (offset: number) => (offset + 4 <= size ? view.getUint32(at + offset, true) : 0);
  const tag = u16(0);
  return {
    // The extended format tells its codec in the first bytes of a GUID.
    tag: tag === extensible ? u16(24) : tag,
    channels: u16(2),
    sampleRateHz: u32(4),
    bytesPerSecond: u32(8),
    blockBytes: u16(12),
    bits: u16(14),
    blockSamples: tag === extensible ? 0 : u16(18),
  };
}

function mistakeOf({ channels, sampleRateHz }: Format): string | undefined {
  if (channels === 0 || channels > 64) return `names ${channels} channels`;
  if (sampleRateHz === 0 || sampleRateHz > 768_000) return `names a rate of ${sampleRateHz} Hz`;
  return undefined;
}

interface DataChunk {
  readonly size: number;
  /** Bytes from its begin to the end of the file. */
  readonly rest: number;
  readonly factSamples: number | undefined;
}

function withData(format: Format, data: DataChunk, body: Uint8Array): WavReading {
  const { size, rest, factSamples } = data;
  if (rest <= 0 || (size === 0 && isWholeChunk(body, rest))) return { type: "empty" };
  const unknownLength = size === 0 || (size >= leastUnknownLength && size > rest);
  const dataBytes = unknownLength ? rest : Math.min(size, rest);
  const secondsOf = (bytes: number) => samplesIn(format, bytes) / format.sampleRateHz;
  const byFact =
    factSamples !== undefined && factSamples > 0 && dataBytes === size && !isPlain(format)
      ? factSamples / format.sampleRateHz
      : undefined;
  const durationS = byFact ?? secondsOf(dataBytes);
  if (!Number.isFinite(durationS) || durationS > mostS)
    return { type: "broken", detail: "does not say how long a sample is" };
  if (durationS === 0) return { type: "empty" };
  return {
    type: "wav",
    codec: codecName(format),
    channels: format.channels,
    sampleRateHz: format.sampleRateHz,
    dataBytes,
    durationS,
    declaredS: unknownLength ? undefined : Math.min(Math.max(durationS, secondsOf(size)), mostS),
  };
}

/** Samples per channel. */
function samplesIn(format: Format, bytes: number): number {
  const { tag, channels, sampleRateHz, bytesPerSecond, blockBytes, bits } = format;
  if (isPlain(format)) return Math.floor(bytes / (Math.ceil(Math.max(bits, 8) / 8) * channels));
  const block =
    tag === gsm ? { bytes: 65, samples: 320 } : { bytes: blockBytes, samples: format.blockSamples };
  if (block.bytes > 0 && block.samples > 0) return Math.floor(bytes / block.bytes) * block.samples;
  return (bytes / bytesPerSecond) * sampleRateHz;
}

const gsm = 0x31;

/** From https://www.iana.org/assignments/wave-avi-codec-registry */
const codecs: Readonly<Record<number, string>> = {
  0x02: "MS ADPCM",
  0x06: "A-law",
  0x07: "mu-law",
  0x11: "IMA ADPCM",
  0x31: "GSM 06.10",
  0x45: "G.726",
  0x50: "MPEG audio",
  0x55: "MP3",
  0x64: "G.726",
  0x65: "G.722",
  0x83: "G.729",
  0x28f: "G.722",
};

function codecName({ tag, bits }: Format): string {
  if (tag === 1) return `PCM ${bits} bit`;
  if (tag === 3) return `float ${bits} bit`;
  return codecs[tag] ?? `unknown (0x${tag.toString(16).padStart(4, "0")})`;
}

/** Every sample takes the same whole number of bytes. */
function isPlain({ tag }: Format): boolean {
  return tag === 1 || tag === 3 || tag === 6 || tag === 7;
}

/** What follows an empty data chunk is another chunk that ends with the file, and no sound. */
function isWholeChunk(body: Uint8Array, rest: number): boolean {
  if (body.length < chunkHeadBytes || !isChunkId(textAt(body, 0))) return false;
  const size = new DataView(body.buffer, body.byteOffset).getUint32(4, true);
  return size + chunkHeadBytes <= rest && rest - size - chunkHeadBytes <= 1;
}

function isChunkId(text: string): boolean {
  return /^[A-Za-z0-9 _-]{4}$/.test(text);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
