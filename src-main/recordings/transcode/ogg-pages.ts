/** What an Ogg file says of itself: codec, rate and length, from its first and its last page (RFC 3533). */

export interface OggFacts {
  readonly codec: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** `undefined` when the codec counts in a way that is not known here. */
  readonly durationS: number | undefined;
  /** The last page is not all there. */
  readonly cut: boolean;
}

interface Stream {
  readonly codec: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Counts per second of a page's position. */
  readonly positionHz?: number;
  readonly skipSamples?: number;
}

const pageHeadBytes = 27;
/** No recording takes a year. */
const mostS = 366 * 86_400;

/**
 * `head` and `tail` are the first and the last bytes of the file; a page has at most 65,307 bytes.
 * `undefined` when it is no Ogg file.
 */
export function readOgg(head: Uint8Array, tail: Uint8Array): OggFacts | undefined {
  if (!isPage(head, 0)) return undefined;
  const stream = readStream(head.subarray(pageHeadBytes + (head[26] ?? 0)));
  const { positionHz, skipSamples = 0, ...facts } = stream;
  const { position, cut } = lastPosition(tail);
  const durationS =
    positionHz === undefined || positionHz === 0 || position === undefined
      ? undefined
      : Math.max(0, position - skipSamples) / positionHz;
  // A damaged position may be any number of 63 bits.
  return { ...facts, durationS: durationS !== undefined && durationS > mostS ? undefined : durationS, cut };
}

function readStream(packet: Uint8Array): Stream {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const name = String.fromCharCode(...packet.subarray(0, 8));
  const unknown = { codec: "unknown Ogg codec", channels: 0, sampleRateHz: 0 };
  if (packet.length < 19) return unknown;
  if (name.startsWith("\x01vorbis")) {
    const sampleRateHz = view.getUint32(12, true);
    return { codec: "Vorbis", channels: view.getUint8(11), sampleRateHz, positionHz: sampleRateHz };
  }
  if (name === "OpusHead") {
    return {
      codec: "Opus",
      channels: view.getUint8(9),
      // Of the microphone; positions always count 48,000 in a second (RFC 7845).
      sampleRateHz: view.getUint32(12, true) || 48_000,
      positionHz: 48_000,
      skipSamples: view.getUint16(10, true),
    };
  }
  if (name.startsWith("Speex") && packet.length >= 52) {
    const sampleRateHz = view.getUint32(36, true);
    return { codec: "Speex", channels: view.getUint32(48, true), sampleRateHz, positionHz: sampleRateHz };
  }
  return unknown;
}

/** Of the last page that is whole and ends a packet. */
function lastPosition(tail: Uint8Array): { readonly position: number | undefined; readonly cut: boolean } {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let cut = false;
  for (let at = tail.length - 4; at >= 0; at -= 1) {
    if (!isPage(tail, at)) continue;
    const end = endOfPage(tail, at);
    if (end > tail.length) cut = true;
    else {
      const position = view.getBigInt64(at + 6, true);
      if (position >= 0n) return { position: Number(position), cut };
    }
  }
  return { position: undefined, cut };
}

function endOfPage(bytes: Uint8Array, at: number): number {
  const segments = bytes[at + 26];
  if (segments === undefined) return Number.POSITIVE_INFINITY;
  const lengths = bytes.subarray(at + pageHeadBytes, at + pageHeadBytes + segments);
  if (lengths.length < segments) return Number.POSITIVE_INFINITY;
  return at + pageHeadBytes + segments + lengths.reduce((sum, length) => sum + length, 0);
}

function isPage(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x4f && bytes[at + 1] === 0x67 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x53;
}
