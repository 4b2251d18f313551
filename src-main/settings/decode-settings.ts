/** From the bytes of a settings file to text: files saved in another encoding get a sentence instead of strange characters. */

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line?: number; readonly message: string; readonly expected: string };

/** More than any real settings file; a larger one is some other file. */
export const MAX_SETTINGS_BYTES = 1024 * 1024;

const EXPECTED = "plain text in UTF-8";

/** A byte order mark of UTF-8 is kept, so that writing the file keeps it too. */
export function decodeSettings(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_SETTINGS_BYTES) return tooLarge(bytes.length);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refused("the file is saved as UTF-16: save it again as UTF-8");
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    return refused(
      "the file contains a NUL character: save the file as plain text (UTF-8)",
      lineOf(bytes, nul),
    );
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refused(
      "the file contains characters that are not UTF-8, perhaps saved as Latin-1 or Windows-1252: save the file again as UTF-8",
      firstBrokenLine(bytes),
    );
  }
}

/** `bytes` is the size found. */
export function tooLarge(bytes: number): Decoded {
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return {
    ok: false,
    expected: "a settings file of at most 1 MB",
    message: `the file has ${size}, too much for a settings file: is this the right file?`,
  };
}

function refused(message: string, line?: number): Decoded {
  return { ok: false, message, expected: EXPECTED, ...(line === undefined ? {} : { line }) };
}

function firstBrokenLine(bytes: Uint8Array): number | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return undefined;
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}
