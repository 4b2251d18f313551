/** The library of recordings for tests and the demo: the same answers as the one on disk, gone with the program. */
import type {
  RecordingFilter,
  RecordingPage,
  RecordingRow,
  RecordingState,
} from "../../src-shared/recordings/recording.ts";
import {
  mostRecordingsPerPage,
  recordingRowSchema,
  recordingStates,
} from "../../src-shared/recordings/recording.ts";
import { changedRow } from "./changed-row.ts";
import type { EndedLink, LibraryRow, NewLibraryRow, RecordingLibrary } from "./types.ts";

const mostCounted = 10_000;

export function createMemoryLibrary(): RecordingLibrary {
  /** Each is replaced, never changed: what was given out stays as it was. */
  const rows = new Map<number, LibraryRow>();
  const byKey = new Map<string, number>();
  const links = new Map<string, EndedLink>();
  const notes = new Map<string, string>();
  let lastId = 0;

  const all = (): LibraryRow[] => [...rows.values()];
  const oldestFirst = (): LibraryRow[] => all().toSorted(byAge);
  const newestOf = (filter: RecordingFilter): LibraryRow[] =>
    oldestFirst()
      .filter((row) => matches(row, filter))
      .toReversed();
  const expiredBefore = (endedBeforeMs: number): LibraryRow[] =>
    all()
      .filter((row) => isOnDisk(row) && endOf(row) < endedBeforeMs)
      .toSorted((a, b) => endOf(a) - endOf(b) || a.id - b.id);

  function add(row: NewLibraryRow): LibraryRow {
    const known = rows.get(byKey.get(row.sourceKey) ?? 0);
    if (known !== undefined) return known;
    const added: LibraryRow = { ...row, id: (lastId += 1) };
    rows.set(added.id, added);
    byKey.set(added.sourceKey, added.id);
    return added;
  }

  return {
    async add(wanted) {
      refuseSharedMp3([...all(), ...wanted.filter(({ sourceKey }) => !byKey.has(sourceKey))]);
      return wanted.map(add);
    },
    async change(changes) {
      const next = new Map(rows);
      for (const { id, set } of changes) {
        const row = next.get(id);
        if (row === undefined) continue;
        next.set(id, changedRow(row, set));
      }
      refuseSharedMp3([...next.values()]);
      for (const [id, row] of next) rows.set(id, row);
    },
    byId: async (id) => rows.get(id),
    byKeys: async (keys) => keys.flatMap((key) => rows.get(byKey.get(key) ?? 0) ?? []),
    byMp3Name: async (name) => all().find(({ mp3Name }) => mp3Name === name),
    ofLink: async (chainId, link) =>
      oldestFirst().filter((row) => row.chainId === chainId && row.link === link),
    ofChain: async (chainId) => oldestFirst().filter((row) => row.chainId === chainId),
    inStates: async (states, limit) =>
      oldestFirst()
        .filter(({ state }) => states.includes(state))
        .slice(0, limit),
    async addLink(link) {
      links.set(`${link.ended.chainId} ${link.ended.link}`, structuredClone(link));
    },
    links: async (fromMs, toMs) =>
      [...links.values()]
        .filter(({ ended }) => ended.atMs >= fromMs && talkFrom(ended) < toMs)
        .toSorted((a, b) => talkFrom(a.ended) - talkFrom(b.ended)),
    async forgetLinks(endedBeforeMs) {
      for (const [key, { ended }] of links) if (ended.atMs < endedBeforeMs) links.delete(key);
    },
    async page({ cursor, limit = 50, ...filter }) {
      return pageOf(newestOf(filter), cursor, Math.min(Math.max(1, limit), mostRecordingsPerPage));
    },
    async total(filter) {
      const { length } = newestOf(filter);
      return { count: Math.min(length, mostCounted), more: length > mostCounted };
    },
    counts: async () => ({
      states: statesOf(all()),
      mp3Bytes: bytesOf(all().filter(isOnDisk)),
    }),
    expired: async (endedBeforeMs, limit) => expiredBefore(endedBeforeMs).slice(0, limit),
    async expiry(endedBeforeMs) {
      const expired = expiredBefore(endedBeforeMs);
      const [oldest] = expired;
      return {
        files: expired.length,
        bytes: bytesOf(expired),
        ...(oldest === undefined ? {} : { oldestEndedAtMs: endOf(oldest) }),
      };
    },
    async forgetPurged(purgedBeforeMs, limit) {
      const old = all()
        .filter(({ state, purgedAtMs = Infinity }) => state === "purged" && purgedAtMs < purgedBeforeMs)
        .toSorted((a, b) => (a.purgedAtMs ?? 0) - (b.purgedAtMs ?? 0))
        .slice(0, limit);
      for (const { id, sourceKey } of old) {
        rows.delete(id);
        byKey.delete(sourceKey);
      }
      return old.length;
    },
    note: async (key) => notes.get(key),
    async setNote(key, value) {
      notes.set(key, value);
    },
    async close() {},
  };
}

function refuseSharedMp3(rows: readonly Pick<LibraryRow, "mp3Name">[]): void {
  const names = rows.flatMap(({ mp3Name }) => mp3Name ?? []);
  if (new Set(names).size < names.length) throw new Error("Another recording has this MP3 file already.");
}

function matches(row: LibraryRow, filter: RecordingFilter): boolean {
  const { states, chainId = "", number = "", user = "", fromMs, toMs, text = "" } = filter;
  const texts = [row.fileName, row.mp3Name ?? "", row.otherNumber, row.otherName].map(folded);
  const call = row.chainId === undefined ? "" : `${row.chainId}-${row.link ?? ""}`;
  return (
    (states === undefined || states.includes(row.state)) &&
    call.startsWith(chainId.trim()) &&
    plain(row.otherNumber).endsWith(plain(number).replace(/^0+(?=.)/, "")) &&
    (user.trim() === "" || row.extension === user.trim()) &&
    (fromMs === undefined || row.startedAtMs >= fromMs) &&
    (toMs === undefined || row.startedAtMs < toMs) &&
    folded(text)
      .split(/\s+/)
      .every((word) => texts.some((each) => each.includes(word)))
  );
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll("\0", " ");
}

function plain(number: string): string {
  return number.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The cursor is the id of the last row of the page before. */
function pageOf(rows: readonly LibraryRow[], cursor: string | undefined, limit: number): RecordingPage {
  const known = cursor === undefined || cursor === "";
  const at = known ? -1 : rows.findIndex(({ id }) => `r${id}` === cursor);
  if (at < 0 && !known) {
    throw new Error("This page of the recordings is not known; begin at the first page again.");
  }
  const page = rows.slice(at + 1, at + 1 + limit);
  const last = page.at(-1);
  const more = rows.length > at + 1 + limit && last !== undefined;
  return { rows: page.map(shown), ...(more ? { cursor: `r${last.id}` } : {}) };
}

/** Without what only the pipeline needs. */
function shown(row: LibraryRow): RecordingRow {
  return recordingRowSchema.parse(row);
}

function byAge(a: LibraryRow, b: LibraryRow): number {
  return a.startedAtMs - b.startedAtMs || a.id - b.id;
}

/** Without a call, the recording's own end counts. */
function endOf({ callEndedAtMs, startedAtMs, durationS = 0 }: LibraryRow): number {
  return callEndedAtMs ?? startedAtMs + 1000 * durationS;
}

function isOnDisk({ mp3Name, state }: LibraryRow): boolean {
  return mp3Name !== undefined && state !== "purged";
}

function talkFrom({ startedAtMs, atMs, talkS }: EndedLink["ended"]): number {
  return Math.min(startedAtMs ?? atMs - talkS * 1000, atMs);
}

function bytesOf(rows: readonly LibraryRow[]): number {
  return rows.reduce((sum, { mp3Bytes = 0 }) => sum + mp3Bytes, 0);
}

function statesOf(rows: readonly LibraryRow[]): Record<RecordingState, number> {
  const count = (state: RecordingState) => rows.filter((row) => row.state === state).length;
  // Every state of the list gets its number, so the record is whole.
  return Object.fromEntries(recordingStates.map((state) => [state, count(state)])) as Record<
    RecordingState,
    number
  >;
}
