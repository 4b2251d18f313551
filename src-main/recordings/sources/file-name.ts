/**
 * What the name of a recording says: `[name]_from-to_yyyyMMddHHmmss(n).wav`, as folder watchers for 3CX V16 to
 * V20 have published it. Names carry what a caller sent, so anything may be missing, doubled or escaped.
 */
import { wallTimeMs } from "./local-time.ts";

export interface RecordingName {
  readonly displayName?: string;
  readonly from?: string;
  readonly to?: string;
  readonly startedAtMs?: number;
  /** The number in brackets: perhaps the callid, perhaps the recording's id. */
  readonly nameNumber?: number;
}

const ending = /\.(?:wav|mp3|ogg)$/i;
const tail = /_?(\d{14})(?:\((\d{1,15})\))?$/;

/** Whether a file of this name is a recording. Files that begin with a dot are somebody's temporary ones. */
export function isRecordingName(fileName: string): boolean {
  return ending.test(fileName) && !fileName.startsWith(".");
}

/**
 * @param extension whose folder it lies in; tells which dash stands between the two numbers
 * @param timezone of the PBX; `undefined`: that of this machine
 */
export function parseRecordingName(
  fileName: string,
  extension: string | undefined,
  timezone: string | undefined,
): RecordingName {
  const name = unescaped(fileName).replace(ending, "");
  const found = tail.exec(name);
  if (found === null) return {};
  const [, digits = "", number] = found;
  const startedAtMs = wallTimeMs(digits, timezone);
  return {
    ...partiesOf(name.slice(0, found.index), extension),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(number === undefined ? {} : { nameNumber: Number(number) }),
  };
}

/** Some copies of a name keep the escapes of its address (`%5BTampa%20South%5D_…`). */
function unescaped(fileName: string): string {
  if (!/%[0-9a-f]{2}/i.test(fileName)) return fileName;
  try {
    return decodeURIComponent(fileName);
  } catch {
    return fileName;
  }
}

/** `[name]_from-to`, `name_from-to` or `from-to`. */
function partiesOf(text: string, extension: string | undefined): RecordingName {
  const bracket = text.startsWith("[") ? text.lastIndexOf("]") : -1;
  if (bracket > 0) {
    const numbers = text.slice(bracket + 1).replace(/^_/, "");
    return { displayName: text.slice(1, bracket), ...numbersOf(numbers, extension) };
  }
  const line = text.lastIndexOf("_");
  if (line < 0) return numbersOf(text, extension);
  return { displayName: text.slice(0, line), ...numbersOf(text.slice(line + 1), extension) };
}

function numbersOf(text: string, extension: string | undefined): RecordingName {
  const dash = dashOf(text, extension);
  return dash < 0 ? {} : { from: text.slice(0, dash), to: text.slice(dash + 1) };
}

/** Numbers may have dashes of their own; the recorded extension is one of the two. */
function dashOf(text: string, extension: string | undefined): number {
  if (extension !== undefined && text.startsWith(`${extension}-`)) return extension.length;
  if (extension !== undefined && text.endsWith(`-${extension}`)) return text.length - extension.length - 1;
  return text.indexOf("-");
}
