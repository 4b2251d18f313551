/** `Recordings/Pbx.DownloadRecording(recId=N)`: the sound of a row in the list of recordings. */
import { reply, type Answer } from "../wire/answer.ts";
import { toneWav } from "../wav.ts";
import { xapiError, type Row } from "./odata-reply.ts";

export function downloadRecording(recordings: readonly Row[], recId: number): Answer {
  const row = recordings.find((entry) => entry.Id === recId);
  if (!row) return xapiError(404, `Recording ${recId} was not found.`);
  const lengthMs = Date.parse(String(row.EndTime)) - Date.parse(String(row.StartTime));
  return reply(200, toneWav(Number.isNaN(lengthMs) ? 1_000 : lengthMs), {
    "content-type": "audio/x-wav",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName(row, recId))}`,
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
