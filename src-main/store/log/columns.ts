/** Reads columns of a row from SQLite with the type that the layout promises. */
import type { SQLOutputValue } from "node:sqlite";

export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

/** Empty when the column is NULL. */
export function textIn(row: SqlRow, column: string): string {
  const value = row[column];
  return typeof value === "string" ? value : "";
}

/** 0 when the column is NULL. */
export function numberIn(row: SqlRow, column: string): number {
  const value = row[column];
  return typeof value === "number" ? value : 0;
}

/** `{ key: value }` for a column with a text, `{}` for NULL: for properties that may be absent. */
export function optionalText<Key extends string>(
  row: SqlRow,
  column: string,
  key: Key,
): { [Name in Key]?: string } {
  const value = row[column];
  return typeof value === "string" ? ({ [key]: value } as { [Name in Key]?: string }) : {};
}

/** `{ key: value }` for a column with a number, `{}` for NULL. */
export function optionalNumber<Key extends string>(
  row: SqlRow,
  column: string,
  key: Key,
): { [Name in Key]?: number } {
  const value = row[column];
  return typeof value === "number" ? ({ [key]: value } as { [Name in Key]?: number }) : {};
}
