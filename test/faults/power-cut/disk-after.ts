/**
 * What a disk may hold after the power went away at one moment: all that was synced, and of the rest whatever
 * chance left, in sectors, for a disk writes in any order. Names count from the sync of their folder on.
 */
import type { DiskStep } from "./system-calls.ts";

const SECTOR_BYTES = 512;
/** SQLite's shared memory: never read again after a crash, so its content cannot matter. */
const isMemory = (file: string) => file.endsWith("-shm");

/**
 * Files by name. `cutAt`: nothing from this line of the trace on was begun. `reaches`: asked for each sector and
 * each name without sync, whether it reached the disk all the same.
 */
export function diskAfter(
  steps: readonly DiskStep[],
  cutAt: number,
  reaches: () => boolean,
): ReadonlyMap<string, Buffer> {
  const begun = steps.filter(({ at }) => at < cutAt);
  const { files: syncedFiles, names } = lastSyncs(begun, cutAt);
  const files = new Map<string, ReturnType<typeof createGrowing>>();
  for (const step of begun) {
    if (step.type === "said" || step.type === "sync" || step.type === "sync-folder") continue;
    if (isMemory(step.file)) continue;
    // Of a name that was never kept, the content is lost with it.
    const content = files.get(step.file);
    const synced = step.at < (syncedFiles.get(step.file) ?? -1);
    switch (step.type) {
      case "create":
        if (step.at < names || reaches()) files.set(step.file, createGrowing());
        break;
      case "remove":
        if (step.at < names || reaches()) files.delete(step.file);
        break;
      case "truncate":
        if (synced || reaches()) content?.resize(step.size);
        break;
      case "write":
        for (let from = 0; from < step.bytes.length; from += SECTOR_BYTES)
          if (synced || reaches())
            content?.put(step.bytes.subarray(from, from + SECTOR_BYTES), step.offset + from);
        break;
      default: {
        const never: never = step;
        throw new Error(String(never));
      }
    }
  }
  return new Map([...files].map(([name, content]) => [name, content.bytes()]));
}

/** The lines before which everything of a file, or of the folder's names, is on the disk. */
function lastSyncs(begun: readonly DiskStep[], cutAt: number) {
  const files = new Map<string, number>();
  let names = -1;
  for (const step of begun) {
    if (step.type === "sync" && step.endsAt < cutAt) files.set(step.file, step.at);
    if (step.type === "sync-folder" && step.endsAt < cutAt) names = step.at;
  }
  return { files, names };
}

function createGrowing() {
  let room = Buffer.alloc(1 << 16);
  let size = 0;
  function resize(next: number): void {
    if (next > room.length) {
      const larger = Buffer.alloc(Math.max(next, room.length * 2));
      room.copy(larger);
      room = larger;
    }
    if (next < size) room.fill(0, next, size);
    size = next;
  }
  return {
    resize,
    put(part: Buffer, offset: number) {
      resize(Math.max(size, offset + part.length));
      part.copy(room, offset);
    },
    bytes: () => Buffer.from(room.subarray(0, size)),
  };
}
