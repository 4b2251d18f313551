/** The folder in which MP3 files grow, and how a finished one gets its name: after a power cut there is the whole file or none. */
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface WorkingFiles {
  /** Makes the folder. @throws the file system's error */
  newPath(): Promise<string>;
  /** @throws the file system's error; nothing stands under the new name then. */
  finish(path: string, targetPath: string): Promise<void>;
  discard(path: string): Promise<void>;
  /** Deletes what earlier runs left; returns how many files. Never rejects. */
  sweep(): Promise<number>;
  /** Removes this run's own folder. Never rejects. */
  end(): Promise<void>;
}

const runName = /^\d+-\d+-\d+$/;
/** Of this process, so that one run does not sweep up after another that goes on. */
const ownRuns = new Set<string>();
let runs = 0;

/**
 * `storage` and the folder in it are one file system, so a rename is all or nothing. Each run has a folder of
 * its own: the ffmpeg of a program that was killed may outlive it and begin a file late; once its folder is
 * gone, it cannot.
 */
export function createWorkingFiles(storage: string, nowMs: number): WorkingFiles {
  runs += 1;
  const run = `${Math.floor(nowMs)}-${process.pid}-${runs}`;
  const all = join(storage, ".tmp");
  const folder = join(all, run);
  let files = 0;
  ownRuns.add(run);

  async function sweepRun(name: string): Promise<number> {
    const left = await readdir(join(all, name));
    await rm(join(all, name), { recursive: true, force: true });
    return left.length;
  }

  return {
    async newPath() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      files += 1;
      return join(folder, `${files}.mp3`);
    },
    finish,
    discard: (path) => rm(path, { force: true }).catch(() => undefined),
    async sweep() {
      const names = await readdir(all).catch(() => []);
      const left = names.filter((name) => runName.test(name) && !ownRuns.has(name));
      // What cannot be removed now (an ffmpeg that Windows still runs) is removed by the next run.
      const counts = await Promise.all(left.map((name) => sweepRun(name).catch(() => 0)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async end() {
      ownRuns.delete(run);
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

async function finish(path: string, targetPath: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    // Whoever may listen comes through the web server.
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
  await mkdir(dirname(targetPath), { recursive: true, mode: 0o700 });
  await rename(path, targetPath);
  await syncFolder(dirname(targetPath));
}

/** Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
