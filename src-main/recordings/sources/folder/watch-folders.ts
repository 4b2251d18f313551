/**
 * Says quickly that something in a folder has changed; the scans are what is relied upon. It watches folders
 * only: a watcher with an entry for each file (chokidar has one) needs 300 MB for 100,000 recordings.
 */
import { type FSWatcher, watch } from "node:fs";
import { codeOf } from "./file-failures.ts";
import { diskPath } from "./look.ts";

export interface FolderWatch {
  /** Begins to watch a folder, given below the root; nothing when it is watched already. */
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
  const watchers = new Map<string, FSWatcher>();

  const end = (folder: string) => {
    const watcher = watchers.get(folder);
    watchers.delete(folder);
    watcher?.close();
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
      if (watchers.has(folder)) return;
      try {
        watchers.set(folder, begin(folder));
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
