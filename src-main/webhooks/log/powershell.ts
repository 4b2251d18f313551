/**
 * A logged request as a command for PowerShell. Not with its curl: Windows PowerShell takes the quotes out
 * of what it hands to programs, and with them the sense of a JSON body.
 */
import type { LogRequest } from "../../../src-shared/webhooks/log-query.ts";
import { piecesOf, type Piece } from "./request-pieces.ts";

export function asPowerShell(request: LogRequest): string {
  const { url, headers, comments } = piecesOf(request, (name) => `$env:${name}`);
  // It takes the type of the content from its own argument only.
  const contentType = headers.find(({ name }) => name === "content-type");
  const others = headers.filter((header) => header !== contentType && header.name !== "content-length");
  const pairs = others.map(({ name, value }) => `${word([{ text: name }])} = ${word(value)}`);
  const parts = [
    `Invoke-WebRequest -UseBasicParsing -Method ${request.method} -Uri ${word(url)}`,
    `-Headers @{ ${pairs.join("; ")} }`,
    ...(contentType === undefined ? [] : [`-ContentType ${word(contentType.value)}`]),
    ...(request.body === undefined
      ? []
      : [`-Body ([Text.Encoding]::UTF8.GetBytes(${word([{ text: request.body }])}))`]),
  ];
  return [...comments, parts.join(" `\n  ")].join("\n");
}

/** Within single quotes only the single quote means something; PowerShell takes the typographic ones for it, too. */
function word(pieces: readonly Piece[]): string {
  const words = pieces
    .filter((piece) => "variable" in piece || piece.text !== "")
    .map((piece) =>
      "variable" in piece
        ? `$env:${piece.variable}`
        : `'${piece.text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`,
    );
  if (words.length === 0) return "''";
  return words.length === 1 ? (words[0] ?? "''") : `(${words.join(" + ")})`;
}
