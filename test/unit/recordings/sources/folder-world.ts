/** A recordings folder on disk, a source that looks at it, and hints that come when a test says so. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import {
  createFolderSource,
  type FolderSourceOptions,
} from "../../../../src-main/recordings/sources/folder/create-folder-source.ts";
import type { FolderWatchPorts } from "../../../../src-main/recordings/sources/folder/watch-folders.ts";
import type { RecordingSource } from "../../../../src-main/recordings/types.ts";
import { createClock, createMemory, quietLog, settleOf, startMs, wav } from "./helpers.ts";

export function fileName(number = 84, extension = "101"): string {
  return `[Tampa South]_+18139975575-${extension}_20260130160001(${number}).wav`;
}

export function createFolderWorld(changes: Partial<FolderSourceOptions> = {}) {
  const folder = changes.folder ?? mkdtempSync(join(tmpdir(), "source-"));
  const clock = createClock();
  const memory = createMemory();
  let ports: FolderWatchPorts | undefined;
  const watched = new Set<string>();
  const started: RecordingSource[] = [];

  const create = () => {
    const source = createFolderSource({
      ...{
        folder,
        clock,
        log: quietLog,
        listener: memory.listener,
        timezone: "UTC",
        sinceMs: startMs - 1000,
      },
      watchFolders: (_root, given) => {
        ports = given;
        return {
          add: (each) => void watched.add(each),
          keepOnly: (wanted) => {
            for (const each of watched) if (!wanted.has(each)) watched.delete(each);
          },
          close: () => watched.clear(),
        };
      },
      ...changes,
    });
    started.push(source);
    return source;
  };
  let source = create();

  /** Writes a file whose time is that of the clock, or `atMs`. */
  const write = (path: string, content: Buffer | string = wav(), atMs = clock.nowMs()) => {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
    utimesSync(whole, atMs / 1000, atMs / 1000);
  };

  const pass = (ms: number) => clock.runFor(ms, settleOf(source));
  const start = async () => {
    const begun = source.start();
    await pass(0);
    await begun;
  };
  onTestFinished(async () => {
    for (const each of started) await each.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    ...{ folder, clock, memory, watched, write, pass, start },
    source: () => source,
    restart: async () => {
      await source.stop();
      memory.news.length = 0;
      source = create();
      await start();
    },
    hint: (inFolder: string, name?: string) => ports?.onHint(inFolder, name),
    watchFails: (code: string) => ports?.onTrouble("", code),
  };
}
