/** What was thrown, in words. Anything can be thrown, so nothing is believed of it. */

/** The message of an error; the text of anything else. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code that the system or a library gave the error, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
