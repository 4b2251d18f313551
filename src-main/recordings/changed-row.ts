/** What a change makes of a row, as the list on disk does it: a field that is set to nothing is gone. */
import type { LibraryRow, RecordingChange } from "./types.ts";

export function changedRow(row: LibraryRow, set: RecordingChange): LibraryRow {
  const entries = Object.entries({ ...row, ...set }).filter(([, value]) => value !== undefined);
  // Only optional fields are ever cleared, by the type of the change's callers.
  return Object.fromEntries(entries) as unknown as LibraryRow;
}
