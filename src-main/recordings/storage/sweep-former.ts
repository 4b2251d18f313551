/** Half MP3s and half downloads in folders that are not in use any more: nobody else would ever remove them. */
import { clearDownloads } from "../sources/pbx/downloads.ts";
import { createWorkingFiles } from "../transcode/working-files.ts";
import { incomingOf } from "./storages.ts";

/** `folders`: of former settings, while nothing of this run works there yet. Never rejects. */
export async function sweepFormer(folders: readonly string[], nowMs: number): Promise<void> {
  for (const folder of folders) {
    const working = createWorkingFiles(folder, nowMs);
    await working.sweep();
    await working.end();
    await clearDownloads(incomingOf(folder)).catch(() => undefined);
  }
}
