/**
 * Settings by environment: WEBHOOK_PBX_URL, WEBHOOK_ENDPOINT_CRM_TIMEOUT_S, WEBHOOK_ENDPOINT_CRM_HEADER_X_API_KEY;
 * secrets also from a file, by the same name with _FILE (as containers and systemd hand them over).
 */
import { endpointName, findKey, keysOf, SECTION_NAMES } from "../../src-shared/settings/schema.ts";
import { nearest } from "../../src-shared/settings/nearest.ts";
import type { Remarks } from "./remarks.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the file a `…_FILE` variable names. The message follows the variable's name. */
export type SecretReader = (
  path: string,
) => { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

export interface EnvironmentValue {
  readonly section: string;
  readonly key: string;
  readonly text: string;
  readonly variable: string;
}

const PREFIX = "WEBHOOK_";

/**
 * The values that variables give, with what is wrong about them in `remarks`. Empty variables count as absent,
 * because container tools pass those that somebody left out as empty.
 * `endpointNames` are those of the file: they settle to whom `WEBHOOK_ENDPOINT_MY_CRM_URL` belongs.
 */
export function readEnvironment(
  env: Environment,
  endpointNames: readonly string[],
  readSecret: SecretReader,
  remarks: Remarks,
): EnvironmentValue[] {
  const values: EnvironmentValue[] = [];
  const seen = new Map<string, string>();
  for (const [variable, text] of Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!variable.startsWith(PREFIX) || text === undefined || text.trim() === "") continue;
    const target = locate(variable, endpointNames);
    if (target === undefined) {
      remarks.warn({ section: "", variable }, unknownVariable(variable, endpointNames));
      continue;
    }
    const { section, key } = target;
    const place = { section, key, variable };
    if (target.rivals !== undefined) {
      const names = target.rivals.map((name) => `[endpoint.${name}]`).join(" and ");
      remarks.mistake(
        place,
        "endpoints whose names differ by more than dashes",
        `this variable could mean ${names}: rename one of them`,
      );
      continue;
    }
    const other = seen.get(`${section} ${key}`);
    if (other !== undefined) {
      remarks.mistake(
        place,
        "one variable for each setting",
        `this variable sets the same as ${other}: keep one of the two`,
      );
      continue;
    }
    seen.set(`${section} ${key}`, variable);
    const content = target.fromFile ? readSecret(text) : { ok: true as const, text: text.trim() };
    if (content.ok) values.push({ section, key, text: content.text, variable });
    else remarks.mistake(place, "a file that only its owner may read", content.message);
  }
  return values;
}

interface Target {
  readonly section: string;
  readonly key: string;
  readonly fromFile: boolean;
  /** Names of endpoints that all read the same in a variable. */
  readonly rivals?: readonly string[];
}

function locate(variable: string, endpointNames: readonly string[]): Target | undefined {
  const name = variable.slice(PREFIX.length);
  // First as a file: otherwise HEADER_AUTHORIZATION_FILE would be a header of that name.
  if (name.endsWith("_FILE")) {
    const secret = find(name.slice(0, -"_FILE".length), endpointNames);
    if (secret !== undefined && findKey(secret.section, secret.key)?.secret === true)
      return { ...secret, fromFile: true };
  }
  const direct = find(name, endpointNames);
  return direct === undefined ? undefined : { ...direct, fromFile: false };
}

type Found = Omit<Target, "fromFile">;

function find(name: string, endpointNames: readonly string[]): Found | undefined {
  for (const section of SECTION_NAMES) {
    const start = `${section.toUpperCase()}_`;
    if (!name.startsWith(start)) continue;
    const rest = name.slice(start.length);
    if (section === "endpoint") return ofKnownEndpoint(rest, endpointNames) ?? ofNewEndpoint(rest);
    const key = rest.toLowerCase();
    return rest === key.toUpperCase() && keysOf(section).has(key) ? { section, key } : undefined;
  }
  return undefined;
}

function ofKnownEndpoint(rest: string, endpointNames: readonly string[]): Found | undefined {
  for (const name of endpointNames.toSorted((a, b) => b.length - a.length)) {
    const start = `${environmentName(name)}_`;
    const key = rest.startsWith(start) ? endpointKey(rest.slice(start.length)) : undefined;
    if (key === undefined) continue;
    const rivals = endpointNames.filter((other) => environmentName(other) === environmentName(name));
    return { section: `endpoint.${name}`, key, ...(rivals.length > 1 ? { rivals } : {}) };
  }
  return undefined;
}

/** The longest key decides: CRM_RECORDING_URL is crm's recording_url. */
function ofNewEndpoint(rest: string): Found | undefined {
  const header = rest.indexOf("_HEADER_");
  const keys = [...keysOf("endpoint").keys()].toSorted((a, b) => b.length - a.length);
  const key =
    header > 0
      ? endpointKey(rest.slice(header + 1))
      : keys.find((known) => rest.endsWith(`_${known.toUpperCase()}`));
  const nameLength = header > 0 ? header : rest.length - (key?.length ?? 0) - 1;
  if (key === undefined || nameLength < 1) return undefined;
  const section = `endpoint.${rest.slice(0, nameLength).toLowerCase()}`;
  return endpointName(section) === undefined ? undefined : { section, key };
}

function endpointKey(name: string): string | undefined {
  if (name.startsWith("HEADER_") && name.length > "HEADER_".length) {
    return `header.${name.slice("HEADER_".length).toLowerCase().replaceAll("_", "-")}`;
  }
  const key = name.toLowerCase();
  return name === key.toUpperCase() && keysOf("endpoint").has(key) ? key : undefined;
}

/** `WEBHOOK_PBX_URL` for `pbx`, `url`; `WEBHOOK_ENDPOINT_CRM_HEADER_X_KEY` for `endpoint.crm`, `header.x-key`. */
export function variableFor(section: string, key: string): string {
  return `${PREFIX}${environmentName(section)}_${environmentName(key)}`;
}

function environmentName(name: string): string {
  return name.toUpperCase().replaceAll(/[-.]/g, "_");
}

function unknownVariable(variable: string, endpointNames: readonly string[]): string {
  const base = variable.endsWith("_FILE") ? variable.slice(0, -"_FILE".length) : undefined;
  if (base !== undefined && find(base.slice(PREFIX.length), endpointNames) !== undefined) {
    return `this variable is not used: only secrets are read from files. Set ${base} instead.`;
  }
  const known = SECTION_NAMES.flatMap((section) =>
    (section === "endpoint" ? endpointNames.map((name) => `endpoint.${name}`) : [section]).flatMap((full) =>
      [...keysOf(section).keys()].map((key) => variableFor(full, key)),
    ),
  );
  const meant = nearest(variable, known);
  return meant === undefined
    ? "this variable is not used: there is no such setting."
    : `this variable is not used: did you mean ${meant}?`;
}
