/** What can tell whose recording a file is: links that are over, talks that go on, the PBX's call log. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { CallEvent, StartedEvent } from "../../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";
import type { MatchContext } from "../matching/match-recording.ts";
import { searchSpans } from "../matching/search-spans.ts";
import type { EndedLink, ListedRecording, RecordingLibrary, SourceFile } from "../types.ts";
import { endedLinkOf, linkKey, talkKey } from "./link-documents.ts";

export interface Evidence {
  /** Takes over what an earlier run knew. */
  load(talks: readonly StartedEvent[], links: readonly EndedLink[]): void;
  note(event: CallEvent): void;
  noteLogged(calls: readonly LoggedCall[]): void;
  /** The PBX's list of recordings has rows that were not there before. */
  noteListed(): void;
  /** Rises whenever a file that waits may find its call now. */
  version(): number;
  /** Links that are not in the list on disk yet: puts them there. Returns them. */
  keepNew(): Promise<readonly EndedLink[]>;
  around(file: SourceFile): Promise<Pick<MatchContext, "links" | "open" | "loggedCalls" | "listed">>;
  loggedCalls(): readonly LoggedCall[];
  /** One of the last days' links, from memory. */
  recent(chainId: string, link: number): EndedLink | undefined;
  /** `undefined` when it is forgotten. */
  link(chainId: string, link: number, aboutMs: number): Promise<EndedLink | undefined>;
}

/** Logged calls this near may name a file; and a link is looked for this near its end. */
const AROUND_MS = 30 * 60_000;
const REMEMBERED_MS = 36 * 3_600_000;
const MOST_REMEMBERED = 5_000;

/** `listed`: the row of this very file in the PBX's list. */
export function createEvidence(
  library: RecordingLibrary,
  clock: Clock,
  listed: (file: SourceFile) => ListedRecording | undefined,
): Evidence {
  const talks = new Map<string, StartedEvent>();
  const recent = new Map<string, EndedLink>();
  const logged = new Map<string, LoggedCall>();
  let newLinks: EndedLink[] = [];
  let changes = 0;
  /** All links that ended from then on are in `recent`; `undefined` until it was filled. */
  let recentFromMs: number | undefined;

  function remember(link: EndedLink): void {
    recent.set(linkKey(link.ended), link);
    if (recent.size <= MOST_REMEMBERED) return;
    const oldest = recent.entries().next();
    if (oldest.done === true) return;
    const [key, { ended }] = oldest.value;
    recent.delete(key);
    recentFromMs = Math.max(recentFromMs ?? 0, ended.atMs + 1);
  }

  async function fillRecent(): Promise<number> {
    if (recentFromMs !== undefined) return recentFromMs;
    const fromMs = clock.nowMs() - REMEMBERED_MS;
    const known = await library.links(fromMs, clock.nowMs() + REMEMBERED_MS);
    const later = [...recent.values()];
    recent.clear();
    recentFromMs = fromMs;
    for (const link of known) remember(link);
    for (const link of later) remember(link);
    return recentFromMs;
  }

  async function linksBetween(fromMs: number, toMs: number): Promise<readonly EndedLink[]> {
    const completeFromMs = await fillRecent();
    if (fromMs < completeFromMs) return library.links(fromMs, toMs);
    return [...recent.values()].filter(({ ended }) => {
      return ended.atMs >= fromMs && (ended.startedAtMs ?? ended.arrivedAtMs) < toMs;
    });
  }

  return {
    load(openTalks, links) {
      for (const talk of openTalks) talks.set(talkKey(talk), talk);
      newLinks.push(...links);
    },
    note(event) {
      if (event.type === "started") talks.set(talkKey(event), event);
      if (event.type !== "ended") return;
      const link = endedLinkOf(event);
      // Until it is kept it counts as going on: a file that is looked at just now must find each talk.
      if (link !== undefined) newLinks.push(link);
      else if (talks.delete(talkKey(event))) changes += 1;
    },
    noteLogged(calls) {
      for (const call of calls) {
        const known = logged.get(call.historyId);
        if (known === undefined || JSON.stringify(known) !== JSON.stringify(call)) changes += 1;
        logged.delete(call.historyId);
        logged.set(call.historyId, call);
      }
      for (const key of logged.keys()) {
        if (logged.size <= MOST_REMEMBERED) break;
        logged.delete(key);
      }
    },
    noteListed: () => void (changes += 1),
    version: () => changes,
    async keepNew() {
      const links = newLinks;
      if (links.length === 0) return [];
      for (const link of links) await library.addLink(link);
      newLinks = newLinks.slice(links.length);
      for (const link of links) {
        remember(link);
        talks.delete(talkKey(link.ended));
      }
      changes += 1;
      return links;
    },
    async around(file) {
      const row = listed(file);
      const spans = searchSpans(file, row);
      const links: EndedLink[] = [];
      for (const { fromMs, toMs } of spans) links.push(...(await linksBetween(fromMs, toMs)));
      return {
        links,
        listed: row,
        open: [...talks.values()].map((started) => ({ started })),
        loggedCalls: [...logged.values()].filter((call) =>
          spans.some(({ fromMs, toMs }) => {
            return call.endedAtMs >= fromMs - AROUND_MS && call.startedAtMs < toMs + AROUND_MS;
          }),
        ),
      };
    },
    loggedCalls: () => [...logged.values()],
    recent: (chainId, link) => recent.get(linkKey({ chainId, link })),
    async link(chainId, link, aboutMs) {
      const links = await linksBetween(aboutMs - AROUND_MS, aboutMs + AROUND_MS);
      return links.find(({ ended }) => ended.chainId === chainId && ended.link === link);
    },
  };
}
