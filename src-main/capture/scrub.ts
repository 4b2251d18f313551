/**
 * Takes what names people or opens doors out of anything that a PBX sends. Nothing is believed to be harmless
 * because its field is not known: what is not a time, a small number or a single word in a field of
 * words becomes a stand-in, and a field that sounds like a secret is left out.
 */
import type { Pseudonyms } from "./pseudonyms.ts";

export interface Scrubber {
  /** A copy of JSON without names and secrets. */
  json(value: unknown): unknown;
  /** A path of the PBX, with or without its query. */
  path(path: string): string;
}

const secretKeys =
  /token|passw|secret|cookie|authori[sz]ation|api_?key|credential|jwt|licen[cs]e_?key|auth_?id|(^|_)pin$|pin_?number/i;
/** Values that the PBX, or the engine, picks from a list of words. */
const wordKeys =
  /type$|^(status|direction|reason|reasontext|finalstatus|condition|to|ringstrategy|pollingstrategy|finish|hungupby|standingpoint|cause|code)$/;
const wordsWithSpaces = /^(inbound queue|digital receptionist|ring group|call queue)$/i;
const nameKeys = /name|caller|callee|number|dn$|user|contact|party/;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)?$/i;
const duration = /^(P(\d+D)?(T[\d.HMS]*)?|(\d+\.)?\d{1,3}:\d\d:\d\d(\.\d+)?)$/i;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const deepest = 20;

export function createScrubber(names: Pseudonyms): Scrubber {
  const json = (value: unknown, key = "", depth = 0): unknown => {
    if (depth > deepest) return null;
    if (typeof value === "string") return text(value, plain(key));
    if (typeof value === "number") return numeric(value, plain(key));
    if (Array.isArray(value)) return value.map((each) => json(each, key, depth + 1));
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).filter(([name]) => !secretKeys.test(name) && !name.startsWith("@"));
    return Object.fromEntries(fields.map(([name, each]) => [field(name), json(each, name, depth + 1)]));
  };

  /** A field's name is the PBX's own, unless somebody used data for it. */
  const field = (name: string) => (/^[A-Za-z_][\w.]{0,60}$/.test(name) ? name : names.value(name, "Text"));

  const text = (value: string, key: string): string => {
    if (time.test(value) || duration.test(value)) return value;
    if (wordKeys.test(key) && (/^[A-Za-z_-]{1,40}$/.test(value) || wordsWithSpaces.test(value))) return value;
    if (key === "version" && /^[\d.]{1,40}$/.test(value)) return value;
    if (key === "chainid" && /^\d{12}_\d+$/.test(value)) return value;
    if (key === "entity") return path(value);
    if (key === "caller" || key === "callee") return side(value);
    if (key.endsWith("leg") && /^[^/]+\/\d+$/.test(value)) {
      const [dn = "", leg = ""] = value.split("/");
      return `${names.value(dn)}/${leg}`;
    }
    if (uuid.test(value)) return names.id(value);
    return names.value(value, nameKeys.test(key) ? "Name" : "Text");
  };

  const numeric = (value: number, key: string): number => {
    const isCount = /(^id|[^r]id|ms|s|size|bytes|quota|space|memory|sequence)$/.test(key);
    if (isCount || !Number.isSafeInteger(value) || Math.abs(value) < 1_000_000) return value;
    return Number(names.value(String(Math.abs(value))));
  };

  /** One side of a row of ActiveCalls: `10007 Trunk (+49123456789)`, `150 Alice`, `+49123`. */
  const side = (shown: string): string => {
    const [, head = "", rest = ""] = /^\s*((?:\+?\d+|SP\d{1,3})(?=$|[\s(]))?(.*)$/is.exec(shown) ?? [];
    const parts = [...(head === "" ? [] : [names.value(head)]), ...nameAndNumber(rest.trim(), head)];
    return parts.join(" ");
  };

  const nameAndNumber = (rest: string, head: string): string[] => {
    const [, before = "", inner = ""] = /^(.*)\(([^()]*)\)$/s.exec(rest) ?? [];
    const isNumber = /\d.*\d.*\d/s.test(inner) && !/\p{L}/u.test(inner);
    const isWord = /^(anonymous|unknown|restricted|private)$/i.test(inner.trim());
    // Behind a trunk any single word is the caller: a SIP name.
    const isSipName = /^1\d{4}$/.test(head) && /^\S{1,128}$/.test(inner.trim());
    if (!isNumber && !isWord && !isSipName) return rest === "" ? [] : [names.value(rest)];
    const name = before.trim();
    return [...(name === "" ? [] : [names.value(name)]), `(${names.value(inner.trim())})`];
  };

  /** Quoted arguments are values; times and counts of our own questions stay. */
  const path = (shown: string): string => {
    const [route = "", ...query] = shown.split("?");
    const parts = route.split("/").map((part, at, all) => {
      const isLegId = all[at - 1] === "participants" && /^\d+$/.test(part);
      const isOurs = /^(callcontrol|participants|devices|ws|xapi|v1|connect|token|[A-Z][A-Za-z]*)?$/.test(
        part,
      );
      return isLegId || isOurs || /^Pbx\.\w+\(/.test(part)
        ? part
        : encodeURIComponent(names.value(decoded(part)));
    });
    const whole = [parts.join("/"), ...query].join("?");
    return whole.replaceAll(/'([^']*)'/g, (quoted, inner: string) =>
      /^[\d:]*$/.test(inner) ? quoted : "'*'",
    );
  };

  return { json: (value) => json(value), path };
}

function plain(key: string): string {
  return key.replaceAll("_", "").toLowerCase();
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
