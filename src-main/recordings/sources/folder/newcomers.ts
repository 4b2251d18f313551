/**
 * Decides about files that were not seen before in this run: done already, older than this program, or to be
 * followed. Asks for many at once, because the answer comes from a database.
 */
import type { SourceListener } from "../../types.ts";
import { type FolderBook, printOf } from "./folder-book.ts";
import { type Look, lookAt } from "./look.ts";
import type { Settling } from "./settling.ts";

export interface NewcomersOptions {
  readonly book: FolderBook;
  readonly settling: Settling;
  readonly listener: SourceListener;
  readonly diskPath: (path: string) => string;
  readonly keyOf: (path: string) => string;
  /** Files that were finished before are left alone. */
  readonly sinceMs: number;
  readonly onUnreadableName: (path: string) => void;
  readonly stopped: () => boolean;
}

export interface Newcomers {
  /** Rejects when the listener cannot say what it knows. */
  judge(paths: readonly string[], all: boolean): Promise<void>;
}

const looksAtOnce = 16;

export function createNewcomers(options: NewcomersOptions): Newcomers {
  const { book, settling, listener, diskPath, keyOf } = options;
  /** A scan and a hint may bring the same file at the same moment. */
  const underWay = new Set<string>();

  const decide = (path: string, look: Look, all: boolean) => {
    switch (look.kind) {
      case "file": {
        const print = printOf(look.bytes, look.modifiedAtMs);
        if (!all && look.modifiedAtMs < options.sinceMs) return book.setOld(path, print);
        book.setSettling(path);
        return settling.add(path, look);
      }
      case "failed":
        if (look.code !== "ENOENT") {
          book.setSettling(path);
          return settling.add(path, undefined);
        }
        if (path.includes("\u{fffd}")) options.onUnreadableName(path);
        return;
      case "folder":
      case "link":
      case "other":
        return;
      default: {
        const _never: never = look;
        return _never;
      }
    }
  };

  const judgeNew = async (fresh: string[], all: boolean) => {
    const known = await listener.known(fresh.map(keyOf));
    const next = async (): Promise<void> => {
      for (let path = fresh.pop(); path !== undefined && !options.stopped(); path = fresh.pop()) {
        if (known.has(keyOf(path))) book.setKnown(path);
        else decide(path, await lookAt(diskPath(path)), all);
      }
    };
    await Promise.all(Array.from({ length: Math.min(looksAtOnce, fresh.length) }, next));
  };

  return {
    judge: async (paths, all) => {
      const fresh = paths.filter((path) => !underWay.has(path) && isNew(book, path, all));
      for (const path of fresh) underWay.add(path);
      const mine = [...fresh];
      try {
        if (fresh.length > 0) await judgeNew(fresh, all);
      } finally {
        for (const path of mine) underWay.delete(path);
      }
    },
  };
}

function isNew(book: FolderBook, path: string, all: boolean): boolean {
  const standing = book.standing(path);
  return standing === "unknown" || (all && standing === "old");
}
