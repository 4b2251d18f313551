/** One round of deletion: the file first, the list after. Whatever interrupts it, the next round goes on where it stopped. */
import { changedRow } from "../changed-row.ts";
import type { LibraryRow, RecordingLibrary } from "../types.ts";
import type { DeleteMp3 } from "./delete-mp3.ts";

export interface PurgeResult {
  readonly atMs: number;
  /** Recordings that are gone now, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Those of them whose file had gone before. */
  readonly missing: number;
  /** Files that could not be deleted; tried again in the next round. */
  readonly kept: number;
  /** What went wrong and what to do; empty when all is well. */
  readonly sentence: string;
}

export interface PurgeRound {
  readonly library: Pick<RecordingLibrary, "expired" | "change">;
  readonly deleteFile: DeleteMp3;
  readonly nowMs: number;
  readonly keepDays: number;
  readonly isStopped: () => boolean;
  /** Rows as they stand in the list once their files are gone. */
  readonly onGone?: (rows: readonly LibraryRow[]) => void;
}

/** Small enough that a kill costs little and that nobody waits for the list. */
const slice = 100;
const dayMs = 86_400_000;

/** Calls that ended before have had their days. */
export function expiryLimitMs(nowMs: number, keepDays: number): number {
  return nowMs - keepDays * dayMs;
}

/** Rejects when the list cannot be read or written; the message is a sentence. */
export async function purgeOnce(round: PurgeRound): Promise<PurgeResult> {
  const { library, nowMs, keepDays, isStopped } = round;
  const limitMs = expiryLimitMs(nowMs, keepDays);
  const sum = { files: 0, bytes: 0, missing: 0 };
  const seen = new Set<number>();
  const kept: string[] = [];
  while (!isStopped()) {
    const rows = await library.expired(limitMs, slice + kept.length);
    const fresh = rows.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const { id } of fresh) seen.add(id);
    const gone: LibraryRow[] = [];
    for (const row of fresh) {
      const deleted = await round.deleteFile(row.mp3Name ?? "");
      if (deleted.type === "kept") kept.push(`${row.mp3Name ?? ""}: ${deleted.why}`);
      else gone.push(row);
      if (deleted.type === "missing") sum.missing += 1;
    }
    const set = purged(nowMs, keepDays);
    await library.change(gone.map((row) => ({ id: row.id, set })));
    if (gone.length > 0) round.onGone?.(gone.map((row) => changedRow(row, set)));
    sum.files += gone.length;
    sum.bytes += gone.reduce((bytes, { mp3Bytes = 0 }) => bytes + mp3Bytes, 0);
  }
  return { atMs: nowMs, ...sum, kept: kept.length, sentence: sentenceFor(kept) };
}

function purged(nowMs: number, keepDays: number) {
  const sentence = `Deleted on ${dayOf(nowMs)} after ${keepDays} ${keepDays === 1 ? "day" : "days"}.`;
  return {
    state: "purged",
    purgedAtMs: nowMs,
    sentence,
    problem: undefined,
    nextTryAtMs: undefined,
  } as const;
}

/** In the time of this machine, as in `purge_at`. */
function dayOf(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function sentenceFor([first, ...others]: readonly string[]): string {
  if (first === undefined) return "";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `Recordings that are due could not be deleted (${first}${more}). Let this program write to [recordings] storage; it is tried again the next night.`;
}
