/** A capture's file: lines go to disk in order, without anybody waiting for it, and a failing disk is only noted. */
import { open } from "node:fs/promises";
import { codeOf } from "../../src-shared/thrown.ts";
import type { CaptureSink } from "./types.ts";

export type SinkOpened =
  | { readonly ok: true; readonly sink: CaptureSink }
  | { readonly ok: false; readonly sentence: string };

/** What may wait in memory for a slow disk. */
const mostWaitingBytes = 16 * 1024 * 1024;

/** A new file that only its owner may read; one that is there already is left alone. */
export async function openFileSink(path: string): Promise<SinkOpened> {
  try {
    const handle = await open(path, "wx", 0o600);
    const stream = handle.createWriteStream();
    let failure: string | undefined;
    const closed = new Promise<void>((resolve) => stream.on("close", resolve));
    stream.on("error", (error) => {
      failure ??= `The file cannot be written any further (${codeOf(error) || String(error)}): look for free space.`;
    });
    const sink: CaptureSink = {
      write: (line) => {
        if (failure !== undefined) return;
        stream.write(line);
        if (stream.writableLength > mostWaitingBytes)
          failure = "The disk is too slow for what 3CX sends: choose another folder.";
      },
      failure: () => failure,
      close: async () => {
        stream.end();
        await closed;
      },
    };
    return { ok: true, sink };
  } catch (error) {
    const exists = codeOf(error) === "EEXIST";
    const sentence = exists
      ? `${path} is there already. Name another file: a capture never overwrites one.`
      : `${path} cannot be written (${codeOf(error) || String(error)}). Name a file in another folder.`;
    return { ok: false, sentence };
  }
}
