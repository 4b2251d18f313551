/** Which file a name in a link stands for, by the list of recordings. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { RecordingLibrary } from "../types.ts";
import type { ServedFile } from "./types.ts";

/** `storages`: folders of MP3 files, that of the settings first. The name must have been checked to be only a name. */
export function createFindServed(
  library: Pick<RecordingLibrary, "byMp3Name">,
  storages: () => readonly string[],
): (name: string) => Promise<ServedFile> {
  return async (name) => {
    const row = await library.byMp3Name(name);
    if (row === undefined) return { kind: "unknown" };
    if (row.state === "purged") return { kind: "purged" };
    return { kind: "file", path: await placeOf(storages().map((storage) => join(storage, name))) };
  };
}

/** Where the file is; where it should be, when it is nowhere. */
async function placeOf([first = "", ...others]: readonly string[]): Promise<string> {
  if (others.length === 0 || (await isThere(first))) return first;
  for (const path of others) if (await isThere(path)) return path;
  return first;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
