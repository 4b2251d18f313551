/** Which file a name in a link stands for, by the list of recordings. */
import { join } from "node:path";
import type { RecordingLibrary } from "../types.ts";
import type { ServedFile } from "./types.ts";

/** `storage`: the folder of the MP3 files at the moment. The name must have been checked to be only a name. */
export function createFindServed(
  library: Pick<RecordingLibrary, "byMp3Name">,
  storage: () => string,
): (name: string) => Promise<ServedFile> {
  return async (name) => {
    const row = await library.byMp3Name(name);
    if (row === undefined) return { kind: "unknown" };
    return row.state === "purged" ? { kind: "purged" } : { kind: "file", path: join(storage(), name) };
  };
}
