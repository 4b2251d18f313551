/**
 * Reads rows of XAPI `Recordings`. Field names are those of the swagger that 3cx/xapi-tutorial publishes;
 * every one of them but `Id` may be null.
 */
import type { ListedRecording } from "../../recordings/types.ts";
import { asObject, field, flag, integer, text, timeMs } from "./values.ts";

/** `undefined` when the row has no id or no begin: nothing could be done with it. */
export function parseRecording(value: unknown): ListedRecording | undefined {
  const row = asObject(value);
  if (row === undefined) return undefined;
  const recordingId = integer(row, "Id");
  const startedAtMs = timeMs(row, "StartTime");
  if (recordingId === undefined || recordingId < 0 || startedAtMs === undefined) return undefined;
  const endedAtMs = timeMs(row, "EndTime");
  return {
    recordingId,
    startedAtMs,
    ...(endedAtMs === undefined || endedAtMs < startedAtMs ? {} : { endedAtMs }),
    callType: callTypeOf(field(row, "CallType")),
    fromDn: text(row, "FromDn"),
    fromNumber: text(row, "FromCallerNumber"),
    fromName: text(row, "FromDisplayName"),
    toDn: text(row, "ToDn"),
    toNumber: text(row, "ToCallerNumber"),
    toName: text(row, "ToDisplayName"),
    didNumber: text(row, "FromDidNumber") || text(row, "ToDidNumber"),
    path: pathOf(text(row, "RecordingUrl")),
    archived: flag(row, "IsArchived") ?? false,
  };
}

function callTypeOf(word: unknown): ListedRecording["callType"] {
  switch (word) {
    case "Local":
      return "local";
    case "InboundExternal":
      return "incoming";
    case "OutboundExternal":
      return "outgoing";
    default:
      return "unknown";
  }
}

/** `302/%5BTampa%20South%5D_302-….wav`; on Windows perhaps with backslashes. */
function pathOf(url: string): string {
  const parts = url.replaceAll("\\", "/").split("/");
  return parts
    .map(unescaped)
    .filter((part) => part !== "")
    .join("/");
}

/** An escaped slash belongs to a name, where it would be mistaken for a folder's end. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll(/[\\/]/g, "_");
  } catch {
    return part;
  }
}
