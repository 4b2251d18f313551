/** What a recording says of the talk it was made of, from its file's name, the PBX's list or the call log. */
import type { LoggedCall, LoggedSegment } from "../../../src-shared/telephony/call-log.ts";
import type { ListedRecording, SourceFile } from "../types.ts";

export interface Trace {
  /** Whose phone was recorded, where that is known. */
  readonly extension: string | undefined;
  /** Both sides as shown, as far as known. */
  readonly numbers: readonly string[];
  /** Only internal talks fit, or only outside ones; `undefined`: the source does not say. */
  readonly internal: boolean | undefined;
  readonly startMs: number;
  /** When it ended, where that was written down; a file's last change may be later. */
  readonly endMs: number | undefined;
  /** It was complete by then. */
  readonly doneMs: number;
  /** The time is a moment, not a wall clock's reading whose zone is a guess. */
  readonly zoneSure: boolean;
}

/** `undefined` when nothing says when it began: then no time can be held against a talk's. */
export function traceOfFile(file: SourceFile, listed: ListedRecording | undefined): Trace | undefined {
  if (listed !== undefined) return traceOfListed(listed, file);
  if (file.startedAtMs === undefined) return undefined;
  return {
    extension: file.extension || undefined,
    numbers: [file.from, file.to].flatMap((number) => number ?? []),
    internal: undefined,
    startMs: file.startedAtMs,
    endMs: file.endedAtMs,
    doneMs: file.endedAtMs ?? file.modifiedAtMs,
    zoneSure: file.recordingId !== undefined,
  };
}

export function traceOfListed(row: ListedRecording, file?: SourceFile): Trace {
  const { callType, startedAtMs, endedAtMs } = row;
  return {
    extension: file?.extension || extensionOf(row),
    // Any field of a row may be unset; the name says it then.
    numbers: [row.fromNumber || (file?.from ?? ""), row.toNumber || (file?.to ?? "")],
    internal: callType === "unknown" ? undefined : callType === "local",
    startMs: startedAtMs,
    endMs: endedAtMs,
    doneMs: endedAtMs ?? Math.max(file?.modifiedAtMs ?? 0, startedAtMs),
    zoneSure: true,
  };
}

export function traceOfSegment(call: LoggedCall, segment: LoggedSegment): Trace {
  const startMs = segment.startedAtMs + segment.ringingS * 1000;
  const endMs = startMs + segment.talkingS * 1000;
  return {
    extension: segment.dn,
    numbers: [call.number],
    internal: call.direction === "internal",
    startMs,
    endMs,
    doneMs: endMs,
    zoneSure: true,
  };
}

/** The folder it lies in is the recorded phone's; else the inside end of the call. */
function extensionOf({ path, callType, fromDn, toDn }: ListedRecording): string | undefined {
  const [folder, ...rest] = path.split("/");
  if (rest.length > 0 && folder !== undefined && (folder === fromDn || folder === toDn)) return folder;
  if (callType === "incoming") return toDn || undefined;
  return callType === "outgoing" ? fromDn || undefined : undefined;
}
