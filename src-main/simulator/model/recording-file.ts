/** The name of a recording's file, `[name]_from-to_yyyyMMddHHmmss(n).wav`, in the variants that switches choose. */
import type { SimSwitches } from "./switches.ts";

export interface RecordingParties {
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  /** The queue or group that the call went through; empty when none did. */
  readonly queueName: string;
}

const localZone = "Europe/Prague";
/** Escapes take up to three characters for each byte, and file systems allow 255 for a name. */
const longestName = 40;
const longestEscapedName = 10;
const hostileName = "]_666-+420000000000_20200101000000(1).wav\u202E %2F..; rm -rf '$(x)' [";

/** `number` stands in brackets at the end; nobody has documented which one that is. */
export function recordingFileName(
  parties: RecordingParties,
  startedAtMs: number,
  number: number,
  switches: SimSwitches,
): string {
  const { from, to } = parties;
  const time = fileTime(startedAtMs, switches.recordingTime);
  const ending = switches.recordingCodec === "mp3" ? "mp3" : "wav";
  return `[${nameOf(parties, switches)}]_${from}-${to}_${time}(${number}).${ending}`;
}

/** The name on disk: as it is, or with the escapes of its address. */
export function nameOnDisk(fileName: string, { recordingName }: SimSwitches): string {
  return recordingName === "escaped" ? encodeURIComponent(fileName) : fileName;
}

function nameOf({ fromName, queueName }: RecordingParties, { recordingName }: SimSwitches): string {
  switch (recordingName) {
    case "caller":
      return fileSafe(fromName, longestName);
    case "empty":
      return "";
    case "queue":
      return fileSafe(`${queueName || "Support"}:${fromName}`, longestName).replace(" ", ":");
    case "escaped":
      return fileSafe(fromName, longestEscapedName);
    case "hostile":
      return fileSafe(hostileName, 2 * longestName);
    default: {
      const never: never = recordingName;
      return never;
    }
  }
}

/** `yyyyMMddHHmmss` */
function fileTime(ms: number, clock: SimSwitches["recordingTime"]): string {
  const timeZone = clock === "utc" ? "UTC" : localZone;
  // Swedish writes dates as ISO 8601 does.
  return new Date(ms).toLocaleString("sv-SE", { timeZone }).replaceAll(/\D/g, "");
}

/** Names come from outside; a file's name is short and has no separators. */
function fileSafe(name: string, longest: number): string {
  return [...name.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, " ")].slice(0, longest).join("").trim();
}
