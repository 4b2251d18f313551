/**
 * The keys that sign links, in `link-keys.json` in the data folder: for their owner only, made at the first
 * start, never logged. Who loses the file loses every link that was sent; who changes the key on purpose
 * keeps the old one for those.
 */
import type { FileHandle } from "node:fs/promises";
import { chmod, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { codeOf } from "../../../src-shared/thrown.ts";
import type { LinkKeys, PreviousKey } from "./types.ts";

export type LinkKeysAnswer =
  | { readonly ok: true; readonly keys: LinkKeys }
  | { readonly ok: false; readonly sentence: string };

const keyBytes = 32;
/** More would make each wrong link cost more, and nobody's links are that old. */
const mostPrevious = 5;

const keyText = z.base64().refine((text) => Buffer.from(text, "base64").length === keyBytes);
const fileSchema = z.object({
  version: z.literal(1),
  current: keyText,
  // A text: without an end.
  previous: z.array(z.union([keyText, z.object({ key: keyText, untilMs: z.number() })])).max(mostPrevious),
});

/** Reads the keys, or makes the first. `random` fills 32 bytes. Never rejects. */
export async function loadLinkKeys(
  dataFolder: string,
  random: (bytes: Uint8Array) => void,
): Promise<LinkKeysAnswer> {
  const path = linkKeysPath(dataFolder);
  try {
    const text = await readIfThere(path);
    if (text === undefined) return await keep(path, { current: newKey(random), previous: [] });
    await chmod(path, 0o600);
    return keysIn(path, text);
  } catch (error) {
    return cannotUse(path, error);
  }
}

export function linkKeysPath(dataFolder: string): string {
  return join(dataFolder, "link-keys.json");
}

/**
 * Signs with a new key from now on. What was signed so far is good until `previousUntilMs` (clock); left out:
 * for good, for the last five keys. Never rejects.
 */
export async function rotateLinkKeys(
  dataFolder: string,
  random: (bytes: Uint8Array) => void,
  previousUntilMs?: number,
): Promise<LinkKeysAnswer> {
  const before = await loadLinkKeys(dataFolder, random);
  if (!before.ok) return before;
  const { current, previous } = before.keys;
  const path = linkKeysPath(dataFolder);
  const limited = [{ key: current }, ...previous].map((each) => endingAt(each, previousUntilMs));
  const wanted = previousUntilMs === 0 ? [] : limited.slice(0, mostPrevious);
  try {
    return await keep(path, { current: newKey(random), previous: wanted });
  } catch (error) {
    return cannotUse(path, error);
  }
}

/** Nobody gets more time by a later change. */
function endingAt(key: PreviousKey, untilMs: number | undefined): PreviousKey {
  if (untilMs === undefined) return key;
  return { ...key, untilMs: Math.min(key.untilMs ?? untilMs, untilMs) };
}

function newKey(random: (bytes: Uint8Array) => void): Uint8Array {
  const key = new Uint8Array(keyBytes);
  random(key);
  return key;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** What is in the text of such a file. */
export function keysIn(path: string, text: string): LinkKeysAnswer {
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (parsed.success) {
    const { current, previous } = parsed.data;
    return { ok: true, keys: { current: bytesOf(current), previous: previous.map(previousOf) } };
  }
  // Without its content in the message: what is left of a key is still a secret.
  const sentence = `${path} is damaged: it holds the keys of the links to recordings. Put it back from a backup, or delete it; then the links that were sent so far no longer work.`;
  return { ok: false, sentence };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Through a temporary name and onto the disk, so that a crash leaves the old file or the new one, whole. */
async function keep(path: string, keys: LinkKeys): Promise<LinkKeysAnswer> {
  const file = { version: 1, current: textOf(keys.current), previous: keys.previous.map(previousText) };
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  await withFile(await open(temporary, "wx", 0o600), async (handle) => {
    await handle.writeFile(`${JSON.stringify(file, undefined, 2)}\n`);
    await handle.sync();
  });
  await rename(temporary, path);
  // Windows knows no way to do this for a folder.
  if (process.platform !== "win32") {
    await withFile(await open(dirname(path), "r"), (handle) => handle.sync());
  }
  return { ok: true, keys };
}

async function withFile(handle: FileHandle, use: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64"));
}

function previousOf(kept: z.infer<typeof fileSchema>["previous"][number]): PreviousKey {
  return typeof kept === "string" ? { key: bytesOf(kept) } : { ...kept, key: bytesOf(kept.key) };
}

function previousText({ key, untilMs }: PreviousKey): z.infer<typeof fileSchema>["previous"][number] {
  return untilMs === undefined ? textOf(key) : { key: textOf(key), untilMs };
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key).toString("base64");
}

function cannotUse(path: string, error: unknown): LinkKeysAnswer {
  const reason = codeOf(error) || String(error);
  const sentence = `${path}, which holds the keys of the links to recordings, cannot be used (${reason}). Let this user read and write it and its folder.`;
  return { ok: false, sentence };
}
