/**
 * The folders that hold MP3 files: the one of the settings, and those that were set before, whose files are
 * still served and deleted after their days. Nothing is moved: links go on while the setting changes, and a
 * crash at any moment leaves every file where it is. A folder is noted before the first file goes there.
 */
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { RecordingLibrary } from "../types.ts";

export interface Storages {
  /** Takes the folder of the settings into the list. Never rejects: what cannot be kept is tried again with the next. */
  note(folder: string): Promise<void>;
  /** The folder of the settings first, then the others, the latest first. */
  all(): readonly string[];
  /** Strikes out folders without any MP3 file. One that cannot be looked at stays. Never rejects. */
  forgetEmpty(): Promise<void>;
}

export interface StoragesOptions {
  readonly library: Pick<RecordingLibrary, "note" | "setNote">;
  readonly log: Logger;
  /** The folder of the settings at the moment. */
  readonly current: () => string;
  /** Used when the settings say nothing; may move with the data folder, so it is looked at in any case. */
  readonly usual: string;
}

const noteKey = "storages";
/** Each is looked at for a file that is nowhere; nobody changes the setting that often within `keep_days`. */
const mostFormer = 20;

export function createStorages({ library, log, current, usual }: StoragesOptions): Storages {
  /** The latest first. */
  let used: readonly string[] | undefined;

  async function known(): Promise<readonly string[]> {
    used ??= foldersIn(await library.note(noteKey));
    return used;
  }

  async function keep(folders: readonly string[]): Promise<void> {
    used = folders;
    await library.setNote(noteKey, JSON.stringify(folders));
  }

  async function orTell(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      const reason = reasonOf(error);
      log.warn("The folder of the MP3 files could not be noted; it is tried again with the next start.", {
        reason,
      });
    }
  }

  return {
    note: (folder) =>
      orTell(async () => {
        const path = resolve(folder);
        const before = await known();
        if (before[0] === path) return;
        await keep([path, ...before.filter((each) => each !== path)].slice(0, mostFormer + 1));
      }),
    all: () => [...new Set([resolve(current()), ...(used ?? []), resolve(usual)])],
    forgetEmpty: () =>
      orTell(async () => {
        const before = await known();
        const left: string[] = [];
        for (const folder of before) {
          if (folder === resolve(current()) || (await mayHoldMp3(folder))) left.push(folder);
        }
        if (left.length < before.length && used === before) await keep(left);
      }),
  };
}

async function mayHoldMp3(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => undefined);
  return names === undefined || names.some((name) => name.endsWith(".mp3"));
}

function foldersIn(json: string | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

/** Where downloads from the PBX wait to be converted. */
export function incomingOf(storage: string): string {
  return join(storage, ".incoming");
}
