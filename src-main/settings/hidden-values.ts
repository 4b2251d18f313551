/**
 * The settings file as a window may see it: secrets read `***`, and what comes back with `***` in it gets
 * the secret that is kept. So a secret never leaves, and saving a line as it was shown keeps its value.
 */
import { findKey } from "../../src-shared/settings/schema.ts";
import { parseIni, type IniDocument } from "./ini-document.ts";

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

/** The whole text, secrets hidden. What this program does not know could be a misspelt secret: hidden, too. */
export function shownText(text: string): string {
  return eachValue(text, (document, section, key, value) => {
    const shown = shownValue(section, key, value);
    return shown === value ? document : document.set(section, key, shown);
  });
}

/** `edited` with the secrets of `stored` where it reads `***`; `lost`: where none is kept. */
export function keptText(
  edited: string,
  stored: string,
): { readonly text: string; readonly lost: readonly { readonly section: string; readonly key: string }[] } {
  const before = parseIni(stored);
  const lost: { section: string; key: string }[] = [];
  const text = eachValue(edited, (document, section, key, value) => {
    if (!value.includes(hidden)) return document;
    const kept =
      findKey(section, key) === undefined
        ? before.get(section, key)
        : keptValue(section, key, value, before.get(section, key));
    if (kept === undefined) lost.push({ section, key });
    return kept === undefined || kept === value ? document : document.set(section, key, kept);
  });
  return { text, lost };
}

function eachValue(
  text: string,
  how: (document: IniDocument, section: string, key: string, value: string) => IniDocument,
): string {
  const document = parseIni(text);
  return document.entries
    .reduce(
      (changed, { section, key, value }) => how(changed, section.toLowerCase(), key.toLowerCase(), value),
      document,
    )
    .toString();
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
