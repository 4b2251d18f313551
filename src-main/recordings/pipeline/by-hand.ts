/** What users ask for: recordings processed once more, and recordings without a call sent all the same. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { RecordingFilter } from "../../../src-shared/recordings/recording.ts";
import { mostRecordingsPerPage } from "../../../src-shared/recordings/recording.ts";
import type { LibraryRow, RecordingChange, RecordingLibrary } from "../types.ts";
import { freshStart } from "./intake.ts";
import type { ActiveRows } from "./rows.ts";

export interface ByHand {
  /** Resolves with the number of recordings that it will be done for; thousands are done little by little. */
  reprocess(
    which: { readonly ids: readonly number[] } | { readonly filter: RecordingFilter },
  ): Promise<number>;
  sendWithoutId(id: number): Promise<boolean>;
  /** Does some of it. True when there is more that can be done at once. */
  work(): Promise<boolean>;
  busy(): number;
}

export interface ByHandOptions {
  readonly rows: ActiveRows;
  readonly library: RecordingLibrary;
  readonly clock: Clock;
  readonly kick: () => void;
  readonly isHeld: (row: LibraryRow) => boolean;
  /** The row's match is looked for anew. */
  readonly forget: (rowId: number) => void;
}

const PER_ROUND = 100;
/** What waits already goes first. */
const MOST_ON_THEIR_WAY = 300;

export function createByHand({ rows, library, clock, kick, isHeld, forget }: ByHandOptions): ByHand {
  const again = new Set<number>();
  const withoutCall = new Set<number>();
  let asking = 0;

  function isRoom(): boolean {
    return rows.count("matching") + rows.count("waiting") + rows.count("converting") < MOST_ON_THEIR_WAY;
  }

  async function idsOf(filter: RecordingFilter): Promise<number[]> {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await library.page({
        ...filter,
        limit: mostRecordingsPerPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const { id } of page.rows) ids.push(id);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return ids;
  }

  async function reprocess(which: Parameters<ByHand["reprocess"]>[0]): Promise<number> {
    asking += 1;
    try {
      const ids = "ids" in which ? which.ids : await idsOf(which.filter);
      for (const id of ids) again.add(id);
      kick();
      return ids.length;
    } finally {
      asking -= 1;
    }
  }

  async function changeAll(
    ids: Set<number>,
    most: number,
    changeOf: (row: LibraryRow) => RecordingChange | undefined,
  ): Promise<void> {
    const chosen = [...ids].slice(0, most);
    const changes: { row: LibraryRow; set: RecordingChange }[] = [];
    for (const id of chosen) {
      const row = rows.byId(id) ?? (await library.byId(id));
      const set = row === undefined || isHeld(row) ? undefined : changeOf(row);
      if (row !== undefined && set !== undefined) changes.push({ row, set });
    }
    await rows.change(changes);
    for (const id of chosen) ids.delete(id);
    for (const { row } of changes) forget(row.id);
  }

  function withoutCallChange(row: LibraryRow): RecordingChange | undefined {
    if (row.state !== "unmatched") return undefined;
    const matchedAtMs = clock.nowMs();
    const match = { chainId: "", link: 0, evidence: "by-hand" as const, matchedAtMs };
    return { ...freshStart, ...match, state: "waiting", callEndedAtMs: row.startedAtMs };
  }

  return {
    reprocess,
    async sendWithoutId(id) {
      const row = await library.byId(id);
      if (row?.state !== "unmatched") return false;
      withoutCall.add(id);
      kick();
      return true;
    },
    async work() {
      if (withoutCall.size > 0) await changeAll(withoutCall, PER_ROUND, withoutCallChange);
      if (again.size > 0 && isRoom()) await changeAll(again, PER_ROUND, againChange);
      return again.size > 0 && isRoom();
    },
    busy: () => asking,
  };
}

/** What has its call keeps it, and who has the link already gets no second one. */
function againChange(row: LibraryRow): RecordingChange | undefined {
  switch (row.state) {
    case "growing":
    case "matching":
    case "waiting":
    case "converting":
      return undefined;
    case "unmatched":
    case "ready":
    case "sent":
    case "failed":
    case "purged":
    case "ignored":
      return {
        ...freshStart,
        state: row.chainId === undefined ? "matching" : "waiting",
        purgedAtMs: undefined,
      };
    default: {
      const _never: never = row.state;
      return _never;
    }
  }
}
