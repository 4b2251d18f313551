/** A recording for the page's player: whole or in part, as a stream. */
import { open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { plain } from "./page-files.ts";

/** Where a recording is. The name was checked to be only a name. */
export type FindRecording = (
  name: string,
) => Promise<{ readonly kind: "file"; readonly path: string } | { readonly kind: "purged" | "unknown" }>;

/** `range`: the request's header, if any. Only single ranges are known; what is no range gets the whole file. */
export async function answerRecording(
  find: FindRecording,
  name: string,
  range: string | undefined,
): Promise<Response> {
  const found = await find(name).catch(() => ({ kind: "unknown" as const }));
  if (found.kind === "purged") return plain(410, "This recording was deleted after the agreed time.");
  const handle = found.kind === "file" ? await open(found.path, "r").catch(() => undefined) : undefined;
  if (handle === undefined) return plain(404, "There is no such recording.");
  const stats = await handle.stat();
  const part = stats.isFile() ? partOf(range, stats.size) : undefined;
  if (part === undefined) {
    await handle.close();
    if (!stats.isFile()) return plain(404, "There is no such recording.");
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${stats.size}` } });
  }
  return stream(handle, part, stats.size);
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly whole: boolean;
}

/** `undefined`: the file has no such bytes. */
function partOf(range: string | undefined, size: number): Part | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return { from: 0, to: size - 1, whole: true };
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to ? { from, to, whole: false } : undefined;
}

function stream(handle: FileHandle, { from, to, whole }: Part, size: number): Response {
  const headers = new Headers({
    "content-type": "audio/mpeg",
    "accept-ranges": "bytes",
    "content-length": String(to - from + 1),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  });
  if (!whole) headers.set("content-range", `bytes ${from}-${to}/${size}`);
  const status = whole ? 200 : 206;
  if (to < from) {
    void handle.close();
    return new Response(null, { status, headers });
  }
  // Closes the file at its end, and when the player lets go.
  const bytes = Readable.toWeb(handle.createReadStream({ start: from, end: to }));
  // Node's own type of the same web stream.
  return new Response(bytes as unknown as ReadableStream<Uint8Array>, { status, headers });
}
