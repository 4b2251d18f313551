/**
 * Text of another product's file. Those were written with editors of twenty years: UTF-8, UTF-16 as
 * Notepad's "Unicode" saved it, or the code page of Windows.
 */

/** Never fails: bytes that are nothing else are Windows-1252, where every byte means something. */
export function decodeForeign(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function encodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Without a mark: these files are Latin text, so every second byte is 0.
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  if (bytes[1] === 0 && bytes[3] === 0) return "utf-16le";
  return bytes[0] === 0 && bytes[2] === 0 ? "utf-16be" : undefined;
}

/** What a browser made of such a file by reading it as UTF-8, as far as that can be undone. */
export function mendText(text: string): string {
  const start = text.slice(0, 8);
  const wasUtf16 = /^\uFFFD{0,2}(\0[^\0]|[^\0]\0){2}/.test(start);
  const plain = wasUtf16 ? text.replaceAll("\0", "").replace(/^\uFFFD{1,2}/, "") : text;
  return plain.replace(/^\uFEFF/, "");
}
