/**
 * The PBX's own recordings folder: a file for each recording, at the place and under the name that 3CX gives
 * it (`{extension}/[name]_from-to_yyyyMMddHHmmss(n).wav`), when and how the model's switches say.
 */
import { chmodSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { followFinishedRows } from "./finished-rows.ts";
import type { SimRecording } from "./model/recordings.ts";
import { recordingSound } from "./recording-sounds.ts";

const lockedMs = 30_000;
const anybodyReads = 0o644;

export interface RecordingsFolderOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly recorded: () => readonly SimRecording[];
}

export interface RecordingsFolder {
  start(): void;
  stop(): void;
  /** Paths of the files written so far, below the folder. */
  written(): readonly string[];
}

export function createRecordingsFolder({
  folder,
  clock,
  recorded,
}: RecordingsFolderOptions): RecordingsFolder {
  const written: string[] = [];
  let stopFollowing = () => {};
  const cancels = new Set<() => void>();

  function later(ms: number, run: () => void): void {
    const cancel = clock.after(ms, () => {
      cancels.delete(cancel);
      run();
    });
    cancels.add(cancel);
  }

  function write(recording: SimRecording): void {
    if (!isInside(recording.path)) return;
    const { growMs, damage, codec, startedAtMs, endedAtMs, appearsAtMs } = recording;
    const path = join(folder, recording.path);
    const sound = recordingSound(endedAtMs - startedAtMs, codec, damage);
    mkdirSync(dirname(path), { recursive: true });
    writeAt(path, growMs > 0 ? sound.subarray(0, sound.length / 2) : sound, appearsAtMs);
    written.push(recording.path);
    if (growMs > 0) later(growMs, () => writeAt(path, sound, clock.nowMs()));
    if (damage !== "locked") return;
    chmodSync(path, 0);
    later(growMs + lockedMs, () => chmodSync(path, anybodyReads));
  }

  return {
    start: () => {
      stopFollowing = followFinishedRows({
        clock,
        read: () => recorded().filter(({ appearsAtMs }) => appearsAtMs <= clock.nowMs()),
        keyOf: ({ recordingId }) => String(recordingId),
        onNew: write,
      });
    },
    stop: () => {
      stopFollowing();
      for (const cancel of cancels) cancel();
    },
    written: () => written,
  };
}

/** The file's own time is the simulated one, whatever clock that runs by. */
function writeAt(path: string, sound: Buffer, atMs: number): void {
  writeFileSync(path, sound);
  utimesSync(path, atMs / 1000, atMs / 1000);
}

/** Names carry what callers sent; nothing is ever written elsewhere. */
function isInside(path: string): boolean {
  const [extension = "", name = "", ...rest] = path.split("/");
  return /^[\w*-]+$/.test(extension) && name !== "" && rest.length === 0 && !/[\\\0]/.test(name);
}
