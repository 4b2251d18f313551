/**
 * Sends an MP3 or a part of it. Size, marks and bytes come from one open file: what is deleted or replaced
 * meanwhile is sent to its end as it was, and parts of two files are never mixed. (The usual library for
 * static files looks at the path and opens it again later, and its tags are weak, which forbids joining parts.)
 */
import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { codeOf } from "../../../src-shared/thrown.ts";
import type { ServedFile } from "../../recordings/links/types.ts";
import { type WantedBytes, wantedBytes } from "./byte-range.ts";
import { type FileMarks, partIsOfSameFile, preconditionOf } from "./preconditions.ts";

/** What was sent, for the access log. */
export interface Sent {
  /** Bytes of the file that were handed to the connection so far. */
  bytes: () => number;
}

export interface SendingOptions {
  readonly sent?: Sent;
  /** Milliseconds after which a client that takes nothing is let go; a player that was paused asks for the rest. */
  readonly stalledMs?: number | undefined;
}

const defaultStalledMs = 120_000;

const recordingHeaders = {
  "accept-ranges": "bytes",
  // Kept, but asked for again each time: after its days a recording must not be played from a cache.
  "cache-control": "private, no-cache",
  // A browser that opens the link shows a player, which is a page that plays from its own address.
  "content-security-policy":
    "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const;

function purged(reply: FastifyReply): FastifyReply {
  return reply.code(410).send({ error: "This recording was deleted after the agreed time." });
}

export function unknown(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: "There is no such recording." });
}

/** Answers 200, 206, 304, 404, 410, 412 or 416. `name`: for whoever saves the file. */
export async function sendRecording(
  request: FastifyRequest,
  reply: FastifyReply,
  file: ServedFile,
  name: string,
  options: SendingOptions = {},
): Promise<FastifyReply> {
  if (file.kind === "purged") return purged(reply);
  const handle = file.kind === "file" ? await openFile(file.path) : undefined;
  if (handle === undefined) return unknown(reply);
  let streaming = false;
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return unknown(reply);
    const wanted = prepare(request, reply, stats, name);
    if (wanted === undefined || request.method === "HEAD") return reply.send();
    streaming = true;
    return stream(reply, handle, wanted, options);
  } finally {
    if (!streaming) await handle.close();
  }
}

/** `undefined`: it is not there (any more). */
async function openFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

interface Part {
  readonly from: number;
  readonly length: number;
}

/** Sets status and headers; `undefined`: there is no body. */
function prepare(request: FastifyRequest, reply: FastifyReply, stats: Stats, name: string): Part | undefined {
  const { size } = stats;
  const marks = marksOf(stats);
  reply
    .headers(recordingHeaders)
    .header("etag", marks.etag)
    .header("last-modified", new Date(marks.modifiedAtMs).toUTCString());
  const { headers } = request.raw;
  const precondition = preconditionOf(headers, marks);
  if (precondition !== "go-on") {
    reply.code(precondition === "failed" ? 412 : 304);
    return undefined;
  }
  const range = partIsOfSameFile(headers["if-range"], marks) ? headers.range : undefined;
  const part = partOf(reply, wantedBytes(range, size), size);
  if (part === undefined) return undefined;
  reply
    .type("audio/mpeg")
    .header("content-disposition", `inline; filename="${name}"`)
    .header("content-length", part.length);
  return part;
}

function partOf(reply: FastifyReply, wanted: WantedBytes, size: number): Part | undefined {
  switch (wanted.kind) {
    case "whole":
      reply.code(200);
      return { from: 0, length: size };
    case "part":
      reply.code(206).header("content-range", `bytes ${wanted.from}-${wanted.to}/${size}`);
      return { from: wanted.from, length: wanted.to - wanted.from + 1 };
    case "none":
      reply.code(416).header("content-range", `bytes */${size}`);
      return undefined;
    default: {
      const _never: never = wanted;
      return _never;
    }
  }
}

/** An MP3 appears whole by a rename, so size, time and the file's own number tell it from any other. */
function marksOf({ size, mtimeMs, ino }: Stats): FileMarks {
  const parts = [size, Math.round(mtimeMs * 1000), ino].map((part) => part.toString(36));
  return { etag: `"${parts.join("-")}"`, modifiedAtMs: Math.floor(mtimeMs / 1000) * 1000 };
}

function stream(
  reply: FastifyReply,
  handle: FileHandle,
  { from, length }: Part,
  { sent, stalledMs = defaultStalledMs }: SendingOptions,
): FastifyReply {
  const { raw } = reply;
  if (length === 0) {
    void handle.close();
    return reply.send("");
  }
  const bytes = handle.createReadStream({ start: from, end: from + length - 1 });
  if (sent !== undefined) sent.bytes = () => bytes.bytesRead;
  bytes.on("end", () => {
    // Somebody cut the file short: the connection must not go on as if the answer were whole.
    if (bytes.bytesRead < length) raw.destroy();
  });
  raw.setTimeout(stalledMs, () => raw.destroy());
  return reply.send(bytes);
}
