/** The folder in which MP3 files grow, and how a finished one gets its name: after a power cut there is the whole file or none. */
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

export const workingFolderName = ".tmp";
const isWorkingFile = /^\d+-\d+-\d+\.mp3$/;

export interface WorkingFiles {
  /** Makes the folder. @throws the file system's error */
  newPath(nowMs: number): Promise<string>;
  /** @throws the file system's error; nothing stands under the new name then. */
  finish(path: string, targetPath: string): Promise<void>;
  discard(path: string): Promise<void>;
  /** Deletes what an earlier run left; returns how many. Never rejects. */
  sweep(): Promise<number>;
}

/** `storage` and the working folder in it are one file system, so a rename is all or nothing. */
export function createWorkingFiles(storage: string): WorkingFiles {
  const folder = join(storage, workingFolderName);
  let count = 0;
  return {
    async newPath(nowMs) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      count += 1;
      return join(folder, `${Math.floor(nowMs)}-${process.pid}-${count}.mp3`);
    },
    finish,
    discard: (path) => rm(path, { force: true }).catch(() => undefined),
    async sweep() {
      const names = await readdir(folder).catch(() => []);
      const left = names.filter((name) => isWorkingFile.test(name));
      const gone = await Promise.all(
        left.map((name) => rm(join(folder, name), { force: true }).then(yes, no)),
      );
      return gone.filter(Boolean).length;
    },
  };
}

const yes = () => true;
const no = () => false;

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
