/**
 * The recordings that are still on their way, in memory as the list on disk has them. Every change is kept
 * on disk first and seen here afterwards.
 */
import { changedRow } from "../changed-row.ts";
import type { LibraryRow, NewLibraryRow, RecordingChange, RecordingLibrary } from "../types.ts";
import type { RecordingState } from "../../../src-shared/recordings/recording.ts";
import { recordingStates } from "../../../src-shared/recordings/recording.ts";

export interface RowChange {
  readonly row: LibraryRow;
  readonly set: RecordingChange;
}

export interface ActiveRows {
  /** Reads what an earlier run left on its way. */
  load(): Promise<void>;
  /** In the order of their discovery. */
  in(state: RecordingState): LibraryRow[];
  count(state: RecordingState): number;
  byId(id: number): LibraryRow | undefined;
  /** The rows of these files, also those that are not on their way any more. */
  byKeys(keys: readonly string[]): Promise<ReadonlyMap<string, LibraryRow>>;
  add(rows: readonly NewLibraryRow[]): Promise<readonly LibraryRow[]>;
  /** All together or none. Returns the rows as they are then. */
  change(changes: readonly RowChange[]): Promise<readonly LibraryRow[]>;
  /** Rows per state in the whole list, and bytes of all MP3 files. */
  counts(): { readonly states: Readonly<Record<RecordingState, number>>; readonly mp3Bytes: number };
  /** Reads anew what somebody else may have changed: rows with an MP3, and all counts. */
  refresh(): Promise<void>;
}

/** States in which something is still to come. */
const activeStates = [
  "growing",
  "matching",
  "waiting",
  "converting",
  "ready",
  "failed",
] as const satisfies readonly RecordingState[];
const isActive = (state: RecordingState): boolean => activeStates.some((each) => each === state);
const MOST_LOADED = 100_000;

export function createActiveRows(
  library: RecordingLibrary,
  onChanged: (rows: readonly LibraryRow[]) => void,
): ActiveRows {
  const active = new Map<RecordingState, Map<number, LibraryRow>>(
    activeStates.map((state) => [state, new Map()]),
  );
  const byId = new Map<number, LibraryRow>();
  const byKey = new Map<string, LibraryRow>();
  const states = Object.fromEntries(recordingStates.map((state) => [state, 0])) as Record<
    RecordingState,
    number
  >;
  let mp3Bytes = 0;

  function see(row: LibraryRow): void {
    const before = byId.get(row.id);
    if (before !== undefined) {
      active.get(before.state)?.delete(row.id);
      byId.delete(row.id);
      byKey.delete(row.sourceKey);
    }
    if (!isActive(row.state)) return;
    active.get(row.state)?.set(row.id, row);
    byId.set(row.id, row);
    byKey.set(row.sourceKey, row);
  }

  function count(before: LibraryRow | undefined, after: LibraryRow): void {
    if (before !== undefined) states[before.state] -= 1;
    states[after.state] += 1;
    mp3Bytes += (after.mp3Bytes ?? 0) - (before?.mp3Bytes ?? 0);
  }

  async function recount(): Promise<void> {
    const counted = await library.counts();
    Object.assign(states, counted.states);
    mp3Bytes = counted.mp3Bytes;
  }

  return {
    async load() {
      for (const row of await library.inStates(activeStates, MOST_LOADED)) see(row);
      await recount();
    },
    in: (state) => [...(active.get(state)?.values() ?? [])],
    count: (state) => active.get(state)?.size ?? 0,
    byId: (id) => byId.get(id),
    async byKeys(keys) {
      const found = new Map<string, LibraryRow>();
      const unknown: string[] = [];
      for (const key of keys) {
        const row = byKey.get(key);
        if (row === undefined) unknown.push(key);
        else found.set(key, row);
      }
      if (unknown.length > 0) {
        for (const row of await library.byKeys(unknown)) found.set(row.sourceKey, row);
      }
      return found;
    },
    async add(rows) {
      const added = await library.add(rows);
      for (const row of added) {
        count(undefined, row);
        see(row);
      }
      onChanged(added);
      return added;
    },
    async change(changes) {
      if (changes.length === 0) return [];
      await library.change(changes.map(({ row, set }) => ({ id: row.id, set })));
      const after = changes.map(({ row, set }) => {
        const changed = changedRow(byId.get(row.id) ?? row, set);
        count(row, changed);
        see(changed);
        return changed;
      });
      onChanged(after);
      return after;
    },
    counts: () => ({ states: { ...states }, mp3Bytes }),
    async refresh() {
      for (const row of byId.values()) {
        if (row.mp3Bytes === undefined) continue;
        const now = await library.byId(row.id);
        // What has changed here meanwhile is newer.
        if (now !== undefined && byId.get(row.id) === row) see(now);
      }
      await recount();
    },
  };
}
