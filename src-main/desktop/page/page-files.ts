/** The built page from its folder, with the policy that a browser gets from the https server, too. */
import { randomBytes } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { noncePlaceholder, pagePolicy } from "../../../src-shared/contract/page-policy.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mp3": "audio/mpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
} as const;

export async function answerPage(folder: string): Promise<Response> {
  const page = await readBelow(folder, "index.html");
  if (page === undefined) return plain(503, "The page is not here: install the program again.");
  const nonce = randomBytes(18).toString("base64");
  return new Response(page.toString("utf8").replaceAll(noncePlaceholder, nonce), {
    headers: {
      ...common,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": pagePolicy(nonce),
      "cross-origin-opener-policy": "same-origin",
      "cache-control": "no-store",
    },
  });
}

/** `path`: below the folder, as `wantedBy` checked it. */
export async function answerFile(folder: string, path: string): Promise<Response> {
  const type = types[extname(path)];
  const content = type === undefined ? undefined : await readBelow(folder, path);
  if (type === undefined || content === undefined) return plain(404, "There is no such file.");
  return new Response(new Uint8Array(content), {
    // The strictest policy for what is no page: a picture that is opened by itself does nothing.
    headers: { ...common, "content-type": type, "content-security-policy": "default-src 'none'" },
  });
}

export function plain(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { ...common, "content-type": "text/plain; charset=utf-8" },
  });
}

/** Looks where the path really leads: no link out of the folder is followed. */
async function readBelow(folder: string, path: string): Promise<Buffer | undefined> {
  try {
    const base = await realpath(folder);
    const file = await realpath(join(base, path));
    return file.startsWith(base + sep) ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}
