/**
 * Tolerant reading of JSON from the PBX. Official types call every field nullable, structures are
 * documented in PascalCase and sent in snake_case (source: 3cx/call-control-examples), so fields are
 * found whatever their case and underscores, and a wrong type reads as absent.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects of 3CX have some dozens of fields; one that is made up to be endless is not searched to its end. */
const mostKeys = 1000;

/** The fields of an object as they are spelled, by their plain names. Made once, however many fields are missing. */
const spellings = new WeakMap<JsonObject, ReadonlyMap<string, string>>();

/** The names that this program asks for as documents spell them: `EventType` for `event_type`. */
const documented = new Map<string, string>();

/**
 * The field by its exact name or as it is documented, else by the same letters in any case, underscores left out;
 * for that the first thousand fields are looked at.
 */
export function field(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const pascal = documentedName(name);
  if (Object.hasOwn(object, pascal)) return object[pascal];
  const key = spellingsOf(object).get(plain(name));
  return key === undefined ? undefined : object[key];
}

function documentedName(name: string): string {
  const known = documented.get(name);
  if (known !== undefined) return known;
  const made = name.replaceAll(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  documented.set(name, made);
  return made;
}

function spellingsOf(object: JsonObject): ReadonlyMap<string, string> {
  const known = spellings.get(object);
  if (known !== undefined) return known;
  const made = new Map<string, string>();
  for (const key of Object.keys(object).slice(0, mostKeys)) {
    const name = plain(key);
    if (!made.has(name)) made.set(name, key);
  }
  spellings.set(object, made);
  return made;
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** A text; numbers become text, anything else the empty text. */
export function text(object: JsonObject, name: string): string {
  const value = field(object, name);
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

/** A whole number, also when it comes as text. */
export function integer(object: JsonObject, name: string): number | undefined {
  return toInteger(field(object, name));
}

export function toInteger(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value === "string" && /^-?\d{1,15}$/.test(value)) return Number(value);
  return undefined;
}

export function flag(object: JsonObject, name: string): boolean | undefined {
  const value = field(object, name);
  return typeof value === "boolean" ? value : undefined;
}

export function list(object: JsonObject, name: string): readonly unknown[] {
  const value = field(object, name);
  return Array.isArray(value) ? value : [];
}

/**
 * The rows of an OData collection (`{"value":[…]}`); `undefined` when it is none. A bare array is none either:
 * whatever sends `[]` in place of a collection must not end every call that goes on.
 */
export function collectionRows(json: unknown): readonly unknown[] | undefined {
  const object = asObject(json);
  const rows = object === undefined ? undefined : field(object, "value");
  return Array.isArray(rows) ? rows : undefined;
}

/** A time as ms since 1970; a text without zone counts as UTC; unset (year 1) and nonsense as absent. */
export function timeMs(object: JsonObject, name: string): number | undefined {
  const value = field(object, name);
  if (typeof value !== "string" || value === "") return undefined;
  const zoned = /(z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const ms = Date.parse(zoned);
  return Number.isFinite(ms) && ms > Date.UTC(2000, 0, 1) ? ms : undefined;
}

const isoDuration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const clockDuration = /^(?:(\d+)\.)?(\d{1,3}):(\d\d):(\d\d(?:\.\d+)?)$/;

/** No call takes a year; what lasts longer would end at a time that no clock can show. */
const mostDurationS = 366 * 86_400;

/** A duration in seconds from `PT1M5.2S`, `00:01:05` or a number of seconds; 0 when absent or nonsense. */
export function durationS(object: JsonObject, name: string): number {
  const value = field(object, name);
  const seconds = typeof value === "number" ? value : typeof value === "string" ? secondsIn(value) : 0;
  return seconds > 0 && seconds <= mostDurationS ? seconds : 0;
}

function secondsIn(value: string): number {
  const parts = isoDuration.exec(value) ?? clockDuration.exec(value);
  if (parts === null) return 0;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
