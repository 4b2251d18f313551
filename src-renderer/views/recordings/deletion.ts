/** When a recording is deleted: the first night after its days are over. Pure. */
import type { PurgePreview, RecordingRow } from "../../../src-shared/recordings/recording.ts";

const dayMs = 86_400_000;

/** `undefined` while it has no MP3 or its call is not known to be over. */
export function deletionAtMs(
  { callEndedAtMs, mp3Name, state }: Pick<RecordingRow, "callEndedAtMs" | "mp3Name" | "state">,
  purge: Pick<PurgePreview, "atMs" | "keepDays"> | undefined,
): number | undefined {
  if (purge === undefined || callEndedAtMs === undefined || mp3Name === undefined || state === "purged")
    return undefined;
  const overAtMs = callEndedAtMs + purge.keepDays * dayMs;
  const nights = Math.max(0, Math.ceil((overAtMs - purge.atMs) / dayMs));
  return purge.atMs + nights * dayMs;
}
