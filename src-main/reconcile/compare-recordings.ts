/** Holds the PBX's list of recordings of a day against those this program knows. */
import type { RecordingPage, RecordingQuery, RecordingRow } from "../../src-shared/recordings/recording.ts";
import type { ListedRecording, PbxRecordings } from "../recordings/types.ts";
import type { Differences } from "./differences.ts";
import type { Refusal, Span } from "./types.ts";

export interface RecordingsToCompare {
  /** The PBX's own list. */
  readonly list: PbxRecordings["list"];
  /** Those this program knows; rejects with a sentence when its list cannot be read. */
  readonly page: (query: RecordingQuery) => Promise<RecordingPage>;
}

export interface RecordingsCompared {
  readonly listed: number;
  readonly known: number;
}

interface Known {
  readonly keys: ReadonlySet<string>;
  readonly fileNames: ReadonlySet<string>;
  /** `<extension>` with the second in which it began. */
  readonly moments: ReadonlySet<string>;
}

const stretchMs = 2 * 3_600_000;
const leastStretchMs = 5 * 60_000;
/** Names of files have whole seconds, and the PBX's clock may differ from that of its file system. */
const momentS = 3;
/** Conversion and downloads wait for their turn. */
const lateMs = 3_600_000;
const pageRows = 500;

export async function compareRecordings(
  { list, page }: RecordingsToCompare,
  day: Span,
  nowMs: number,
  differences: Differences,
  signal: AbortSignal,
): Promise<RecordingsCompared | Refusal> {
  const known = await readKnown(page, day, differences);
  let listed = 0;
  let found = 0;
  const lastMs = Math.min(day.toMs, nowMs);
  let stepMs = stretchMs;
  for (let fromMs = day.fromMs; fromMs < lastMs && !signal.aborted; fromMs += stepMs) {
    let answer = await list(fromMs, Math.min(fromMs + stepMs, lastMs), signal);
    for (; answer.ok && answer.more && stepMs > leastStretchMs; stepMs /= 2)
      answer = await list(fromMs, Math.min(fromMs + stepMs / 2, lastMs), signal);
    if (!answer.ok) return { ok: false, sentence: answer.sentence, advice: answer.advice };
    for (const recording of answer.recordings) {
      listed += 1;
      if (isKnown(recording, known)) found += 1;
      else {
        const kind = nowMs - recording.startedAtMs < lateMs ? "recording-late" : "recording-missing";
        differences.add({ kind }, itemOf(recording));
      }
    }
  }
  return { listed, known: found };
}

/** Reads the rows near the day; those of the day that got stuck are differences of their own. */
async function readKnown(
  page: RecordingsToCompare["page"],
  { fromMs, toMs }: Span,
  differences: Differences,
): Promise<Known> {
  const keys = new Set<string>();
  const fileNames = new Set<string>();
  const moments = new Set<string>();
  let cursor: string | undefined;
  do {
    const near = { fromMs: fromMs - 60_000, toMs: toMs + 60_000, limit: pageRows };
    const { rows, cursor: next } = await page({ ...near, ...(cursor === undefined ? {} : { cursor }) });
    for (const row of rows) {
      keys.add(row.sourceKey);
      fileNames.add(row.fileName);
      moments.add(momentOf(row.extension, row.startedAtMs, 0));
      if (row.startedAtMs >= fromMs && row.startedAtMs < toMs) noteStuck(row, differences);
    }
    cursor = next;
  } while (cursor !== undefined);
  return { keys, fileNames, moments };
}

function noteStuck(row: RecordingRow, differences: Differences): void {
  if (row.state !== "unmatched" && row.state !== "failed") return;
  const { startedAtMs: atMs, otherNumber: number, extension: user, fileName: file } = row;
  differences.add({ kind: `recording-${row.state}` }, { atMs, number, user, file });
}

function isKnown({ recordingId, path, fromDn, toDn, startedAtMs }: ListedRecording, known: Known): boolean {
  if (known.keys.has(`pbx:${recordingId}`) || known.keys.has(`folder:${path}`)) return true;
  const name = path.split("/").at(-1) ?? "";
  if (name !== "" && known.fileNames.has(name)) return true;
  for (const dn of [fromDn, toDn]) {
    if (dn === "") continue;
    for (let offS = -momentS; offS <= momentS; offS++)
      if (known.moments.has(momentOf(dn, startedAtMs, offS))) return true;
  }
  return false;
}

function momentOf(extension: string, startedAtMs: number, offS: number): string {
  return `${extension} ${Math.floor(startedAtMs / 1000) + offS}`;
}

function itemOf(recording: ListedRecording) {
  const { startedAtMs: atMs, callType, fromDn, toDn, fromNumber, toNumber, path, recordingId } = recording;
  const outgoing = callType === "outgoing";
  return {
    ...{ atMs, number: outgoing ? toNumber : fromNumber, user: outgoing ? fromDn : toDn },
    file: path === "" ? `#${recordingId}` : path,
  };
}
