/**
 * One line of an ini file, taken apart so that its value can be exchanged and every other byte stays.
 * A comment stands on its own line after ; or #, or behind a value after a blank and ; (never #, which passwords and addresses contain).
 */

export type IniLine =
  | { readonly kind: "empty"; readonly raw: string; readonly eol: string }
  | { readonly kind: "section"; readonly raw: string; readonly eol: string; readonly name: string }
  | IniSetting
  | { readonly kind: "broken"; readonly raw: string; readonly eol: string; readonly problem: string };

export interface IniSetting {
  readonly kind: "setting";
  readonly raw: string;
  readonly eol: string;
  /** As written, without surrounding blanks. */
  readonly key: string;
  /** Without quotes and comment. */
  readonly value: string;
  /** `raw` = before + the value as written + after. */
  readonly before: string;
  readonly after: string;
}

/** Never fails: a line that means nothing becomes `broken`, with a reason that does not repeat the line (it may hold a secret). */
export function parseIniLine(raw: string, eol: string): IniLine {
  const trimmed = raw.trim();
  if (trimmed === "" || trimmed.startsWith(";") || trimmed.startsWith("#"))
    return { kind: "empty", raw, eol };
  if (raw.includes("\0"))
    return {
      kind: "broken",
      raw,
      eol,
      problem: "this line contains a NUL character: save the file as plain text (UTF-8)",
    };
  if (trimmed.startsWith("[")) return parseSection(raw, eol, trimmed);
  const equals = raw.indexOf("=");
  const key = raw.slice(0, Math.max(equals, 0)).trim();
  if (key === "") {
    return {
      kind: "broken",
      raw,
      eol,
      problem: "this line is no setting: expected key = value, a [section] or a comment after ;",
    };
  }
  return parseSetting(raw, eol, key, equals + 1);
}

function parseSection(raw: string, eol: string, trimmed: string): IniLine {
  const close = trimmed.indexOf("]");
  const name = trimmed.slice(1, Math.max(close, 1)).trim();
  const rest = trimmed.slice(close + 1).trim();
  if (close < 0 || name === "" || !(rest === "" || rest.startsWith(";") || rest.startsWith("#"))) {
    return {
      kind: "broken",
      raw,
      eol,
      problem: "this line is no section: expected a name in square brackets, such as [pbx]",
    };
  }
  return { kind: "section", raw, eol, name };
}

function parseSetting(raw: string, eol: string, key: string, from: number): IniLine {
  let start = from;
  while (isBlank(raw[start])) start += 1;
  if (raw[start] === '"') return parseQuoted(raw, eol, key, start);
  const comment = commentStart(raw, from);
  let end = comment;
  while (end > start && isBlank(raw[end - 1])) end -= 1;
  if (end <= start) {
    // Nothing there yet: a value to come stands one blank after the equals sign, the rest stays before the comment.
    const valueAt = Math.min(from + (isBlank(raw[from]) ? 1 : 0), raw.length);
    return {
      kind: "setting",
      raw,
      eol,
      key,
      value: "",
      before: raw.slice(0, valueAt),
      after: raw.slice(valueAt),
    };
  }
  return {
    kind: "setting",
    raw,
    eol,
    key,
    value: raw.slice(start, end),
    before: raw.slice(0, start),
    after: raw.slice(end),
  };
}

/** `"…"`; a quotation mark inside is written twice, a backslash is just a backslash (paths of Windows end in one). */
function parseQuoted(raw: string, eol: string, key: string, start: number): IniLine {
  let end = start + 1;
  while (end < raw.length && (raw[end] !== '"' || raw[end + 1] === '"')) end += raw[end] === '"' ? 2 : 1;
  const after = raw.slice(end + 1);
  const rest = after.trim();
  if (end >= raw.length) {
    return {
      kind: "broken",
      raw,
      eol,
      problem: 'this line has an opening quotation mark without a closing one: expected key = "value"',
    };
  }
  if (rest !== "" && !rest.startsWith(";")) {
    return {
      kind: "broken",
      raw,
      eol,
      problem:
        'this line has text behind the closing quotation mark: write a quotation mark inside a quoted value twice ("")',
    };
  }
  const value = raw.slice(start + 1, end).replaceAll('""', '"');
  return { kind: "setting", raw, eol, key, value, before: raw.slice(0, start), after };
}

/** Where the comment behind a value begins, or the end of the line. */
function commentStart(raw: string, from: number): number {
  for (let at = raw.indexOf(";", from); at >= 0; at = raw.indexOf(";", at + 1)) {
    if (at === from || isBlank(raw[at - 1])) return at;
  }
  return raw.length;
}

/** The same line with another value; the comment and the blanks around it stay. */
export function withValue(line: IniSetting, value: string): IniLine {
  if (value === line.value) return line;
  const before = line.before.endsWith("=") && isBlank(line.before.at(-2)) ? `${line.before} ` : line.before;
  const after = line.after.startsWith(";") ? ` ${line.after}` : line.after;
  return parseIniLine(before + writtenValue(value) + after, line.eol);
}

/** A value as it must be written to be read back unchanged. */
export function writtenValue(value: string): string {
  const plain = value === value.trim() && !value.startsWith('"') && !/(^|\s);/.test(value);
  return plain ? value : `"${value.replaceAll('"', '""')}"`;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character !== "" && character.trim() === "";
}
