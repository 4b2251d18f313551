/** Where a page ended, as a text that means nothing outside. */

const form = /^p([0-9a-z]{1,11})$/;

export function cursorAt(lastId: number): string {
  return `p${lastId.toString(36)}`;
}

/** `undefined` for the first page; "unknown" for what is no cursor of this log. */
export function readCursor(cursor: string | undefined): number | undefined | "unknown" {
  if (cursor === undefined || cursor === "") return undefined;
  const digits = form.exec(cursor)?.[1];
  const id = digits === undefined ? Number.NaN : Number.parseInt(digits, 36);
  return Number.isSafeInteger(id) ? id : "unknown";
}
