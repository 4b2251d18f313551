/**
 * One look at the whole folder: finds what is new, and what is gone. A quick one reads names; a thorough one
 * also looks whether files that were complete have changed since.
 */
import { reasonOf } from "../../../../src-shared/thrown.ts";
import { type FolderBook, joinPath, printOf } from "./folder-book.ts";
import { diskPath, lookAt } from "./look.ts";
import type { Newcomers } from "./newcomers.ts";
import { walk } from "./walk.ts";

export interface ScanPorts {
  readonly root: string;
  readonly book: FolderBook;
  readonly newcomers: Newcomers;
  readonly onFolder: (folder: string) => void;
  readonly onLink: (path: string) => Promise<void>;
  /** A file that was complete looks different now. */
  readonly onChanged: (path: string) => void;
  readonly onGone: (path: string) => void;
  readonly stopped: () => boolean;
}

export interface ScanRequest {
  /** Below the root; empty: everything. */
  readonly folder: string;
  readonly thorough: boolean;
  /** Files older than this program, too. */
  readonly all: boolean;
}

export type ScanResult =
  | { readonly kind: "done"; readonly folders: ReadonlySet<string> }
  /** The root could not be read, or another folder: the first one that failed. */
  | {
      readonly kind: "failed";
      readonly folder: string;
      readonly code: string;
      readonly folders: ReadonlySet<string>;
    }
  /** It is there and has nothing in it, although it had. */
  | { readonly kind: "emptied" }
  | { readonly kind: "list-unreadable"; readonly reason: string };

const judgedAtOnce = 500;
const comparedAtOnce = 16;

export async function scan(ports: ScanPorts, request: ScanRequest): Promise<ScanResult> {
  const { root, book, newcomers, stopped } = ports;
  const folders = new Set<string>();
  const failed: { folder: string; code: string }[] = [];
  let present = new Set<string>();
  let fresh: string[] = [];
  let settled: string[] = [];
  let emptied = false;

  const judge = async () => {
    const paths = fresh;
    fresh = [];
    await newcomers.judge(paths, request.all);
  };

  const onFile = (folder: string, name: string): Promise<void> | void => {
    present.add(name);
    const path = joinPath(folder, name);
    const standing = book.standing(path);
    if (standing === "settling") return;
    if (standing === "unknown" || (standing === "old" && request.all)) {
      fresh.push(path);
      return fresh.length >= judgedAtOnce ? judge() : undefined;
    }
    if (!request.thorough) return;
    settled.push(path);
    return settled.length >= comparedAtOnce ? compareAll() : undefined;
  };

  const compareAll = async () => {
    const paths = settled;
    settled = [];
    await Promise.all(paths.map(compare));
  };

  const compare = async (path: string) => {
    const look = await lookAt(diskPath(root, path));
    if (look.kind !== "file") return;
    const print = printOf(look.bytes, look.modifiedAtMs);
    if (book.changed(path, print)) ports.onChanged(path);
    else if (book.standing(path) === "told") book.setTold(path, print);
  };

  /** What was not listed may only have come after the list was read, so each is looked for by its name. */
  const sweep = async (folder: string, names: ReadonlySet<string>) => {
    for (const name of [...book.names(folder)].filter((each) => !names.has(each))) {
      const path = joinPath(folder, name);
      const look = stopped() ? undefined : await lookAt(diskPath(root, path));
      if (look?.kind === "failed" && look.code === "ENOENT") ports.onGone(path);
    }
  };

  const endOf = async (folder: string, empty: boolean) => {
    await judge();
    await compareAll();
    if (folder === "" && empty && book.count() > 0) emptied = true;
    else await sweep(folder, present);
  };

  try {
    await walk(root, request.folder, {
      stopped,
      onFolder: (folder) => {
        folders.add(folder);
        present = new Set();
        ports.onFolder(folder);
      },
      onFile,
      onLink: (folder, name) => ports.onLink(joinPath(folder, name)),
      onFolderEnd: endOf,
      onFolderFailed: (folder, code) => failed.push({ folder, code }),
    });
    const first = failed.find(({ folder, code }) => folder === "" || code !== "ENOENT");
    if (emptied) return { kind: "emptied" };
    if (first !== undefined) return { kind: "failed", ...first, folders };
    if (request.folder === "" && !stopped()) {
      for (const folder of book.folders()) if (!folders.has(folder)) await sweep(folder, new Set());
    }
    return { kind: "done", folders };
  } catch (error) {
    return { kind: "list-unreadable", reason: reasonOf(error) };
  }
}
