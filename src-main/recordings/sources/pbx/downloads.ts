/**
 * Brings a recording from the PBX to this machine's disk, piece by piece: no file is ever in memory. What
 * broke off goes on where it was, if the PBX can do that.
 */
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import { codeOf } from "../../../../src-shared/thrown.ts";
import type { OpenedRecording, PbxDownload, PbxRecordings, RecordingFailure } from "../../types.ts";
import { tryOpen } from "../folder/look.ts";
import type { Work } from "../work.ts";
import { createSlots } from "./slots.ts";

export interface DownloadsOptions {
  readonly recordings: PbxRecordings;
  readonly folder: string;
  readonly clock: Clock;
  readonly work: Work;
}

export interface Wanted {
  readonly recordingId: number;
  readonly fileName: string;
  /** When the talk ended, ms since 1970: soon after that the PBX may still be writing. */
  readonly endedAtMs: number | undefined;
}

export interface Downloads {
  /** Makes the folder and removes what an earlier run left there. */
  prepare(): Promise<void>;
  fetch(wanted: Wanted, signal: AbortSignal): Promise<OpenedRecording | RecordingFailure>;
}

const downloadsAtOnce = 2;
/** Waits before a download that broke off goes on; after the last it is for the asker to ask again. */
const againAfterMs = [1000, 5000];
const mayStillBeWrittenMs = 60_000;
/** Names that this file gives; nothing else in the folder is touched. */
const ownName = /^\d+(?:\.part|-\d+\.\w{1,5})$/;

type Step =
  | { readonly kind: "whole"; readonly bytes: number }
  | { readonly kind: "broken" }
  | RecordingFailure;

export function createDownloads({ recordings, folder, clock, work }: DownloadsOptions): Downloads {
  const slots = createSlots(downloadsAtOnce);
  /** One download of a recording at a time: both would write the same file. */
  const underWay = new Map<number, Promise<unknown>>();
  /** How long the PBX said a file is when its download broke off. */
  const totals = new Map<number, number>();
  let named = 0;

  const partOf = (recordingId: number) => join(folder, `${recordingId}.part`);

  const fetchNow = async (
    wanted: Wanted,
    signal: AbortSignal,
  ): Promise<OpenedRecording | RecordingFailure> => {
    const part = partOf(wanted.recordingId);
    for (let tries = 0; !signal.aborted; tries += 1) {
      const step = await oneStep(wanted.recordingId, part, signal);
      if ("ok" in step) {
        const waitMs = step.again && step.problem === "download-failed" ? againAfterMs[tries] : undefined;
        if (waitMs === undefined) return step;
        await work.waitFor(() => pause(waitMs, signal));
      } else if (step.kind === "whole") return await hand(wanted, part);
      else if (againAfterMs[tries] === undefined) return broken;
      else await work.waitFor(() => pause(againAfterMs[tries] ?? 0, signal));
    }
    return broken;
  };

  const oneStep = async (recordingId: number, part: string, signal: AbortSignal): Promise<Step> => {
    const have = totals.has(recordingId) ? await sizeOf(part) : 0;
    const answer = await recordings.download(recordingId, have, signal);
    if (!answer.ok) return answer;
    const { totalBytes } = answer;
    if (answer.resumed && totalBytes !== totals.get(recordingId)) {
      // It has grown since: what is here may be its old beginning.
      totals.delete(recordingId);
      await dropStream(answer);
      return { kind: "broken" };
    }
    if (totalBytes === undefined) totals.delete(recordingId);
    else totals.set(recordingId, totalBytes);
    const { bytes, failed } = await store(answer, part, answer.resumed ? have : 0);
    if (failed === "ENOSPC" || failed === "EDQUOT") return diskFull(folder);
    if (failed === "" && (totalBytes === undefined || totalBytes === bytes)) return { kind: "whole", bytes };
    if (totalBytes === undefined || bytes > totalBytes) totals.delete(recordingId);
    return { kind: "broken" };
  };

  const hand = async ({ recordingId, fileName, endedAtMs }: Wanted, part: string) => {
    totals.delete(recordingId);
    const opened = await tryOpen(part);
    const fresh = endedAtMs !== undefined && Math.abs(clock.nowMs() - endedAtMs) < mayStillBeWrittenMs;
    if (opened.ok && !opened.whole && fresh) {
      await rm(part, { force: true });
      return stillWritten;
    }
    named += 1;
    const ending = /^\.\w{1,5}$/.test(extname(fileName)) ? extname(fileName).toLowerCase() : ".wav";
    const path = join(folder, `${recordingId}-${named}${ending}`);
    await rename(part, path);
    return { ok: true, path, release: () => rm(path, { force: true }) } as const;
  };

  const pause = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const end = () => {
        cancel();
        signal.removeEventListener("abort", end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      signal.addEventListener("abort", end);
      if (signal.aborted) end();
    });

  const fetchInTurn = async (wanted: Wanted, signal: AbortSignal) => {
    try {
      return await fetchNow(wanted, signal);
    } catch (error) {
      return folderFailure(folder, codeOf(error));
    } finally {
      if (!totals.has(wanted.recordingId)) await rm(partOf(wanted.recordingId), { force: true });
    }
  };

  return {
    prepare: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await clearDownloads(folder);
    },
    fetch: (wanted, signal) => {
      const before = underWay.get(wanted.recordingId) ?? Promise.resolve();
      const mine = before
        .then(() => slots.take(signal, () => fetchInTurn(wanted, signal)))
        .then((result) => result ?? broken)
        .finally(() => {
          if (underWay.get(wanted.recordingId) === mine) underWay.delete(wanted.recordingId);
        });
      underWay.set(wanted.recordingId, mine);
      return mine;
    },
  };
}

/** Removes what an earlier run left in the folder. @throws the file system's error */
export async function clearDownloads(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (ownName.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** Writes what comes to the end of the file; `failed` is empty, or an error's code. */
async function store(
  { stream }: Extract<PbxDownload, { readonly ok: true }>,
  part: string,
  from: number,
): Promise<{ readonly bytes: number; readonly failed: string }> {
  const file = await open(part, from > 0 ? "r+" : "w", 0o600);
  let bytes = from;
  try {
    for await (const piece of stream) {
      for (let at = 0; at < piece.length; ) {
        const { bytesWritten } = await file.write(piece, at, piece.length - at, bytes);
        at += bytesWritten;
        bytes += bytesWritten;
      }
    }
    return { bytes, failed: "" };
  } catch (error) {
    return { bytes, failed: codeOf(error) || "broken" };
  } finally {
    await file.close();
  }
}

/** Ends a stream that nobody reads. */
export async function dropStream({ stream }: Extract<PbxDownload, { readonly ok: true }>): Promise<void> {
  try {
    for await (const _piece of stream) return;
  } catch {
    // It is not wanted, so why it broke off does not matter.
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

const broken: RecordingFailure = {
  ...{ ok: false, problem: "download-failed", again: true },
  sentence: "The download of this recording broke off. It goes on by itself.",
};

const stillWritten: RecordingFailure = {
  ...{ ok: false, problem: "locked", again: true },
  sentence: "3CX is still writing this file.",
};

function diskFull(folder: string): RecordingFailure {
  const sentence = `There is no room left in ${folder} for the download. Make room; it is tried again.`;
  return { ok: false, problem: "disk-full", sentence, again: true };
}

function folderFailure(folder: string, code: string): RecordingFailure {
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(folder);
  const sentence = `Downloads cannot be written to ${folder} (${code || "unknown reason"}). Check storage in [recordings] and who may write there.`;
  return { ok: false, problem: "no-access", sentence, again: true };
}
