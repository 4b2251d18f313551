/**
 * Secrets that an edit would send to another host than the one they were given for. A window may use kept
 * secrets without seeing them; without this, a new address would be a way to see them. Pure.
 */
import { endpointName, findKey } from "../../src-shared/settings/schema.ts";
import { parseIni, type IniDocument } from "./ini-document.ts";

export interface StrayedSecret {
  readonly section: string;
  readonly key: string;
}

/** `typed`: whether the edit itself gives this secret; then whoever edits knows it. */
export function strayedSecrets(
  before: string,
  after: string,
  typed: (section: string, key: string) => boolean,
): StrayedSecret[] {
  const was = parseIni(before);
  const is = parseIni(after);
  return is.sections.flatMap(({ name }) => {
    const section = name.toLowerCase();
    const origins = originsOf(was, section);
    if (origins.size === 0 || [...originsOf(is, section)].every((origin) => origins.has(origin))) return [];
    return is.entries
      .filter((entry) => entry.section.toLowerCase() === section && isSent(section, entry.key.toLowerCase()))
      .map(({ key, value }) => ({ section, key: key.toLowerCase(), value }))
      .filter(({ key, value }) => value !== "" && value === was.get(section, key) && !typed(section, key))
      .map(({ key }) => ({ section, key }));
  });
}

/** A secret that goes over the line as it is; one that only signs does not. */
function isSent(section: string, key: string): boolean {
  if (section === "pbx") return key === "client_secret";
  if (endpointName(section) === undefined || findKey(section, key)?.secret !== true) return false;
  return key.startsWith("header.") || key === "basic_password" || key === "bearer_token";
}

function originsOf(document: IniDocument, section: string): Set<string> {
  const addresses = ["url", "recording_url"].map((key) => document.get(section, key) ?? "");
  return new Set(addresses.filter((each) => URL.canParse(each)).map((each) => new URL(each).origin));
}
