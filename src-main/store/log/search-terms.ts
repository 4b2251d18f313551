/**
 * The words that the search index keeps for a delivery, and the question to ask it for a filter.
 * Facts become single words that begin with a letter for their kind (`sdelivered`, `tended`), because
 * the index then answers any combination of them in the order of time. Pure.
 */
import type { LogFilter } from "../../../src-shared/webhooks/log-query.ts";

export interface Searchable {
  readonly eventId: string;
  readonly endpoint: string;
  readonly type: string;
  readonly linkId: string;
  readonly caller: string;
  readonly callerName: string;
  readonly user: string;
  readonly state: string;
  readonly mirror: boolean;
  readonly test: boolean;
  readonly replayed: boolean;
  readonly url: string;
  readonly body: string;
  /** Errors and answers of all attempts. */
  readonly said: readonly string[];
}

/** More of a text is not searched. */
const mostChars = 16_384;
/** Beginnings of a call id up to the day get words of their own: thousands of calls share them. */
const dayChars = 6;

export function factsOf(row: Searchable): string {
  const call = idWord(row.linkId);
  const beginnings = Array.from({ length: Math.min(dayChars, call.length) }, (_, at) =>
    word("b", call.slice(0, at + 1)),
  );
  return [
    endpointWord(row.endpoint),
    word("s", row.state),
    word("t", row.type),
    flagWord("m", row.mirror),
    flagWord("x", row.test),
    flagWord("r", row.replayed),
    word("c", call),
    ...beginnings,
    word("n", reversed(row.caller)),
    word("u", row.user),
  ].join(" ");
}

export function textOf(row: Searchable): string {
  const texts = [row.eventId, row.callerName, decoded(row.url), row.body, ...row.said];
  return texts.map((text) => text.slice(0, mostChars)).join("\n");
}

/** The expression for FTS5's MATCH; `undefined` when only the time, or nothing, is asked for. */
export function matchOf(filter: LogFilter): string | undefined {
  const conditions = [
    anyOf(filter.endpoints?.map(endpointWord)),
    anyOf(filter.states?.map((state) => word("s", state))),
    anyOf(filter.types?.map((type) => word("t", type))),
    filter.mirror === undefined ? undefined : fact(flagWord("m", filter.mirror)),
    filter.test === undefined ? undefined : fact(flagWord("x", filter.test)),
    filter.replayed === undefined ? undefined : fact(flagWord("r", filter.replayed)),
    plain(filter.user) === "" ? undefined : fact(word("u", filter.user ?? "")),
    callIdCondition(filter.callId ?? ""),
    numberCondition(filter.number ?? ""),
    ...textConditions(filter.text ?? ""),
  ];
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? undefined : given.join(" AND ");
}

/** An empty list asks for none of them, and so for nothing at all. */
function anyOf(words: readonly string[] | undefined): string | undefined {
  if (words === undefined) return undefined;
  return words.length === 0 ? fact("nothing") : `(${words.map(fact).join(" OR ")})`;
}

function callIdCondition(callId: string): string | undefined {
  const beginning = idWord(callId.trim());
  if (beginning === "") return undefined;
  if (beginning.length <= dayChars) return fact(word("b", beginning));
  return `${fact(word("c", beginning))} *`;
}

/** The last digits: `0301234`, `+49 30 1234` and `1234` all find 49301234. */
function numberCondition(number: string): string | undefined {
  const end = reversed(plain(number).replace(/^0+(?=.)/, ""));
  return end === "" ? undefined : `${fact(word("n", end))} *`;
}

/** Words that must all occur; those in quotes together and in this order; `begin*` for beginnings. */
function textConditions(text: string): string[] {
  const found = text.matchAll(/"([^"]*)"|([^\s"]+)/g);
  return [...found].flatMap(([, phrase, single]) => {
    const wanted = phrase ?? single ?? "";
    if (!/[\p{L}\p{N}\p{Co}]/u.test(wanted)) return [];
    const quoted = `text : "${wanted.replace(/\*$/, "")}"`;
    return [phrase === undefined && wanted.endsWith("*") ? `${quoted} *` : quoted];
  });
}

function fact(single: string): string {
  return `facts : "${single}"`;
}

function word(kind: string, value: string): string {
  return kind + plain(value);
}

function flagWord(kind: string, flag: boolean): string {
  return kind + (flag ? "1" : "0");
}

/** Names may differ in `-` and `_` only, so these are told apart. */
function endpointWord(name: string): string {
  const told = name.replaceAll("z", "zz").replaceAll("-", "zd").replaceAll("_", "zu");
  return word("e", told);
}

/** `261122141012_690-1` as one word. */
function idWord(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]/g, "x");
}

function plain(value: string | undefined): string {
  return (value ?? "").toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function reversed(value: string): string {
  return [...plain(value)].toReversed().join("");
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
