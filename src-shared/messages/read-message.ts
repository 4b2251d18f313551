/**
 * Which messages a text of the engine is made of. Sentences are kept as texts (in the log, in databases, in
 * /health) and passed through masks, so their codes are found again from the wording they were made of: that
 * works for what an earlier version has stored, too.
 */
import { type MessageCode, messageCodes, messages } from "./catalogue.ts";
import type { CodedMessage } from "./coded-message.ts";
import { type MessageValues, partsOfPattern, type PatternPart, placesOf, shapeOfPattern } from "./pattern.ts";

interface Reader {
  readonly code: MessageCode;
  readonly whole: RegExp;
  readonly beginning: RegExp;
}

let readers: readonly Reader[] | undefined;

/** Those with more words of their own first: they say more than one that is mostly places. */
function allReaders(): readonly Reader[] {
  readers ??= messageCodes
    .map((code) => ({ code, parts: partsOfPattern(messages[code]) }))
    .toSorted((a, b) => ownLetters(b.parts) - ownLetters(a.parts))
    .map(({ code, parts }) => {
      const shape = shapeOfPattern(parts);
      return { code, whole: new RegExp(`^${shape}$`), beginning: new RegExp(`^${shape}(?=\\s)`) };
    });
  return readers;
}

function ownLetters(parts: readonly PatternPart[]): number {
  return parts.reduce((sum, part) => sum + (part.type === "text" ? part.text.length : 0), 0);
}

const mostKept = 2000;
const known = new Map<string, readonly CodedMessage[]>();

/** Never empty for a text that is not; what nobody knows stands there without a code. */
export function readMessages(text: string): readonly CodedMessage[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = readAfresh(text);
  if (known.size >= mostKept) known.clear();
  known.set(text, read);
  return read;
}

function readAfresh(text: string): readonly CodedMessage[] {
  if (text === "") return [];
  // What others have said can be long; sentences of the engine are not.
  if (text.length > longestText) return [{ text, values: {} }];
  const whole = wholeOf(text);
  if (whole !== undefined && !spansSentences(whole)) return [whole];
  return beginningOf(text) ?? [whole ?? { text, values: {} }];
}

function wholeOf(text: string): CodedMessage | undefined {
  let second: CodedMessage | undefined;
  for (const { code, whole } of allReaders()) {
    const found = whole.exec(text);
    if (found === null) continue;
    const message = { code, text, values: valuesOf(found) };
    if (!spansSentences(message)) return message;
    second ??= message;
  }
  return second;
}

/** One sentence of several, and what the rest is made of. */
function beginningOf(text: string): readonly CodedMessage[] | undefined {
  for (const { code, beginning } of allReaders()) {
    const found = beginning.exec(text);
    if (found === null) continue;
    const message = { code, text: found[0], values: valuesOf(found) };
    if (spansSentences(message)) continue;
    return [message, ...readAfresh(text.slice(found[0].length).trimStart())];
  }
  return undefined;
}

/** A place that took in the end of its sentence and the next one: another message fits better, if there is one. */
function spansSentences({ code, values }: CodedMessage): boolean {
  if (code === undefined) return false;
  return [...placesOf(partsOfPattern(messages[code]))].some(
    ([name, kind]) => kind !== "m" && /[.?!] \p{Lu}/u.test(values[name] ?? ""),
  );
}

const longestText = 4000;

function valuesOf({ groups = {} }: RegExpExecArray): MessageValues {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}
