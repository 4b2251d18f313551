/** Pictures as eyes without colour see them: a PNG's pixels in grey, and how far two of them differ. */
import { inflateSync } from "node:zlib";

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 for black to 255 for white. */
  readonly levels: readonly number[];
}

/** Bytes of a pixel by PNG's type of colour: grey, RGB, grey with alpha, RGBA. */
const bytesOfType: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** Of a PNG with 8 bits a channel and without interlacing; `ground`: the level that it lies on. */
export function greyPicture(png: Buffer, ground = 255): GreyPicture {
  const { width, height, type, data } = chunksOf(png);
  const bytes = bytesOfType[type];
  if (bytes === undefined) throw new Error(`PNG's type of colour ${type} is not read here.`);
  const pixels = unfiltered(inflateSync(data), width * bytes, bytes);
  const levels: number[] = [];
  for (let at = 0; at < width * height * bytes; at += bytes) {
    const [one = 0, two = 0, three = 0, four = 0] = pixels.subarray(at, at + bytes);
    // The luma of ITU-R BT.709, which browsers' grayscale() uses, too.
    const level = bytes < 3 ? one : 0.2126 * one + 0.7152 * two + 0.0722 * three;
    const alpha = (bytes === 4 ? four : bytes === 2 ? two : 255) / 255;
    levels.push(Math.round(level * alpha + ground * (1 - alpha)));
  }
  return { width, height, levels };
}

/** How many pixels of the two differ by at least `atLeast` levels. */
export function pixelsApart(one: GreyPicture, other: GreyPicture, atLeast: number): number {
  if (one.width !== other.width || one.height !== other.height)
    throw new Error("Only pictures of one size can be compared.");
  return one.levels.filter((level, at) => Math.abs(level - (other.levels[at] ?? 0)) >= atLeast).length;
}

/** The part of it within these whole pixels, as far as it has them. */
export function partOf(
  { width, height, levels }: GreyPicture,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): GreyPicture {
  const [left, top] = [Math.max(0, from.x), Math.max(0, from.y)];
  const [right, bottom] = [Math.min(width, to.x), Math.min(height, to.y)];
  const rows = Array.from({ length: Math.max(0, bottom - top) }, (_, row) =>
    levels.slice((top + row) * width + left, (top + row) * width + Math.max(left, right)),
  );
  return { width: Math.max(0, right - left), height: rows.length, levels: rows.flat() };
}

interface Chunks {
  readonly width: number;
  readonly height: number;
  readonly type: number;
  readonly data: Buffer;
}

function chunksOf(png: Buffer): Chunks {
  const parts: Buffer[] = [];
  let head = { width: 0, height: 0, type: -1 };
  // Behind the signature: length, name, data, checksum.
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR")
      head = { width: data.readUInt32BE(0), height: data.readUInt32BE(4), type: data.readUInt8(9) };
    if (name === "IDAT") parts.push(data);
    at += 12 + length;
  }
  return { ...head, data: Buffer.concat(parts) };
}

/** Each line begins with the filter that it was written through (PNG specification, 9.2). */
function unfiltered(lines: Buffer, lineBytes: number, pixelBytes: number): Buffer {
  const height = lines.length / (lineBytes + 1);
  const pixels = Buffer.alloc(height * lineBytes);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (lineBytes + 1)] ?? 0;
    for (let x = 0; x < lineBytes; x += 1) {
      const at = y * lineBytes + x;
      const left = x < pixelBytes ? 0 : (pixels[at - pixelBytes] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - lineBytes] ?? 0);
      const aboveLeft = x < pixelBytes || y === 0 ? 0 : (pixels[at - lineBytes - pixelBytes] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, aboveLeft)][filter] ?? 0;
      pixels[at] = (lines[y * (lineBytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return pixels;
}

function paeth(left: number, above: number, aboveLeft: number): number {
  const guess = left + above - aboveLeft;
  const [toLeft, toAbove, toBoth] = [left, above, aboveLeft].map((value) => Math.abs(guess - value));
  if ((toLeft ?? 0) <= (toAbove ?? 0) && (toLeft ?? 0) <= (toBoth ?? 0)) return left;
  return (toAbove ?? 0) <= (toBoth ?? 0) ? above : aboveLeft;
}
