/** The PBX's own list of recordings, held against files and links. */
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";
import type { EndedLink, ListedRecording, SourceFile } from "../types.ts";
import { type Fit, fitOf } from "./fit.ts";
import { talkOfEnded } from "./talk.ts";
import { traceOfListed, traceOfSegment } from "./trace.ts";

const FOLDER_KEY = "folder:";

/** The row of this very file: by its id, or by its path, which some copies keep with escapes. */
export function findListed(
  file: SourceFile,
  listed: readonly ListedRecording[],
): ListedRecording | undefined {
  if (file.recordingId !== undefined) return listed.find((row) => row.recordingId === file.recordingId);
  const path = folderPathOf(file);
  return path === undefined
    ? undefined
    : listed.find((row) => row.path !== "" && plainPath(row.path) === path);
}

/** As `plainPath` gives those of the list; `undefined` for what came in by no folder. */
export function folderPathOf({ key }: SourceFile): string | undefined {
  return key.startsWith(FOLDER_KEY) ? plainPath(key.slice(FOLDER_KEY.length)) : undefined;
}

/** Two ways of writing one path are the same then. */
export function plainPath(path: string): string {
  try {
    return decodeURIComponent(path).normalize();
  } catch {
    return path.normalize();
  }
}

/**
 * How many files belong to a link, as far as the PBX itself tells; `undefined` while neither its list nor its
 * log has anything about this link. 0: it was not recorded.
 */
export function expectedFiles(
  link: EndedLink,
  listed: readonly ListedRecording[],
  loggedCalls: readonly LoggedCall[],
): number | undefined {
  const talk = talkOfEnded(link);
  if (talk === undefined) return 0;
  const ids = new Set(link.recordingIds);
  let isLogged = false;
  for (const call of loggedCalls) {
    for (const segment of call.segments) {
      if (segment.dnType !== "extension" || !segment.answered) continue;
      if (!isTalk(fitOf(talk, traceOfSegment(call, segment), 0))) continue;
      isLogged = true;
      for (const id of segment.recordingIds) ids.add(id);
    }
  }
  for (const row of listed) if (isTalk(fitOf(talk, traceOfListed(row), 0))) ids.add(row.recordingId);
  return ids.size > 0 || isLogged ? ids.size : undefined;
}

function isTalk(fit: Fit | undefined): boolean {
  return fit !== undefined && fit.extension && fit.number && fit.onTime;
}
