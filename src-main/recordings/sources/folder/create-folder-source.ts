/**
 * Recordings from the folder into which 3CX writes them, on the PBX's own machine or over a share. Scans are
 * what is relied upon, hints of the operating system make it quick. Files are read, never touched.
 */
import { userInfo } from "node:os";
import { type Clock, steadyMsOf } from "../../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import type {
  OpenedRecording,
  RecordingFailure,
  RecordingSource,
  SourceCondition,
  SourceFile,
  SourceListener,
} from "../../types.ts";
import { isRecordingName, parseRecordingName } from "../file-name.ts";
import { retryWaitMs } from "../retry-waits.ts";
import { createWork } from "../work.ts";
import { fileFailure, isForbidden, isGone, linkRefused, nameUnreadable } from "./file-failures.ts";
import { createFolderBook, joinPath, printOf, splitPath } from "./folder-book.ts";
import { type FolderTrouble, folderEmptied, folderTrouble, listUnreadable } from "./folder-words.ts";
import { diskPath, leadsInto, type Looks, lookAt, tryOpen } from "./look.ts";
import { isNetworkShare } from "./network-share.ts";
import { createNewcomers } from "./newcomers.ts";
import { createRootLook } from "./root-look.ts";
import { scan, type ScanRequest, type ScanResult } from "./scan.ts";
import { createSettling } from "./settling.ts";
import { type FolderWatch, type WatchFolders, watchFolders } from "./watch-folders.ts";

export interface FolderSourceOptions {
  readonly folder: string;
  /** Zone of the times in the files' names (IANA); `undefined`: that of this machine. */
  readonly timezone: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly listener: SourceListener;
  /** When this program was installed: files finished before are told only on `rescan({ all: true })`. */
  readonly sinceMs: number;
  /** `auto` (default): polling on network shares, watching elsewhere. */
  readonly watch?: "auto" | "poll";
  /** Stands in for the operating system's hints in tests. */
  readonly watchFolders?: WatchFolders;
}

const scanEveryMs = 5 * 60_000;
const pollEveryMs = 15_000;
/** Between scans that look at every single file. */
const thoroughEveryMs = 60 * 60_000;
const stillMs = 900;
/** NFS may show a size that is three seconds old. */
const stillOnShareMs = 4000;

export function createFolderSource(options: FolderSourceOptions): RecordingSource {
  const { clock, log, listener, folder: root } = options;
  const work = createWork();
  const book = createFolderBook();
  const user = userName();
  const pathOf = (path: string) => diskPath(root, path);
  let condition: SourceCondition = { state: "starting", sentence: "", advice: "" };
  let stopped = false;
  let polls = options.watch === "poll";
  let watcher: FolderWatch | undefined;
  let cancelNext = () => {};
  let failures = 0;
  let thoroughAtMs = Number.NEGATIVE_INFINITY;
  let line: Promise<unknown> = Promise.resolve();
  const refusedLinks = new Set<string>();
  const isStopped = () => stopped;

  const settling = createSettling({
    clock,
    work,
    stillMs: () => (polls ? stillOnShareMs : stillMs),
    diskPath: pathOf,
    failureOf: (code, path) => fileFailure(code, pathOf(path), user),
    onGrowing: (path, looks) => listener.onNews({ type: "growing", file: fileOf(path, looks) }),
    onComplete: (path, looks) => {
      book.setTold(path, printOf(looks.bytes, looks.modifiedAtMs));
      listener.onNews({ type: "complete", file: fileOf(path, looks) });
    },
    onTrouble: (path, looks, failure, nextTryAtMs) => {
      log.debug("A recording cannot be had.", { path, problem: failure.problem });
      listener.onNews({ type: "trouble", file: fileOf(path, looks), failure, nextTryAtMs });
    },
    onGone: (path, wasTold) => {
      book.remove(path);
      if (wasTold) listener.onNews({ type: "gone", key: keyOf(path) });
    },
  });

  const newcomers = createNewcomers({
    ...{ book, settling, listener, keyOf, diskPath: pathOf, sinceMs: options.sinceMs, stopped: isStopped },
    onUnreadableName: (path) => refuse(path, nameUnreadable(pathOf(path))),
  });

  function fileOf(path: string, { bytes, modifiedAtMs }: Looks): SourceFile {
    const { folder, name } = splitPath(path);
    const [extension = ""] = folder.split("/");
    const known = extension === "" ? {} : { extension };
    const said = parseRecordingName(name, known.extension, options.timezone);
    return { key: keyOf(path), fileName: name, bytes, modifiedAtMs, ...known, ...said };
  }

  const refuse = (path: string, failure: RecordingFailure) => {
    book.setKnown(path);
    listener.onNews({ type: "trouble", file: fileOf(path, { bytes: 0, modifiedAtMs: 0 }), failure });
  };

  /** A link to another place in the folder says nothing new: what it leads to is found there. */
  const onLink = async (path: string) => {
    if (refusedLinks.has(path) || book.standing(path) !== "unknown") return;
    if ((await leadsInto(root, pathOf(path))) !== false) return;
    refusedLinks.add(path);
    log.warn("A link leads out of the recordings folder and is not followed.", { path: pathOf(path) });
    if (isRecordingName(splitPath(path).name)) refuse(path, linkRefused(pathOf(path)));
  };

  const reopen = (path: string) => {
    book.setSettling(path);
    settling.add(path, undefined);
  };

  const gone = (path: string) => {
    const wasTold = book.standing(path) === "told";
    book.remove(path);
    refusedLinks.delete(path);
    if (wasTold) listener.onNews({ type: "gone", key: keyOf(path) });
  };

  const setCondition = (state: SourceCondition["state"], trouble?: FolderTrouble) => {
    const { sentence, advice } = trouble ?? { sentence: "", advice: "" };
    if (sentence !== condition.sentence && sentence !== "") log.warn(sentence, { advice });
    if (sentence === "" && condition.state === "trouble")
      log.info("The recordings folder can be read again.");
    condition = { state, sentence, advice, lastScanAtMs: clock.nowMs() };
    if (!stopped) listener.onCondition(condition);
  };

  const scanNow = async (request: ScanRequest) => {
    if (stopped) return;
    const result = await scan(
      {
        ...{ root, book, newcomers, onLink, onGone: gone, stopped: isStopped, onChanged: reopen },
        onFolder: (folder) => watcher?.add(folder),
      },
      request,
    );
    if (stopped || request.folder !== "") return;
    if ("folders" in result) watcher?.keepOnly(result.folders);
    const trouble = troubleOf(result);
    failures = trouble === undefined ? 0 : failures + 1;
    setCondition(trouble === undefined ? "watching" : "trouble", trouble);
    schedule();
  };

  const troubleOf = (result: ScanResult): FolderTrouble | undefined => {
    switch (result.kind) {
      case "done":
        return undefined;
      case "failed":
        return folderTrouble(result.code, pathOf(result.folder), user);
      case "emptied":
        return folderEmptied(root);
      case "list-unreadable":
        return listUnreadable(result.reason);
      default: {
        const _never: never = result;
        return _never;
      }
    }
  };

  /** One scan at a time, in the order asked for. */
  const inLine = <T>(job: () => Promise<T>): Promise<T> => {
    const mine = line.then(() => work.run(job));
    line = mine.catch(() => {});
    return mine;
  };

  const scanAll = (how: { readonly thorough: boolean; readonly all: boolean }) =>
    inLine(async () => {
      cancelNext();
      if (how.thorough) thoroughAtMs = steadyMs();
      await scanNow({ folder: "", ...how });
    });

  const steadyMs = steadyMsOf(clock);

  const schedule = () => {
    cancelNext();
    const usualMs = polls ? pollEveryMs : scanEveryMs;
    cancelNext = clock.after(failures === 0 ? usualMs : Math.min(retryWaitMs(failures), usualMs * 40), () => {
      void scanAll({ thorough: steadyMs() - thoroughAtMs >= thoroughEveryMs, all: false });
    });
  };

  /** Names that were hinted at and are not looked at yet. */
  let hinted = new Set<string>();
  const onHint = (folder: string, name: string | undefined) => {
    if (stopped) return;
    const path = name === undefined ? folder : joinPath(folder, name);
    if (book.standing(path) === "settling") return settling.hint(path);
    if (name !== undefined && name.includes(".") && !isRecordingName(name)) return;
    if (hinted.size === 0) void work.run(followHints);
    hinted.add(path);
  };

  const followHints = async () => {
    await Promise.resolve();
    while (hinted.size > 0 && !stopped) {
      const paths = [...hinted];
      hinted = new Set();
      const fresh = paths.filter(
        (path) => isRecordingName(splitPath(path).name) && book.standing(path) === "unknown",
      );
      // A list that cannot be read is told by the next scan, which finds these files again.
      await newcomers.judge(fresh, false).catch(() => scheduleSoon());
      for (const path of paths) if (!fresh.includes(path)) await lookAgain(path);
    }
  };

  const lookAgain = async (path: string) => {
    const look = await lookAt(pathOf(path));
    if (stopped) return;
    if (look.kind === "folder") return inLine(() => scanNow({ folder: path, thorough: false, all: false }));
    if (look.kind === "link") return onLink(path);
    if (look.kind === "failed" && look.code === "ENOENT") {
      if (book.standing(path) !== "unknown") gone(path);
    } else if (look.kind === "file" && book.changed(path, printOf(look.bytes, look.modifiedAtMs)))
      reopen(path);
  };

  const scheduleSoon = () => {
    cancelNext();
    cancelNext = clock.after(retryWaitMs(1), () => void scanAll({ thorough: false, all: false }));
  };

  const rootLook = createRootLook({
    ...{ root, clock, work, isShare: () => polls },
    onChange: () => {
      // Those there are watch folders that are no longer the ones of these names.
      watcher?.keepOnly(new Set());
      void scanAll({ thorough: false, all: false });
    },
  });

  const beginWatching = async () => {
    polls = polls || (await isNetworkShare(root));
    await rootLook.start();
    if (stopped) return;
    if (polls) return log.info("The recordings folder is polled.", { folder: root });
    watcher = (options.watchFolders ?? watchFolders)(root, { onHint, onTrouble: onWatchTrouble });
  };

  const onWatchTrouble = (folder: string, code: string) => {
    if (stopped || polls || isGone(code) || isForbidden(code)) return;
    polls = true;
    log.warn("The system gives no hints about the recordings folder; it is polled instead.", {
      ...{ folder: pathOf(folder), code },
    });
    scheduleSoon();
  };

  const open = async (key: string): Promise<OpenedRecording | RecordingFailure> => {
    const path = pathOfKey(key);
    if (path === undefined) return fileFailure("ENOENT", key, user);
    const rootThere = await lookAt(`${root}/.`);
    if (rootThere.kind === "failed") {
      const { sentence } = folderTrouble(rootThere.code, root, user);
      return { ok: false, problem: "no-access", sentence, again: true };
    }
    const opened = await tryOpen(pathOf(path));
    if (!opened.ok) {
      if (!isGone(opened.code) && book.standing(path) === "told") {
        book.setSettling(path);
        settling.troubled(path, opened.code);
      }
      return fileFailure(opened.code, pathOf(path), user);
    }
    if ((await leadsInto(root, pathOf(path))) !== true) return linkRefused(pathOf(path));
    return { ok: true, path: pathOf(path), release: async () => {} };
  };

  return {
    start: () => inLine(beginWatching).then(() => scanAll({ thorough: false, all: false })),
    stop: async () => {
      stopped = true;
      cancelNext();
      rootLook.stop();
      settling.stop();
      watcher?.close();
      await work.idle();
    },
    rescan: (how) => scanAll({ thorough: true, all: how?.all ?? false }),
    open: (key) => work.run(() => open(key)),
    condition: () => condition,
    soon: () => {
      if (polls && !stopped) scheduleSoon();
    },
    busy: work.count,
  };
}

const keyPrefix = "folder:";

function keyOf(path: string): string {
  return keyPrefix + path;
}

/** Keys come back from a database; none may lead out of the folder. */
function pathOfKey(key: string): string | undefined {
  if (!key.startsWith(keyPrefix)) return undefined;
  const path = key.slice(keyPrefix.length);
  const strange = process.platform === "win32" ? /[\0\\:]/ : /\0/;
  const leadsAstray = path.split("/").some((part) => part === "" || part === "." || part === "..");
  return leadsAstray || strange.test(path) ? undefined : path;
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
