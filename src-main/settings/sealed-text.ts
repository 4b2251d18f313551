/**
 * Secrets in the settings file sealed by the system's key store: the file has `sealed:…`, the program the
 * secret. Without a key store what a window sets is kept until quit, and what somebody wrote into the file
 * by hand stays as it is.
 */
import { findKey } from "../../src-shared/settings/schema.ts";
import { parseIni, type IniDocument } from "./ini-document.ts";

export interface SecretSeal {
  readonly available: boolean;
  seal(text: string): string;
  /** `undefined`: sealed by another user or on another computer. */
  open(sealed: string): string | undefined;
}

export interface SealedText {
  /** As the program reads it. */
  open(text: string): string;
  /** As it is written. Call `open` with the file's text before. */
  seal(text: string): string;
  /** Secrets that cannot be opened here, as of the last `open`; they count as empty. */
  unreadable(): readonly { readonly section: string; readonly key: string }[];
}

const mark = "sealed:";

export function createSealedText(seal: SecretSeal): SealedText {
  /** By place; what stands in the file. */
  const unreadable = new Map<string, Secret>();
  const asWritten = new Map<string, string>();
  /** What a window set and the file must not hold. */
  const untilQuit = new Map<string, string>();

  function opened(secret: Secret): string {
    const place = placeOf(secret);
    if (secret.value.startsWith(mark)) {
      const text = seal.open(secret.value.slice(mark.length));
      if (text === undefined) unreadable.set(place, secret);
      return text ?? "";
    }
    if (secret.value === "") return untilQuit.get(place) ?? "";
    asWritten.set(place, secret.value);
    return secret.value;
  }

  function written(secret: Secret): string {
    const { value } = secret;
    const place = placeOf(secret);
    untilQuit.delete(place);
    // Left alone: whoever sealed it may still read it.
    if (value === "") return unreadable.get(place)?.value ?? "";
    if (seal.available) return mark + seal.seal(value);
    if (asWritten.get(place) === value) return value;
    untilQuit.set(place, value);
    return "";
  }

  return {
    open(text) {
      unreadable.clear();
      asWritten.clear();
      return withSecrets(text, opened);
    },
    seal: (text) => withSecrets(text, written),
    unreadable: () => [...unreadable.values()].map(({ section, key }) => ({ section, key })),
  };
}

interface Secret {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

function placeOf({ section, key }: Secret): string {
  return `${section.toLowerCase()} ${key.toLowerCase()}`;
}

function withSecrets(text: string, change: (secret: Secret) => string): string {
  return parseIni(text)
    .entries.filter(({ section, key }) => findKey(section.toLowerCase(), key.toLowerCase())?.secret === true)
    .reduce<IniDocument>((document, secret) => {
      const value = change(secret);
      return value === secret.value ? document : document.set(secret.section, secret.key, value);
    }, parseIni(text))
    .toString();
}
