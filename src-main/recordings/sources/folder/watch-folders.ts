/**
 * Says quickly that something in a folder has changed; the scans are what is relied upon. It watches folders
 * only: a watcher with an entry for each file (chokidar has one) needs 300 MB for 100,000 recordings.
 */
import { type FSWatcher, lstatSync, watch } from "node:fs";
import { codeOf } from "../../../../src-shared/thrown.ts";
import { diskPath } from "./look.ts";

export interface FolderWatch {
  /**
   * Begins to watch a folder, given below the root; nothing when it is watched already. One that was removed and
   * made again is watched anew: the watch of before hears nothing more, and says nothing of it.
   */
  add(folder: string): void;
  /** Ends what is not in the list. */
  keepOnly(folders: ReadonlySet<string>): void;
  close(): void;
}

export interface FolderWatchPorts {
  /** The name of what has changed in a folder; `undefined` when the system does not say. */
  readonly onHint: (folder: string, name: string | undefined) => void;
  /** A folder cannot be watched (too many watches, a file system without them). */
  readonly onTrouble: (folder: string, code: string) => void;
}

export type WatchFolders = (root: string, ports: FolderWatchPorts) => FolderWatch;

export const watchFolders: WatchFolders = (root, { onHint, onTrouble }) => {
  const watchers = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();

  const end = (folder: string) => {
    const watched = watchers.get(folder);
    watchers.delete(folder);
    watched?.watcher.close();
  };

  const begin = (folder: string): FSWatcher => {
    const watcher = watch(diskPath(root, folder), { persistent: false });
    watcher.on("change", (_event, name) => onHint(folder, name === null ? undefined : String(name)));
    watcher.on("error", (error) => {
      end(folder);
      onTrouble(folder, codeOf(error));
    });
    return watcher;
  };

  return {
    add: (folder) => {
      try {
        const identity = identityOf(diskPath(root, folder));
        if (watchers.get(folder)?.identity === identity) return;
        end(folder);
        watchers.set(folder, { watcher: begin(folder), identity });
      } catch (error) {
        onTrouble(folder, codeOf(error));
      }
    },
    keepOnly: (folders) => {
      for (const folder of [...watchers.keys()]) if (!folders.has(folder)) end(folder);
    },
    close: () => {
      for (const folder of [...watchers.keys()]) end(folder);
    },
  };
};

/** File systems give the number of a removed folder to the next one, so the moment it was made belongs to it. */
function identityOf(path: string): string {
  const { dev, ino, birthtimeMs } = lstatSync(path);
  return `${dev} ${ino} ${birthtimeMs}`;
}
