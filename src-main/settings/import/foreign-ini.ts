/** The settings of another product as keys and values: sections do not matter there, case and order of keys neither. Pure. */
import { parseIni } from "../ini-document.ts";

export interface ForeignSetting {
  /** In capitals. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

export interface ForeignIni {
  /** The first of each key. */
  readonly settings: ReadonlyMap<string, ForeignSetting>;
  /** Further ones of a key that was there before. */
  readonly repeated: readonly ForeignSetting[];
  /** Lines that are no setting. */
  readonly strangeLines: readonly number[];
}

/** No address or flag is longer, and a window takes no change that is much longer. */
const longestValue = 10_000;

export function parseForeignIni(text: string): ForeignIni {
  const document = parseIni(text);
  const settings = new Map<string, ForeignSetting>();
  const repeated: ForeignSetting[] = [];
  const strange: number[] = [];
  for (const entry of document.entries) {
    const key = entry.key.toUpperCase();
    if (isComment(key)) continue;
    const value = withoutComment(entry.value);
    if (value.length > longestValue) {
      strange.push(entry.line);
      continue;
    }
    const setting = { key, value, line: entry.line };
    if (settings.has(key)) repeated.push(setting);
    else settings.set(key, setting);
  }
  const lines = text.split(/\r\n|\n|\r/);
  const strangeLines = document.problems
    .map(({ line }) => line)
    .filter((line) => !isComment(lines[line - 1]?.trim() ?? ""));
  return { settings, repeated, strangeLines: [...strange, ...strangeLines] };
}

function isComment(text: string): boolean {
  return text.startsWith("//") || text.startsWith("REM ") || text.startsWith("'");
}

/** Our own files have comments after `;` only; an address or a flag never holds a blank. */
function withoutComment(value: string): string {
  const at = value.search(/\s(?:#|\/\/)/);
  return at < 0 ? value : value.slice(0, at).trimEnd();
}

/** `undefined` when it is neither yes nor no. */
export function flagOf(value: string): boolean | undefined {
  if (/^(1|yes|true|on)$/i.test(value)) return true;
  return /^(0|no|false|off)$/i.test(value) ? false : undefined;
}
