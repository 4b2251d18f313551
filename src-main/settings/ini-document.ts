/**
 * A settings file that can be changed without losing what people wrote around the values: comments, order, blank lines,
 * line ends. Our own, because the ini packages of the registry read values and write a new file without the comments.
 */
import { parseIniLine, withValue, writtenValue } from "./ini-line.ts";
import type { IniLine } from "./ini-line.ts";

export interface IniDocument {
  /** Every setting in order, repeated ones too, without those under a heading that cannot be read. `section` is as written; lines count from 1. */
  readonly entries: readonly IniEntry[];
  readonly sections: readonly { readonly name: string; readonly line: number }[];
  /** Lines that mean nothing. */
  readonly problems: readonly { readonly line: number; readonly section: string; readonly problem: string }[];
  /** The first value, or `undefined`. Names are compared without regard to case. */
  get(section: string, key: string): string | undefined;
  /** A document with the value in place; missing keys and sections are added at the end of their section or the file. The value must be free of line breaks. */
  set(section: string, key: string, value: string): IniDocument;
  removeKey(section: string, key: string): IniDocument;
  addSection(section: string): IniDocument;
  /** Without the section, its settings and its comments; comments right above the next heading stay. */
  removeSection(section: string): IniDocument;
  /** Byte for byte what was parsed, but for what was changed. */
  toString(): string;
}

export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
  /** The line of the heading above; 0 when there is none. */
  readonly headingLine: number;
}

/** Takes any text; what it cannot read is in `problems`. */
export function parseIni(text: string): IniDocument {
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return documentOf(bom, splitLines(text.slice(bom.length)));
}

function documentOf(bom: string, lines: readonly IniLine[]): IniDocument {
  const where = sectionOfEachLine(lines);
  const entries: IniEntry[] = [];
  const sections: { name: string; line: number }[] = [];
  const problems: { line: number; section: string; problem: string }[] = [];
  let headingLine = 0;
  lines.forEach((line, index) => {
    const section = where[index];
    const at = index + 1;
    if (line.kind === "section") {
      headingLine = at;
      sections.push({ name: line.name, line: at });
    }
    // Under a heading that cannot be read, the heading is the mistake, not each setting.
    if (line.kind === "setting" && section !== undefined)
      entries.push({ section, key: line.key, value: line.value, line: at, headingLine });
    if (line.kind === "broken") problems.push({ line: at, section: section ?? "", problem: line.problem });
  });
  let firsts: ReadonlyMap<string, IniEntry> | undefined;
  const find = (section: string, key: string) => (firsts ??= firstOfEach(entries)).get(placeOf(section, key));
  const withLines = (changed: readonly IniLine[]) => documentOf(bom, changed);

  return {
    entries,
    sections,
    problems,
    get: (section, key) => find(section, key)?.value,
    set(section, key, value) {
      assertWritable(value);
      const found = find(section, key);
      if (found === undefined) return withLines(insertSetting(lines, where, section, key, value));
      return withLines(
        lines.map((line, index) =>
          index === found.line - 1 && line.kind === "setting" ? withValue(line, value) : line,
        ),
      );
    },
    removeKey: (section, key) =>
      withLines(
        lines.filter(
          (line, index) => !(line.kind === "setting" && same(where[index], section) && same(line.key, key)),
        ),
      ),
    addSection: (section) =>
      sections.some(({ name }) => same(name, section))
        ? withLines(lines)
        : withLines(appendSection(lines, section)),
    removeSection: (section) =>
      withLines(
        lines.filter((_, index) => !same(where[index], section) || introducesNextSection(lines, index)),
      ),
    toString: () => bom + lines.map((line) => line.raw + line.eol).join(""),
  };
}

/** The first entry of each key, whatever its case. */
function firstOfEach(entries: readonly IniEntry[]): ReadonlyMap<string, IniEntry> {
  return new Map(entries.toReversed().map((entry) => [placeOf(entry.section, entry.key), entry]));
}

function placeOf(section: string, key: string): string {
  return `${section}\n${key}`.toLowerCase();
}

/** Lines as they stand, each with its line end. */
export function splitLines(text: string): IniLine[] {
  const lines: IniLine[] = [];
  let start = 0;
  for (const found of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push(parseIniLine(text.slice(start, found.index), found[0]));
    start = found.index + found[0].length;
  }
  if (start < text.length) lines.push(parseIniLine(text.slice(start), ""));
  return lines;
}

/**
 * The name of the section each line belongs to, headings included; empty before the first heading, `undefined` from a
 * heading that cannot be read on: whose settings follow cannot be known, so nothing is written or removed there.
 */
function sectionOfEachLine(lines: readonly IniLine[]): (string | undefined)[] {
  let current: string | undefined = "";
  return lines.map((line) => {
    if (line.kind === "section") current = line.name;
    if (line.kind === "broken" && line.raw.trimStart().startsWith("[")) current = undefined;
    return current;
  });
}

function insertSetting(
  lines: readonly IniLine[],
  where: readonly (string | undefined)[],
  section: string,
  key: string,
  value: string,
): IniLine[] {
  const eol = usualEol(lines);
  const at = lines.findLastIndex(
    (line, index) => same(where[index], section) && (line.kind === "setting" || line.kind === "section"),
  );
  const base = at < 0 ? appendSection(lines, section) : [...lines];
  const after = at < 0 ? base.length - 1 : at;
  const previous = base[after];
  if (previous !== undefined && previous.eol === "") base[after] = { ...previous, eol };
  base.splice(after + 1, 0, parseIniLine(`${key} = ${writtenValue(value)}`, eol));
  return base;
}

function appendSection(lines: readonly IniLine[], section: string): IniLine[] {
  const eol = usualEol(lines);
  const closed = lines.map((line) => (line.eol === "" ? { ...line, eol } : line));
  const gap = closed.length === 0 || closed.at(-1)?.raw.trim() === "" ? [] : [parseIniLine("", eol)];
  return [...closed, ...gap, parseIniLine(`[${section}]`, eol)];
}

/** A comment that stands directly above a heading belongs to what follows. */
function introducesNextSection(lines: readonly IniLine[], index: number): boolean {
  let at = index;
  while (lines[at]?.kind === "empty" && lines[at]?.raw.trim() !== "") at += 1;
  return at > index && lines[at]?.kind === "section";
}

function usualEol(lines: readonly IniLine[]): string {
  return lines.find((line) => line.eol !== "")?.eol ?? "\n";
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

function assertWritable(value: string): void {
  if (/[\r\n\0]/.test(value))
    throw new RangeError("A value in an ini file cannot contain line breaks or NUL.");
}
