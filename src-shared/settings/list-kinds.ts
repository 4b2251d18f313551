/** Values that are lists: the events an endpoint wants, and the users it wants them of. */
import { didYouMean } from "./nearest.ts";
import type { DialectName, EventWord } from "./settings.ts";
import type { Parsed, ValueKind } from "./value-kind.ts";

/** Events every dialect can say. */
export const COMMON_EVENTS = ["ringing", "started", "ended", "recording"] as const satisfies EventWord[];

/** Events that only the native dialect has words for. */
export const NATIVE_EVENTS = [
  "queued",
  "ringing_stopped",
  "transfer",
  "voicemail",
  "chain_ended",
] as const satisfies EventWord[];

const ALL_EVENTS: readonly EventWord[] = [...COMMON_EVENTS, ...NATIVE_EVENTS];

/** What an endpoint gets when its settings do not say. */
export function defaultEvents(dialect: DialectName): readonly EventWord[] {
  return dialect === "native" ? ALL_EVENTS : COMMON_EVENTS;
}

const EVENTS_EXPECTED = `some of ${ALL_EVENTS.join(", ")}`;

/** `undefined` when empty: the default then depends on the dialect. */
export const eventList: ValueKind<readonly EventWord[] | undefined> = {
  expected: EVENTS_EXPECTED,
  field: { type: "list" },
  parse(text) {
    const words = splitList(text);
    if (words.length === 0) return { ok: true, value: undefined };
    const events = new Set<EventWord>();
    for (const word of words) {
      const event = ALL_EVENTS.find((known) => known === word.toLowerCase());
      if (event === undefined) return unknownEvent(word);
      events.add(event);
    }
    return { ok: true, value: [...events] };
  },
};

function unknownEvent(word: string): Parsed<never> {
  // "dialing" is a word of one dialect's requests, but no word of its own here.
  const hint = word.toLowerCase() === "dialing" ? ` "ringing" includes it.` : didYouMean(word, ALL_EVENTS);
  return {
    ok: false,
    message: `"${short(word)}" is no event: expected ${EVENTS_EXPECTED}${hint === "" ? "" : `.${hint}`}`,
  };
}

const USERS_EXPECTED =
  "a list of numbers such as 101, patterns such as 2xx, ranges such as 300-320, or one of these after a minus to leave it out";

/** Patterns in lower case: `101`, `2xx`, `300-320`, each also with a leading `-`. Empty: everyone. */
export const userPatterns: ValueKind<readonly string[]> = {
  expected: USERS_EXPECTED,
  field: { type: "list" },
  parse(text) {
    const patterns = splitList(text.toLowerCase()).map(withTightDashes);
    const wrong = patterns.find((pattern) => !isUserPattern(pattern));
    if (wrong === undefined) return { ok: true, value: patterns };
    return { ok: false, message: `"${short(wrong)}" is no user: expected ${USERS_EXPECTED}` };
  },
};

/** By splitting: a regular expression would look at each of many blanks again and again. */
function withTightDashes(pattern: string): string {
  return pattern
    .split("-")
    .map((part) => part.trim())
    .join("-");
}

function isUserPattern(pattern: string): boolean {
  const body = pattern.startsWith("-") ? pattern.slice(1) : pattern;
  if (/^[0-9x]{1,20}$/.test(body)) return true;
  const range = /^(\d{1,15})-(\d{1,15})$/.exec(body);
  return range !== null && Number(range[1]) <= Number(range[2]);
}

/** The event of `events` that `dialect` has no words for, or `undefined`. */
export function eventUnknownTo(dialect: DialectName, events: readonly EventWord[]): EventWord | undefined {
  const known = defaultEvents(dialect);
  return events.find((event) => !known.includes(event));
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function short(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word;
}
