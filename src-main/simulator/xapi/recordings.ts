/** `Recordings` and `Recordings/Pbx.DownloadRecording(recId=N)`: the list, and the sound of a row in it. */
import type { SimRecordingSides } from "../model/types.ts";
import { recordingSound } from "../recording-sounds.ts";
import { reply, type Answer } from "../wire/answer.ts";
import { xapiError, type Row } from "./odata-reply.ts";

export const usualSides: SimRecordingSides = { ranges: true, archived: "none", fileDelayS: 0, codec: "pcm" };

/** Archived rows keep their address and have another besides. */
export function listedRecordings(rows: readonly Row[], { archived }: SimRecordingSides): readonly Row[] {
  if (archived === "none") return rows;
  return rows.map((row) => ({
    ...row,
    IsArchived: true,
    ArchivedUrl: `sftp://archive.example.com/${String(row.RecordingUrl ?? "")}`,
  }));
}

export interface DownloadQuestion {
  readonly recId: number;
  /** The request's `Range`. */
  readonly range: string | undefined;
  readonly nowMs: number;
  readonly sides: SimRecordingSides;
}

export function downloadRecording(
  recordings: readonly Row[],
  { recId, range, nowMs, sides }: DownloadQuestion,
): Answer {
  const row = recordings.find((entry) => entry.Id === recId);
  const endedAtMs = Date.parse(String(row?.EndTime));
  const kept = sides.archived === "kept-away" || nowMs < endedAtMs + sides.fileDelayS * 1000;
  if (!row || kept) return xapiError(404, `Recording ${recId} was not found.`);
  const lengthMs = endedAtMs - Date.parse(String(row.StartTime));
  const sound = recordingSound(Number.isNaN(lengthMs) ? 1_000 : lengthMs, sides.codec);
  return ranged(sound, sides.ranges ? range : undefined, {
    "content-type": sides.codec === "mp3" ? "audio/mpeg" : "audio/x-wav",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName(row, recId))}`,
  });
}

/** One range, from a byte to the end or to a byte; anything else is passed over, as RFC 9110 allows. */
function ranged(body: Buffer, range: string | undefined, headers: Readonly<Record<string, string>>): Answer {
  const [, from = "", to = ""] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if (from === "") return reply(200, body, headers);
  const first = Number(from);
  const last = to === "" ? body.length - 1 : Math.min(Number(to), body.length - 1);
  if (first > last) return reply(416, "", { "content-range": `bytes */${body.length}` });
  return reply(206, body.subarray(first, last + 1), {
    ...headers,
    "content-range": `bytes ${first}-${last}/${body.length}`,
  });
}

/** `RecordingUrl` is a path below the recordings folder, with escapes. */
function fileName(row: Row, recId: number): string {
  const last =
    String(row.RecordingUrl ?? "")
      .split("/")
      .at(-1) ?? "";
  try {
    return decodeURIComponent(last) || `${recId}.wav`;
  } catch {
    return last;
  }
}
