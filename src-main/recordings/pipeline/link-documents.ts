/**
 * Talks that go on and links that have ended, as documents: kept in the same step as their events, so that
 * a crash between an event and the list of recordings forgets no link.
 */
import type { CallEvent, StartedEvent } from "../../../src-shared/telephony/call-event.ts";
import { linkId } from "../../../src-shared/telephony/call-event.ts";
import type { EndedLink } from "../types.ts";
import type { KeptChange, KeptDocument } from "./types.ts";

const TALK = "recording-talk/";
const LINK = "recording-link/";
const SENT = "recording-sent/";

export const talkKey = (event: { readonly chainId: string; readonly link: number }): string =>
  `${TALK}${linkId(event)}`;
export const linkKey = (event: { readonly chainId: string; readonly link: number }): string =>
  `${LINK}${linkId(event)}`;
export const sentKey = (sendKey: string): string => `${SENT}${sendKey}`;

/** What is kept with these events. */
export function documentsOf(events: readonly CallEvent[]): KeptChange {
  const put = new Map<string, KeptDocument>();
  const remove: string[] = [];
  for (const event of events) {
    if (event.type === "started") put.set(talkKey(event), documentOf(talkKey(event), event));
    if (event.type !== "ended") continue;
    put.delete(talkKey(event));
    remove.push(talkKey(event));
    const link = endedLinkOf(event);
    if (link !== undefined) put.set(linkKey(event), documentOf(linkKey(event), link));
  }
  return { put: [...put.values()], remove };
}

function documentOf(key: string, content: StartedEvent | EndedLink): KeptDocument {
  return { key, json: JSON.stringify(content) };
}

/** `undefined` for what has no talk and so no recording. */
export function endedLinkOf(event: CallEvent): EndedLink | undefined {
  if (event.type !== "ended" || event.link < 1 || event.startedAtMs === undefined) return undefined;
  return { ended: event, callIds: event.callIds, recordingIds: [] };
}

export interface KeptState {
  readonly talks: readonly StartedEvent[];
  readonly links: readonly EndedLink[];
  /** Keys of hand-overs that were kept. */
  readonly sent: ReadonlySet<string>;
  /** Documents of this room that cannot be read. */
  readonly unreadable: readonly string[];
}

/** This room's part of what is kept; other documents are left alone. */
export function keptState(documents: readonly KeptDocument[]): KeptState {
  const talks: StartedEvent[] = [];
  const links: EndedLink[] = [];
  const sent = new Set<string>();
  const unreadable: string[] = [];
  for (const { key, json } of documents) {
    if (key.startsWith(SENT)) sent.add(key.slice(SENT.length));
    if (!key.startsWith(TALK) && !key.startsWith(LINK)) continue;
    const content = parse(json);
    if (isTalk(content)) talks.push(content);
    else if (isLink(content)) links.push(content);
    else unreadable.push(key);
  }
  return { talks, links, sent, unreadable };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isTalk(content: unknown): content is StartedEvent {
  return isObject(content) && content["type"] === "started";
}

function isLink(content: unknown): content is EndedLink {
  return isObject(content) && isObject(content["ended"]) && Array.isArray(content["callIds"]);
}

function isObject(content: unknown): content is Readonly<Record<string, unknown>> {
  return typeof content === "object" && content !== null;
}
