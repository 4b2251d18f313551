// The source that looks at the recordings folder, in a process of its own; or somebody who only reads names.
import { readdirSync } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import { createFolderSource } from "../../../src-main/recordings/sources/folder/create-folder-source.ts";
import type { RecordingSource } from "../../../src-main/recordings/types.ts";
import { answer, machineMs } from "../child.ts";
import { silentLog } from "../silent-log.ts";

const open: { source?: RecordingSource; told: number } = { told: 0 };

/** Milliseconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const startedAtMs = machineMs();
  await work();
  return machineMs() - startedAtMs;
}

async function walk(folder: string, looks: boolean): Promise<void> {
  for await (const entry of await opendir(folder, { bufferSize: 512 })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, looks);
    else if (looks) await lstat(path);
  }
}

const questions = {
  /** Reads each folder's names at once, as simply as it can be done. */
  readNames: ({ folder }: { folder: string }) =>
    timed(async () => {
      for (const name of readdirSync(folder)) readdirSync(join(folder, name));
    }),
  walk: ({ folder, looks }: { folder: string; looks: boolean }) => timed(() => walk(folder, looks)),
  /** The first whole scan; every second file is settled, the others are older than the program. */
  start: ({ folder }: { folder: string }) => {
    const source = createFolderSource({
      ...{ folder, clock: createRealClock(), log: silentLog, timezone: "UTC", sinceMs: Date.now() + 60_000 },
      listener: {
        onNews: () => {
          open.told += 1;
        },
        onCondition: () => {},
        known: async (keys) => new Set(keys.filter((_key, index) => index % 2 === 0)),
      },
    });
    open.source = source;
    return timed(() => source.start());
  },
  rescan: () => timed(async () => open.source?.rescan()),
  told: () => open.told,
  /** Bytes: the most that the process has ever had. */
  peak: () => process.resourceUsage().maxRSS * 1024,
};

export type RescanQuestions = typeof questions;
answer(questions);
