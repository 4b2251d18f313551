/**
 * Hands the links of a conversation's recordings to delivery: all files of a link in one event, once it is
 * over and quiet; each file in exactly one event, also over a crash at any moment.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { EndedEvent } from "../../../src-shared/telephony/call-event.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { LibraryRow } from "../types.ts";
import type { Evidence } from "./evidence.ts";
import { freshStart } from "./intake.ts";
import { sentKey } from "./link-documents.ts";
import type { MatchedRow } from "./naming.ts";
import { groupKey, isMatched, numberIn } from "./naming.ts";
import { retryAtMs } from "./retry.ts";
import type { ActiveRows } from "./rows.ts";
import type { RecordingsOptions } from "./types.ts";
import { endWithoutCall } from "./without-call.ts";
import { words } from "./words.ts";

export interface SendingStep {
  /** Settles what an earlier run was handing over. `sent`: hand-overs whose event is kept. */
  recover(sent: ReadonlySet<string>): Promise<void>;
  /** Begins what is due. Returns when there is more to do (clock). */
  work(): Promise<number | undefined>;
  /** The file is there since then (clock); its link is quiet from the last of these on. */
  noteCame(rowId: number, atMs: number): void;
  /** The row is being handed over at this moment. */
  isHeld(row: LibraryRow): boolean;
  busy(): number;
  /** Documents that have done their duty, to be removed with the next change. */
  takeRemovals(): string[];
  addRemovals(keys: readonly string[]): void;
  idle(): Promise<void>;
}

export interface SendingOptions extends Pick<RecordingsOptions, "linkTo" | "probe" | "accept" | "newId"> {
  readonly rows: ActiveRows;
  readonly evidence: Evidence;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settleMs: () => number;
  /** How many files the PBX lists for a link; `undefined` when it does not say. */
  readonly expected: (row: MatchedRow) => number | undefined;
  readonly onSent: (rows: readonly LibraryRow[]) => void;
  readonly onNews: () => void;
}

/** A sibling that is not converted by then follows in an event of its own. */
const SIBLING_HOLDS_MS = 10 * 60_000;
/** The same for a file that is still being written and may be a sibling. */
const GROWING_HOLDS_MS = 30_000;
const NEAR_END_MS = 3_000;
const AFTER_FAILURE_MS = 5_000;

interface Link {
  readonly row: MatchedRow;
  readonly url: string;
}

interface HandOver {
  readonly rows: readonly MatchedRow[];
  readonly done: Promise<void>;
}

export function createSendingStep(options: SendingOptions): SendingStep {
  const { rows, evidence, clock, log } = options;
  /** When the files of rows on their way were there (clock). */
  const came = new Map<number, number>();
  const handOvers = new Map<string, HandOver>();
  /** Links whose hand-over could not be kept, and when it is tried again. */
  const notBefore = new Map<string, number>();
  /** Handed over, but the list does not say so yet. */
  const accepted = new Map<string, readonly LibraryRow[]>();
  const removals: string[] = [];

  function ready(): Map<string, MatchedRow[]> {
    const links = new Map<string, MatchedRow[]>();
    const again = rows
      .in("failed")
      .filter((row) => row.problem === "link-unreachable" && (row.nextTryAtMs ?? 0) <= clock.nowMs());
    for (const row of [...rows.in("ready"), ...again]) {
      if (!isMatched(row) || row.sendKey !== undefined) continue;
      const key = groupKey(row);
      links.set(key, [...(links.get(key) ?? []), row]);
    }
    return links;
  }

  /** When the link may go out, as far as is known now. */
  function dueAtMs(key: string, group: readonly MatchedRow[], siblings: readonly MatchedRow[]): number {
    const [first] = group;
    if (first === undefined) return Number.POSITIVE_INFINITY;
    const convertedAtMs = Math.max(...group.map((row) => row.convertedAtMs ?? 0));
    const endedAtMs = first.callEndedAtMs ?? 0;
    const quietFromMs = Math.max(endedAtMs, ...group.map(({ id }) => came.get(id) ?? 0));
    const heldBefore = notBefore.get(key) ?? 0;
    if (siblings.length > 0) return Math.max(heldBefore, convertedAtMs + SIBLING_HOLDS_MS);
    if (first.chainId === "" || group.length === options.expected(first)) return heldBefore;
    const settledAtMs = quietFromMs + options.settleMs();
    const holds = rows
      .in("growing")
      .some((row) => row.extension === first.extension && row.foundAtMs <= endedAtMs + NEAR_END_MS);
    return Math.max(heldBefore, holds ? settledAtMs + GROWING_HOLDS_MS : settledAtMs);
  }

  function siblingsByLink(): Map<string, MatchedRow[]> {
    const links = new Map<string, MatchedRow[]>();
    for (const row of [...rows.in("waiting"), ...rows.in("converting")]) {
      if (!isMatched(row) || row.sentAtMs !== undefined) continue;
      links.set(groupKey(row), [...(links.get(groupKey(row)) ?? []), row]);
    }
    return links;
  }

  function begin(key: string, group: readonly MatchedRow[]): void {
    const done = handOver(group)
      .then(() => void notBefore.delete(key))
      .catch((error: unknown) => {
        const reason = reasonOf(error);
        log.warn("A recording's link could not be handed over; it is tried again soon.", { reason });
        notBefore.set(key, clock.nowMs() + AFTER_FAILURE_MS);
      })
      .then(() => {
        handOvers.delete(key);
        options.onNews();
      });
    handOvers.set(key, { rows: group, done });
  }

  async function handOver(group: readonly MatchedRow[]): Promise<void> {
    const ended = await endOf(group);
    if (ended === undefined) {
      await rows.change(
        group.map((row) => ({ row, set: { ...freshStart, state: "failed", sentence: words.callForgotten } })),
      );
      return;
    }
    const links = await reachable((await asReady(group)).toSorted(byTime));
    const open = links.map(({ row }) => row);
    const files = links.map(({ url }) => url);
    const [first] = open;
    if (first === undefined) return;
    const sendKey = options.newId();
    const key = sentKey(sendKey);
    const sending = await rows.change(open.map((row) => ({ row, set: { sendKey } })));
    const { chainId, link } = first;
    const document = { key, json: JSON.stringify({ rows: open.map(({ id }) => id) }) };
    await options.accept([{ type: "recording", chainId, link, atMs: clock.nowMs(), files, ended }], {
      put: [document],
      remove: takeRemovals(),
    });
    accepted.set(key, sending);
    await noteSent(key, sending);
  }

  /** Only what is ready is served; a link that could not be opened is tried again. */
  async function asReady(group: readonly MatchedRow[]): Promise<readonly MatchedRow[]> {
    const failed = group.filter(({ state }) => state === "failed");
    const changed = await rows.change(
      failed.map((row) => ({ row, set: { state: "ready", nextTryAtMs: undefined } })),
    );
    return [...group.filter(({ state }) => state !== "failed"), ...changed.filter(isMatched)];
  }

  async function endOf([row]: readonly MatchedRow[]): Promise<EndedEvent | undefined> {
    if (row === undefined) return undefined;
    if (row.chainId === "") return endWithoutCall(row, clock.nowMs());
    return (await evidence.link(row.chainId, row.link, row.callEndedAtMs ?? row.startedAtMs))?.ended;
  }

  async function reachable(group: readonly MatchedRow[]): Promise<readonly Link[]> {
    const open: Link[] = [];
    for (const row of group) {
      const url = options.linkTo(row.mp3Name ?? "");
      const probe = await options.probe(url);
      if (probe.ok) {
        open.push({ row, url });
        continue;
      }
      const tries = row.tries + 1;
      const { sentence } = probe;
      log.warn(sentence, { file: row.mp3Name });
      const nextTryAtMs = retryAtMs(tries, clock.nowMs());
      await rows.change([
        { row, set: { state: "failed", problem: "link-unreachable", sentence, tries, nextTryAtMs } },
      ]);
    }
    return open;
  }

  async function noteSent(key: string, sending: readonly LibraryRow[]): Promise<void> {
    const sentAtMs = clock.nowMs();
    const sent = await rows.change(
      sending.map((row) => ({ row, set: { ...freshStart, state: "sent", sentAtMs, sendKey: undefined } })),
    );
    accepted.delete(key);
    removals.push(key);
    options.onSent(sent);
  }

  function takeRemovals(): string[] {
    return removals.splice(0);
  }

  return {
    async recover(sent) {
      removals.push(...[...sent].map(sentKey));
      const handedOver = rows.in("ready").filter(({ sendKey }) => sendKey !== undefined);
      const nowMs = clock.nowMs();
      await rows.change(
        handedOver.map((row) => ({
          row,
          set: sent.has(row.sendKey ?? "")
            ? { ...freshStart, state: "sent", sentAtMs: nowMs, sendKey: undefined }
            : { sendKey: undefined },
        })),
      );
    },
    async work() {
      for (const [key, sending] of accepted) if (!isUnderWay(sending)) await noteSent(key, sending);
      // What has found no call is sent by nobody: over the years there are many of those.
      for (const id of came.keys()) if (rows.byId(id) === undefined) came.delete(id);
      const nowMs = clock.nowMs();
      const siblings = siblingsByLink();
      let nextAtMs: number | undefined;
      for (const [key, group] of ready()) {
        if (handOvers.has(key)) continue;
        const atMs = dueAtMs(key, group, siblings.get(key) ?? []);
        if (atMs <= nowMs) begin(key, group);
        else nextAtMs = Math.min(nextAtMs ?? Number.POSITIVE_INFINITY, atMs);
      }
      const later = rows.in("failed").filter(({ problem }) => problem === "link-unreachable");
      return Math.min(
        nextAtMs ?? Number.POSITIVE_INFINITY,
        ...later.flatMap(({ nextTryAtMs }) => ((nextTryAtMs ?? 0) > nowMs ? (nextTryAtMs ?? []) : [])),
      );
    },
    noteCame: (rowId, atMs) => void came.set(rowId, atMs),
    isHeld: (row) => isUnderWay([row]) || row.sendKey !== undefined,
    busy: () => handOvers.size,
    takeRemovals,
    addRemovals: (keys) => void removals.push(...keys),
    async idle() {
      await Promise.all([...handOvers.values()].map(({ done }) => done));
    },
  };

  function isUnderWay(these: readonly LibraryRow[]): boolean {
    const ids = new Set(these.map(({ id }) => id));
    return [...handOvers.values()].some((each) => each.rows.some(({ id }) => ids.has(id)));
  }
}

/** Numbers follow the order of time, unless a later file was complete first. */
function byTime(a: MatchedRow, b: MatchedRow): number {
  return a.startedAtMs - b.startedAtMs || numberIn(a.mp3Name ?? "") - numberIn(b.mp3Name ?? "");
}
