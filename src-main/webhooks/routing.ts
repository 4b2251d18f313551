/**
 * Which endpoint wants which event: the settings `events` and `users`, compiled once so that an
 * event costs a few comparisons.
 */
import type { OutgoingEvent } from "../../src-shared/telephony/call-event.ts";
import type { EndpointSettings, EventWord } from "../../src-shared/settings/settings.ts";

/** True when the endpoint wants the event. */
export type Route = (event: OutgoingEvent) => boolean;

export function compileRoute(endpoint: Pick<EndpointSettings, "events" | "users">): Route {
  const events = new Set<EventWord>(endpoint.events);
  const wantsUser = compileUsers(endpoint.users);
  return (event) => events.has(eventWord(event.type)) && wantsUser(userOf(event));
}

/** `dialing` belongs to the word `ringing`: receivers choose stages, not directions. */
export function eventWord(type: OutgoingEvent["type"]): EventWord {
  return type === "dialing" ? "ringing" : type;
}

/** A recording follows the user of its link. */
function userOf(event: OutgoingEvent): string {
  return event.type === "recording" ? event.ended.user : event.user;
}

/**
 * `101`, `2xx` (x: any digit), `300-320` (numbers with as many digits), each with a leading `-` to
 * exclude. An exclusion wins over everything; exclusions alone mean everyone else; nothing means everyone.
 */
export function compileUsers(patterns: readonly string[]): (user: string) => boolean {
  const written = patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== "");
  const excluded = written
    .filter((pattern) => pattern.startsWith("-"))
    .map((pattern) => compilePattern(pattern.slice(1)));
  const included = written.filter((pattern) => !pattern.startsWith("-")).map(compilePattern);
  return (user) =>
    !excluded.some((matches) => matches(user)) &&
    (included.length === 0 || included.some((matches) => matches(user)));
}

function compilePattern(written: string): (user: string) => boolean {
  const pattern = written.trim().toLowerCase();
  const range = /^(\d+)\s*-\s*(\d+)$/.exec(pattern);
  if (range !== null) return rangeMatcher(range[1] ?? "", range[2] ?? "");
  if (/^[\dx]+$/.test(pattern)) {
    const expression = new RegExp(`^${pattern.replaceAll("x", "\\d")}$`);
    return (user) => expression.test(user);
  }
  return (user) => user.toLowerCase() === pattern;
}

/** Compares as numbers but minds the digits: `0305` is not in `300-320`. */
function rangeMatcher(from: string, to: string): (user: string) => boolean {
  const [low, high] = Number(from) <= Number(to) ? [from, to] : [to, from];
  return (user) =>
    /^\d+$/.test(user) &&
    user.length >= low.length &&
    user.length <= high.length &&
    Number(user) >= Number(low) &&
    Number(user) <= Number(high);
}
