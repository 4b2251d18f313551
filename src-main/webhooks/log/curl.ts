/** A logged request as a command for a POSIX shell, to be tried by hand. */
import type { LogRequest } from "../../../src-shared/webhooks/log-query.ts";
import { piecesOf, type Piece } from "./request-pieces.ts";

export function asCurl(request: LogRequest): string {
  const { url, headers, comments } = piecesOf(request, (name) => name);
  const lines = [
    `curl --globoff --request ${request.method} ${shellWord(url)}`,
    ...headers.map(({ name, value }) => `  --header ${shellWord(headerLine(name, value))}`),
    ...(request.body === undefined ? [] : [`  --data-raw ${shellWord([{ text: request.body }])}`]),
  ];
  return [...comments, lines.join(" \\\n")].join("\n");
}

/** curl drops a header without a value, unless it ends in a semicolon. */
function headerLine(name: string, value: readonly Piece[]): readonly Piece[] {
  const [first] = value;
  const isEmpty = value.length === 1 && first !== undefined && "text" in first && first.text === "";
  return isEmpty ? [{ text: `${name};` }] : [{ text: `${name}: ` }, ...value];
}

/** Nothing within single quotes means anything to a shell; a single quote itself must stand outside. */
function shellWord(pieces: readonly Piece[]): string {
  const word = pieces.map((piece) => {
    if ("variable" in piece) return `"$${piece.variable}"`;
    return piece.text === "" ? "" : `'${piece.text.replaceAll("'", `'\\''`)}'`;
  });
  return word.join("") || "''";
}
