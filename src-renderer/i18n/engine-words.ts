/**
 * Sentences of the engine in the language of the window. The engine speaks English; what it says is found
 * again by its code and said in German. What has no code (a newer service, the words of a receiver or of an
 * operating system) stays as it came.
 */
import type { CodedMessage } from "../../src-shared/messages/coded-message.ts";
import {
  fillPattern,
  partsOfPattern,
  type PatternPart,
  type PlaceKind,
} from "../../src-shared/messages/pattern.ts";
import { readMessages } from "../../src-shared/messages/read-message.ts";
import type { Language } from "../format/language.ts";
import { engineGerman } from "./engine/german.ts";

/** Empty for an empty text. */
export function engineWords(text: string, language: Language): string {
  if (language === "en" || text === "") return text;
  const read = readMessages(text);
  return read.every(isNoSentence) ? (standingAlone(text) ?? allWords(read)) : allWords(read);
}

/** What only fills other sentences would take `Expected GET or POST.` for a choice of two words. */
function isNoSentence({ code }: CodedMessage): boolean {
  return code === undefined || code.startsWith("expect.");
}

/** A remark about a setting reads on after its place; at a field it stands alone, with a capital and a stop. */
function standingAlone(text: string): string | undefined {
  const start = text.charAt(0).toLowerCase() + text.slice(1);
  for (const remark of [start.replace(/\.$/, ""), start]) {
    const read = readMessages(remark);
    if (read.some(isNoSentence)) continue;
    const words = allWords(read);
    const stop = remark === start || /[.?!]$/.test(words) ? "" : ".";
    return words.charAt(0).toUpperCase() + words.slice(1) + stop;
  }
  return undefined;
}

function allWords(read: readonly CodedMessage[]): string {
  return read.map(germanOf).join(" ");
}

const parsed = new Map<string, readonly PatternPart[]>();

function germanOf({ code, values, text }: CodedMessage): string {
  if (code === undefined) return text;
  const parts = parsed.get(code) ?? partsOfPattern(engineGerman[code]);
  parsed.set(code, parts);
  return fillPattern(parts, values, germanValue);
}

function germanValue(value: string, kind: PlaceKind): string {
  switch (kind) {
    case "m":
      return allWords(readMessages(value));
    case "n":
      return Number(value).toLocaleString("de");
    case "size":
      return value.replace(".", ",");
    case "date":
      return germanDate(value);
    case "w":
    case "p":
    case "text":
      return value;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

/** Days as in `2026-11-22`, times as certificates (`Nov 22 10:00:00 2026 GMT`) and ISO 8601 have them. */
function germanDate(value: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  const date = new Date(isDay ? `${value}T00:00` : value);
  if (Number.isNaN(date.getTime())) return allWords(readMessages(value));
  return date.toLocaleString(
    "de",
    isDay ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" },
  );
}
