/** The links that a call of the PBX's log was made of: who talked, and who was tried in vain after a talk. */
import type { LoggedSegment } from "../../src-shared/telephony/call-log.ts";
import type { DnRef, DnType } from "../../src-shared/telephony/dn.ts";

export type LoggedLink =
  | { readonly type: "talk"; readonly talk: LoggedSegment; readonly beganAtMs: number }
  /** Passed on to somebody who did not take it. */
  | { readonly type: "missed"; readonly at: DnRef; readonly beganAtMs: number };

/** Begin and length are logged in whole seconds. */
const ROUNDING_MS = 1500;

/** What a call may be passed on to; not where it is parked, nor a voicemail. */
const targets: ReadonlySet<DnType> = new Set(["extension", "queue", "ring-group", "group", "ivr"]);

/** In order; empty when nobody ever talked, wherever the call went. */
export function linksOf(segments: readonly LoggedSegment[]): LoggedLink[] {
  const links: LoggedLink[] = [];
  let tried: LoggedSegment[] = [];
  let last: LoggedSegment | undefined;
  for (const segment of segments) {
    if (!isTalk(segment)) {
      if (last && targets.has(segment.dnType) && isAfter(segment, last)) tried.push(segment);
      continue;
    }
    if (last && isWithin(segment, last)) continue;
    if (last?.dn === segment.dn && tried.length === 0) {
      last = { ...last, talkingS: last.talkingS + segment.talkingS };
      links[links.length - 1] = talkLink(last);
      continue;
    }
    // It came back to the one who had passed it on; from a queue it may do so in its turn.
    if (last?.dn === segment.dn && tried.every(({ dnType }) => dnType === "extension"))
      links.push(...missedLink(tried));
    last = segment;
    links.push(talkLink(segment));
    tried = [];
  }
  return [...links, ...missedLink(tried)];
}

/** Where a missed call stood: a queue or group keeps it while its members ring. */
export function lastStand(segments: readonly LoggedSegment[]): DnRef | undefined {
  let stand: DnRef | undefined;
  for (const { dn, dnType } of segments) {
    if (dnType === "special-menu" || dn === "") continue;
    if (dnType === "extension" && (stand?.type === "queue" || stand?.type === "ring-group")) continue;
    stand = { dn, type: dnType };
  }
  return stand;
}

/** One talk of one extension may fill several segments in a row: around a hold, a parking, a callback. */
function isTalk(segment: LoggedSegment): boolean {
  return segment.answered && segment.dnType === "extension";
}

function talkLink(talk: LoggedSegment): LoggedLink {
  return { type: "talk", talk, beganAtMs: talk.startedAtMs };
}

function missedLink(tried: readonly LoggedSegment[]): LoggedLink[] {
  const at = lastStand(tried);
  const [first] = tried;
  return at && first ? [{ type: "missed", at, beganAtMs: first.startedAtMs }] : [];
}

function answeredAtMs(segment: LoggedSegment): number {
  return segment.startedAtMs + segment.ringingS * 1000;
}

function endedAtMs(segment: LoggedSegment): number {
  return answeredAtMs(segment) + segment.talkingS * 1000;
}

function isAfter(segment: LoggedSegment, talk: LoggedSegment): boolean {
  return segment.startedAtMs >= endedAtMs(talk) - ROUNDING_MS;
}

/** A guest of a conference who left before the host: the conversation was never handed over. */
function isWithin(segment: LoggedSegment, talk: LoggedSegment): boolean {
  return answeredAtMs(segment) < endedAtMs(talk) - 2000 && endedAtMs(segment) <= endedAtMs(talk);
}
