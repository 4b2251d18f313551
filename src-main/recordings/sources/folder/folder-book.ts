/**
 * What is remembered of the files in the folder. There may be a hundred thousand, so each is a name and a
 * number: nothing here holds an object for a file.
 */

/** `settling`: see `settling.ts`. `told`: told as complete, or settled before this run. `old`: was there before this program. */
export type Standing = "unknown" | "settling" | "told" | "old";

export interface FolderBook {
  standing(path: string): Standing;
  /** Whether what is remembered of a settled file differs from `print`; false when nothing is. */
  changed(path: string, print: number): boolean;
  setSettling(path: string): void;
  setTold(path: string, print: number): void;
  /** Settled before this run; what it looked like is not known. */
  setKnown(path: string): void;
  setOld(path: string, print: number): void;
  remove(path: string): void;
  names(folder: string): Iterable<string>;
  folders(): readonly string[];
  count(): number;
}

const settling = 0;
const unseen = 1;

/** Size and time of a file in one number: the same for as long as the file is, in practice. Above 1. */
export function printOf(bytes: number, modifiedAtMs: number): number {
  return 2 + (Math.abs(Math.trunc(modifiedAtMs)) % 2 ** 40) * 4096 + (bytes % 4096);
}

/** Paths are below the folder, parts divided by /. */
export function createFolderBook(): FolderBook {
  /** By folder and name: 0 settling, 1 known and not looked at, else its print, below 0 when it is old. */
  const folders = new Map<string, Map<string, number>>();

  const get = (path: string): number | undefined => {
    const { folder, name } = splitPath(path);
    return folders.get(folder)?.get(name);
  };
  const set = (path: string, value: number) => {
    const { folder, name } = splitPath(path);
    const names = folders.get(folder);
    if (names === undefined) folders.set(folder, new Map([[name, value]]));
    else names.set(name, value);
  };

  return {
    standing: (path) => {
      const value = get(path);
      if (value === undefined) return "unknown";
      if (value === settling) return "settling";
      return value > 0 ? "told" : "old";
    },
    changed: (path, print) => {
      const value = get(path) ?? unseen;
      return value !== unseen && value !== settling && Math.abs(value) !== print;
    },
    setSettling: (path) => set(path, settling),
    setTold: (path, print) => set(path, print),
    setKnown: (path) => set(path, unseen),
    setOld: (path, print) => set(path, -print),
    remove: (path) => {
      const { folder, name } = splitPath(path);
      const names = folders.get(folder);
      names?.delete(name);
      if (names?.size === 0) folders.delete(folder);
    },
    names: (folder) => folders.get(folder)?.keys() ?? [],
    folders: () => [...folders.keys()],
    count: () => [...folders.values()].reduce((sum, names) => sum + names.size, 0),
  };
}

export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const slash = path.lastIndexOf("/");
  return slash < 0
    ? { folder: "", name: path }
    : { folder: path.slice(0, slash), name: path.slice(slash + 1) };
}

export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
