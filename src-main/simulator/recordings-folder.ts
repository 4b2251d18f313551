/**
 * The PBX's own recordings folder: one WAV file for each row of the list of recordings, at the
 * place and under the name that 3CX gives it (`{extension}/[name]_from-to_yyyyMMddHHmmss(n).wav`).
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { followFinishedRows } from "./finished-rows.ts";
import { toneWav } from "./wav.ts";

type Row = Readonly<Record<string, unknown>>;

export interface RecordingsFolderOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** The rows of XAPI's `Recordings`. */
  readonly recordings: () => readonly Row[];
  /** How long after its row a file appears, in milliseconds of clock time. */
  readonly delayMs?: number;
  /** The second half of a file follows after this time, as while a talk is still being written. */
  readonly growMs?: number;
}

export interface RecordingsFolder {
  start(): void;
  stop(): void;
  /** Paths of the files written so far, below the folder. */
  written(): readonly string[];
}

export function createRecordingsFolder(options: RecordingsFolderOptions): RecordingsFolder {
  const { folder, clock, recordings, delayMs = 0, growMs = 0 } = options;
  const written: string[] = [];
  let stopFollowing = () => {};
  const cancelGrowing = new Set<() => void>();

  function write(row: Row): void {
    const place = placeOf(row);
    if (!place) return;
    const path = join(folder, place.extension, place.name);
    const wav = toneWav(Date.parse(String(row.EndTime)) - Date.parse(String(row.StartTime)) || 0);
    mkdirSync(join(folder, place.extension), { recursive: true });
    writeFileSync(path, growMs > 0 ? wav.subarray(0, wav.length / 2) : wav);
    written.push(`${place.extension}/${place.name}`);
    if (growMs > 0) cancelGrowing.add(clock.after(growMs, () => writeFileSync(path, wav)));
  }

  return {
    start: () => {
      stopFollowing = followFinishedRows({
        clock,
        delayMs,
        read: recordings,
        keyOf: (row) => String(row.Id),
        onNew: write,
      });
    },
    stop: () => {
      stopFollowing();
      for (const cancel of cancelGrowing) cancel();
    },
    written: () => written,
  };
}

/** From `RecordingUrl`, whose parts are escaped; `undefined` when it leads out of the folder. */
function placeOf(row: Row): { readonly extension: string; readonly name: string } | undefined {
  const [extension = "", escaped = "", ...rest] = String(row.RecordingUrl ?? "").split("/");
  if (!/^[\w*-]+$/.test(extension) || escaped === "" || rest.length > 0) return undefined;
  try {
    const name = decodeURIComponent(escaped);
    return /[\\/\0]/.test(name) ? undefined : { extension, name };
  } catch {
    return undefined;
  }
}
