/**
 * The settings file as a window may see it: secrets read `***`, and what comes back with `***` in it gets
 * the secret that is kept. So a secret never leaves, and saving a line as it was shown keeps its value.
 */
import { findKey, SECTION_NAMES } from "../../src-shared/settings/schema.ts";
import { parseIni, splitLines } from "./ini-document.ts";
import { withValue, type IniLine } from "./ini-line.ts";

/** Stands for what is hidden. */
export const hidden = "***";

/** As it may be shown. An address keeps everything but its password and the values of its query. */
export function shownValue(section: string, key: string, value: string): string {
  const known = findKey(section, key);
  if (value === "") return "";
  if (known === undefined || known.secret === true) return hidden;
  return known.kind.field.type === "url" ? shownAddress(value) : value;
}

/** The shown value with what it hides put back; `undefined` when nothing is kept that could stand there. */
export function keptValue(
  section: string,
  key: string,
  shown: string,
  stored: string | undefined,
): string | undefined {
  if (!shown.includes(hidden)) return shown;
  const known = findKey(section, key);
  if (known?.secret === true) return shown === hidden ? stored : shown;
  if (known?.kind.field.type !== "url") return shown;
  return stored === undefined ? undefined : keptAddress(shown, stored);
}

/**
 * The whole text, secrets hidden, line by line: also in a file with mistakes, where a key stands twice or a
 * heading is broken. What this program does not know could be a misspelt secret: hidden, too.
 */
export function shownText(text: string): string {
  const { mark, lines } = placedLines(text);
  return mark + lines.map((placed) => shownLine(placed) + placed.line.eol).join("");
}

/** `edited` with the secrets of `stored` where it reads `***`; `lost`: where none is kept. */
export function keptText(
  edited: string,
  stored: string,
): { readonly text: string; readonly lost: readonly { readonly section: string; readonly key: string }[] } {
  const before = parseIni(stored);
  const originals = originalsOf(stored);
  const lost: { section: string; key: string }[] = [];
  const { mark, lines } = placedLines(edited);
  const kept = lines.map(({ line, section }) => {
    if (!line.raw.includes(hidden)) return line.raw;
    const original = originals.get(`${section}\n${line.raw}`)?.shift();
    if (original !== undefined || line.kind !== "setting") return original ?? line.raw;
    const key = line.key.toLowerCase();
    const value =
      findKey(section, key) === undefined && line.value.includes(hidden)
        ? before.get(section, key)
        : keptValue(section, key, line.value, before.get(section, key));
    if (value === undefined) lost.push({ section, key });
    return value === undefined ? line.raw : withValue(line, value).raw;
  });
  return { text: mark + kept.map((raw, at) => raw + (lines[at]?.line.eol ?? "")).join(""), lost };
}

interface PlacedLine {
  readonly line: IniLine;
  /** In lower case; a name that no section has below a heading that cannot be read. */
  readonly section: string;
}

function placedLines(text: string): { readonly mark: string; readonly lines: readonly PlacedLine[] } {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  let section = "";
  const lines = splitLines(text.slice(mark.length)).map((line) => {
    if (line.kind === "section") section = line.name.toLowerCase();
    if (line.kind === "broken" && isHeading(line.raw)) section = "?";
    return { line, section };
  });
  return { mark, lines };
}

function shownLine({ line, section }: PlacedLine): string {
  switch (line.kind) {
    case "setting":
      return withValue(line, shownValue(section, line.key.toLowerCase(), line.value)).raw;
    case "section":
      return line.raw;
    case "empty":
      return line.raw.replace(formerSetting, (all, start: string, key: string) =>
        isSecretSomewhere(key.toLowerCase()) ? `${start}${hidden}` : all,
      );
    case "broken":
      return isHeading(line.raw) ? line.raw : `${line.raw.slice(0, line.raw.indexOf("=") + 1)}${hidden}`;
    default: {
      const _never: never = line;
      return _never;
    }
  }
}

/** A setting that somebody has commented out: `;client_secret = …`. */
const formerSetting = /^(\s*[;#]+\s*([\w.-]+)\s*=\s*)\S.*$/;

function isSecretSomewhere(key: string): boolean {
  return [...SECTION_NAMES.filter((name) => name !== "endpoint"), "endpoint.x"].some(
    (section) => findKey(section, key)?.secret === true,
  );
}

function isHeading(raw: string): boolean {
  return raw.trimStart().startsWith("[");
}

/** The lines that hide something, by their section and what is shown of them, in their order. */
function originalsOf(stored: string): Map<string, string[]> {
  const originals = new Map<string, string[]>();
  for (const placed of placedLines(stored).lines) {
    const shown = shownLine(placed);
    if (!shown.includes(hidden)) continue;
    const key = `${placed.section}\n${shown}`;
    const before = originals.get(key);
    if (before === undefined) originals.set(key, [placed.line.raw]);
    else before.push(placed.line.raw);
  }
  return originals;
}

/** `https://user:***@host/path?key=***`. What is no address may hide anything. */
function shownAddress(value: string): string {
  const parts = addressParts(value);
  if (parts === undefined) return value.includes("@") || value.includes("?") ? hidden : value;
  const { scheme, user, password, rest, query, fragment } = parts;
  const login = user === undefined ? "" : `${user}${password === undefined ? "" : `:${hidden}`}@`;
  return (
    scheme +
    login +
    rest +
    query.map(([name, given]) => name + (given === undefined ? "" : `=${hidden}`)).join("") +
    fragment
  );
}

function keptAddress(shown: string, stored: string): string | undefined {
  if (shown === shownAddress(stored)) return stored;
  const now = addressParts(shown);
  const before = addressParts(stored);
  if (now === undefined || before === undefined) return undefined;
  // To another host nothing goes that whoever edits has not typed.
  if (hostOf(now) !== hostOf(before)) return undefined;
  if (now.password === hidden && before.password === undefined) return undefined;
  const password = now.password === hidden ? before.password : now.password;
  const login = now.user === undefined ? "" : `${now.user}${password === undefined ? "" : `:${password}`}@`;
  const query: string[] = [];
  for (const [name, given] of now.query) {
    const old = before.query.find(([other]) => other.slice(1) === name.slice(1))?.[1];
    if (given === hidden && old === undefined) return undefined;
    const value = given === hidden ? old : given;
    query.push(value === undefined ? name : `${name}=${value}`);
  }
  return now.scheme + login + now.rest + query.join("") + now.fragment;
}

function hostOf({ scheme, rest }: AddressParts): string {
  return `${scheme}${rest.split("/", 1)[0] ?? ""}`.toLowerCase();
}

interface AddressParts {
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly rest: string;
  /** Names with the `?` or `&` in front, and what follows the `=`. */
  readonly query: readonly (readonly [name: string, value: string | undefined])[];
  readonly fragment: string;
}

/** By text, because a URL object would write the address anew and differently. */
function addressParts(value: string): AddressParts | undefined {
  const [, scheme, login, rest, query, fragment] =
    /^(https?:\/\/)(?:([^/?#@]*)@)?([^?#@]*)((?:\?[^#]*)?)((?:#.*)?)$/i.exec(value) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  const [user, ...more] = login?.split(":") ?? [];
  return {
    scheme,
    user: login === undefined ? undefined : user,
    password: more.length === 0 ? undefined : more.join(":"),
    rest,
    query: (query ?? "")
      .split(/(?=[?&])/)
      .filter((part) => part !== "")
      .map((part) => {
        const at = part.indexOf("=");
        return at < 0 ? [part, undefined] : [part.slice(0, at), part.slice(at + 1)];
      }),
    fragment: fragment ?? "",
  };
}
