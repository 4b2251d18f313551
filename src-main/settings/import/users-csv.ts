/**
 * Users.csv: whose calls go to the second receiver. Its columns are not published, so the first one
 * counts, with or without a heading. Pure.
 */

export interface CsvUsers {
  /** Each once, in the order of the file. */
  readonly extensions: readonly string[];
  /** Lines whose first column is no extension. */
  readonly strangeLines: readonly { readonly line: number; readonly text: string }[];
}

export function parseUsersCsv(text: string): CsvUsers {
  const extensions = new Set<string>();
  const strangeLines: { line: number; text: string }[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const first = firstColumn(line);
    if (/^\d{1,15}$/.test(first)) extensions.add(first);
    else if (line.trim() !== "" && index > 0) strangeLines.push({ line: index + 1, text: first });
  });
  return { extensions: [...extensions], strangeLines };
}

function firstColumn(line: string): string {
  const [column = ""] = line.split(/[,;\t]/);
  return column
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
}

/** `101, 103-105`: three in a row or more are written as a range, so that hundreds stay readable. */
export function userList(extensions: readonly string[], sign: "" | "-" = ""): string {
  const sorted = [...extensions].toSorted((a, b) => a.length - b.length || Number(a) - Number(b));
  const runs: string[][] = [];
  for (const extension of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const next =
      last !== undefined && last.length === extension.length && Number(extension) === Number(last) + 1;
    if (run !== undefined && next) run.push(extension);
    else runs.push([extension]);
  }
  const words = runs.flatMap((run) => (run.length < 3 ? run : [`${run[0]}-${run.at(-1)}`]));
  return words.map((word) => sign + word).join(", ");
}
