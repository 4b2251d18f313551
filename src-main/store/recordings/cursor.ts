/** Where a page ended, as a text that means nothing outside. */

/** The last row of a page: the next begins with what began before it or has a lower id. */
export interface Place {
  readonly startedAtMs: number;
  readonly id: number;
}

const form = /^r(-?\d{1,16}(?:\.\d{1,10})?)_(\d{1,16})$/;

export function cursorAt({ startedAtMs, id }: Place): string {
  return `r${startedAtMs}_${id}`;
}

/** `undefined` for the first page; "unknown" for what is no cursor of this list. */
export function readCursor(cursor: string | undefined): Place | undefined | "unknown" {
  if (cursor === undefined || cursor === "") return undefined;
  const [, startedAtMs, id] = form.exec(cursor) ?? [];
  if (startedAtMs === undefined || id === undefined) return "unknown";
  return { startedAtMs: Number(startedAtMs), id: Number(id) };
}
