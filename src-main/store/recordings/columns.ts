/** Which column of the table recording holds which field, and the way between the two. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { LibraryRow, NewLibraryRow } from "../../recordings/types.ts";

export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

/** Field -> column; every field of a row has one, or this does not compile. */
export const columnOf = {
  sourceKey: "source_key",
  fileName: "file_name",
  state: "state",
  problem: "problem",
  sentence: "sentence",
  extension: "extension",
  otherNumber: "other_number",
  otherName: "other_name",
  from: "from_number",
  to: "to_number",
  nameNumber: "name_number",
  recordingId: "recording_id",
  startedAtMs: "started_at_ms",
  durationS: "duration_s",
  sourceBytes: "source_bytes",
  chainId: "chain_id",
  link: "link",
  callEndedAtMs: "call_ended_at_ms",
  evidence: "evidence",
  mp3Name: "mp3_name",
  mp3Bytes: "mp3_bytes",
  progress: "progress",
  sendKey: "send_key",
  foundAtMs: "found_at_ms",
  matchedAtMs: "matched_at_ms",
  convertedAtMs: "converted_at_ms",
  sentAtMs: "sent_at_ms",
  purgedAtMs: "purged_at_ms",
  nextTryAtMs: "next_try_at_ms",
  tries: "tries",
  simulated: "simulated",
} as const satisfies { readonly [Field in keyof Required<NewLibraryRow>]: string };

type Field = keyof typeof columnOf;

const columns: readonly (readonly [field: Field, column: string])[] = fieldsOf(columnOf).map((field) => [
  field,
  columnOf[field],
]);

/** The fields that an object has, also those that are `undefined`; others are left out. */
export function fieldsOf(values: { readonly [Name in Field]?: unknown }): Field[] {
  return Object.keys(values).filter((name): name is Field => Object.hasOwn(columnOf, name));
}

/** What is stored for a field's value; absent is NULL. */
export function stored(value: string | number | true | undefined): SQLInputValue {
  return value === true ? 1 : (value ?? null);
}

export function rowFrom(row: SqlRow): LibraryRow {
  const fields: Record<string, SQLOutputValue> = { id: row["id"] ?? 0 };
  for (const [field, column] of columns) {
    const value = row[column];
    if (value !== null && value !== undefined) fields[field] = value;
  }
  const flags = row["simulated"] === 1 ? { simulated: true } : {};
  // The table is strict: it holds what a LibraryRow held, column by column.
  return { ...fields, ...flags } as unknown as LibraryRow;
}
