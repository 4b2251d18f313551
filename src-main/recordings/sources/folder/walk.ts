/** Reads the folder and its subfolders name by name; no list of a whole folder is ever held. */
import type { Dirent } from "node:fs";
import { opendir } from "node:fs/promises";
import { codeOf } from "../../../../src-shared/thrown.ts";
import { joinPath } from "./folder-book.ts";
import { diskPath } from "./look.ts";
import { isRecordingName } from "../file-name.ts";

export interface WalkVisitor {
  /** Before the names of a folder. */
  onFolder(folder: string): void;
  onFile(folder: string, name: string): Promise<void> | void;
  onLink(folder: string, name: string): Promise<void>;
  /** All names of the folder were told. `empty`: it has nothing at all in it. */
  onFolderEnd(folder: string, empty: boolean): Promise<void>;
  onFolderFailed(folder: string, code: string): void;
  stopped(): boolean;
}

/** 3CX has one level of subfolders; administrators may have sorted files into more. */
const deepest = 3;
const namesAtOnce = 512;

export async function walk(root: string, from: string, visitor: WalkVisitor): Promise<void> {
  const todo = [from];
  for (let folder = todo.pop(); folder !== undefined && !visitor.stopped(); folder = todo.pop()) {
    try {
      todo.push(...(await walkOne(root, folder, visitor)));
    } catch (error) {
      if (codeOf(error) === "") throw error;
      visitor.onFolderFailed(folder, codeOf(error));
    }
  }
}

/** @returns its subfolders */
async function walkOne(root: string, folder: string, visitor: WalkVisitor): Promise<readonly string[]> {
  const subfolders: string[] = [];
  let empty = true;
  const entries = await opendir(diskPath(root, folder), { bufferSize: namesAtOnce });
  visitor.onFolder(folder);
  for await (const entry of entries) {
    if (visitor.stopped()) return [];
    empty = false;
    if (entry.isDirectory()) {
      if (depthOf(folder) < deepest) subfolders.push(joinPath(folder, entry.name));
    } else {
      const waiting = visit(folder, entry, visitor);
      if (waiting !== undefined) await waiting;
    }
  }
  if (!visitor.stopped()) await visitor.onFolderEnd(folder, empty);
  return subfolders;
}

function visit(folder: string, entry: Dirent, visitor: WalkVisitor): Promise<void> | void {
  if (entry.isSymbolicLink()) return visitor.onLink(folder, entry.name);
  if (entry.isFile() && isRecordingName(entry.name)) return visitor.onFile(folder, entry.name);
}

function depthOf(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length;
}
