/** Between what a source tells of a file and what the list keeps of it. */
import type { RecordingState } from "../../../src-shared/recordings/recording.ts";
import type { LibraryRow, NewLibraryRow, SourceFile } from "../types.ts";

export interface FileMemory {
  note(file: SourceFile): void;
  /** What the source told of it in this run, else what the list still knows. */
  of(row: LibraryRow): SourceFile;
}

const MOST_FILES = 20_000;

export function createFileMemory(): FileMemory {
  const files = new Map<string, SourceFile>();
  return {
    note(file) {
      files.delete(file.key);
      files.set(file.key, file);
      if (files.size <= MOST_FILES) return;
      const oldest = files.keys().next();
      if (oldest.done !== true) files.delete(oldest.value);
    },
    of: (row) => files.get(row.sourceKey) ?? fileOf(row),
  };
}

function fileOf(row: LibraryRow): SourceFile {
  const { sourceKey, fileName, sourceBytes, startedAtMs, extension, from, to, otherName } = row;
  return {
    ...{ key: sourceKey, fileName, bytes: sourceBytes, startedAtMs },
    modifiedAtMs: Math.max(startedAtMs, Math.min(row.foundAtMs, row.callEndedAtMs ?? row.foundAtMs)),
    ...(extension === "" ? {} : { extension }),
    ...(from === "" ? {} : { from }),
    ...(to === "" ? {} : { to }),
    ...(otherName === "" ? {} : { displayName: otherName }),
    ...(row.nameNumber === undefined ? {} : { nameNumber: row.nameNumber }),
    ...(row.recordingId === undefined ? {} : { recordingId: row.recordingId }),
  };
}

export function newRow(file: SourceFile, state: RecordingState, nowMs: number): NewLibraryRow {
  return { ...fieldsOf(file), state, sentence: "", foundAtMs: nowMs, tries: 0 };
}

/** What the list keeps of a file, to be told anew when it changed. */
export function fieldsOf(file: SourceFile) {
  const { extension = "", from = "", to = "" } = file;
  return {
    sourceKey: file.key,
    fileName: file.fileName,
    extension,
    from,
    to,
    otherNumber: sameDn(from, extension) ? to : from,
    otherName: file.displayName ?? "",
    startedAtMs: file.startedAtMs ?? file.modifiedAtMs,
    sourceBytes: file.bytes,
    ...(file.nameNumber === undefined ? {} : { nameNumber: file.nameNumber }),
    ...(file.recordingId === undefined ? {} : { recordingId: file.recordingId }),
  };
}

function sameDn(number: string, extension: string): boolean {
  return extension !== "" && number.trim() === extension;
}
