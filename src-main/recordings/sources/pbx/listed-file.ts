/** A row of the PBX's list in the words that all sources share. */
import type { ListedRecording, RecordingFailure, SourceFile } from "../../types.ts";
import { parseRecordingName } from "../file-name.ts";

const keyPrefix = "pbx:";

export function keyOfId(recordingId: number): string {
  return `${keyPrefix}${recordingId}`;
}

export function idOfKey(key: string): number | undefined {
  const [, digits] = /^pbx:(\d{1,15})$/.exec(key) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Its size is not listed, so `bytes` is 0. */
export function fileOf(row: ListedRecording): SourceFile {
  const { recordingId, startedAtMs, endedAtMs } = row;
  const parts = row.path.split("/");
  const fileName = parts.at(-1) || `${recordingId}.wav`;
  const extension = (parts.length > 1 ? parts[0] : undefined) ?? extensionOf(row);
  const { nameNumber } = parseRecordingName(fileName, extension, undefined);
  return {
    ...{ key: keyOfId(recordingId), fileName, bytes: 0, recordingId, startedAtMs },
    modifiedAtMs: endedAtMs ?? startedAtMs,
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
    ...(extension === "" ? {} : { extension }),
    from: row.fromNumber || row.fromDn,
    to: row.toNumber || row.toDn,
    displayName: row.callType === "outgoing" ? row.toName : row.fromName,
    ...(nameNumber === undefined ? {} : { nameNumber }),
  };
}

/** Whose talk it was: who was called, or who called out. */
function extensionOf({ callType, fromDn, toDn }: ListedRecording): string {
  return callType === "outgoing" ? fromDn : toDn;
}

export const archivedFailure: RecordingFailure = {
  ...{ ok: false, problem: "archived", again: true },
  sentence:
    "3CX has moved this recording to its archive. It cannot be read from here; it is asked for again.",
};
