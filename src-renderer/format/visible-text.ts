/**
 * Makes characters visible that a caller or receiver could use to mislead: controls, bidirectional marks,
 * zero-width ones, tags. Everything else stays, so names in any script read as they should.
 */

const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const invisibleAll = new RegExp(invisible.source, "gu");
/** Joiners belong to emoji and to several scripts; between Latin, Greek or Cyrillic letters they only deceive. */
const joinerInScript =
  /(?<=[\p{L}\p{M}])(?<![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])(?:\u200c|\u200d)(?=\p{L})/gu;
const joinerInEmoji =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)(?:\u200d(?=\p{Extended_Pictographic})|\ufe0f)/gu;

/** One piece of a text; `hidden` says that it stands for a character nobody would see. */
export interface TextPiece {
  readonly text: string;
  readonly hidden: boolean;
}

/** Whether a text needs `visiblePieces` at all: most do not. */
export function hasInvisible(text: string): boolean {
  return invisible.test(text);
}

/** The text in pieces, each invisible character as its name, such as `U+202E`; a line end as `↵`. */
export function visiblePieces(text: string): readonly TextPiece[] {
  const harmless = new Set(
    [...text.matchAll(joinerInScript), ...text.matchAll(joinerInEmoji)].map((match) => match.index),
  );
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(invisibleAll)) {
    if (harmless.has(match.index)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), hidden: false });
    pieces.push({ text: nameOf(match[0]), hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hidden: false });
  return pieces;
}

/** The same as one string, for titles and copied sentences. */
export function visibleText(text: string): string {
  if (!hasInvisible(text)) return text;
  return visiblePieces(text)
    .map((piece) => (piece.hidden ? `[${piece.text}]` : piece.text))
    .join("");
}

function nameOf(character: string): string {
  if (character === "\n") return "↵";
  if (character === "\t") return "⇥";
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
