/** Writes a file so that whoever reads it, even after a power cut, finds the old content or the new one. */
import { randomUUID } from "node:crypto";
import { chown, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Keeps mode and owner of an existing file; a new one is for its owner alone (0600), as it may hold secrets.
 * A symbolic link stays one: its target is replaced.
 * @throws the file system's error; nothing is left behind.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => undefined);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(text);
      if (old !== undefined) await file.chmod(old.mode & 0o777);
      await file.sync();
    } finally {
      await file.close();
    }
    // Fails for ordinary users, who own the file anyway.
    if (old !== undefined) await chown(temporary, old.uid, old.gid).catch(() => undefined);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

/** Makes the rename itself survive a power cut; Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
