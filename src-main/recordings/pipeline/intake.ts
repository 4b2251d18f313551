/** Takes what the source tells of files into the list. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { RecordingProblem } from "../../../src-shared/recordings/recording.ts";
import type { LibraryRow, NewLibraryRow, RecordingChange, SourceFile, SourceNews } from "../types.ts";
import type { FileMemory } from "./files.ts";
import { fieldsOf, newRow } from "./files.ts";
import type { ActiveRows } from "./rows.ts";
import { words } from "./words.ts";

export interface Intake {
  add(news: SourceNews): void;
  waiting(): number;
  /** Takes over some of what was told. True when there is more for the next round. */
  work(): Promise<boolean>;
  /** Which of these files need not be told again. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface IntakeOptions {
  readonly rows: ActiveRows;
  readonly files: FileMemory;
  readonly clock: Clock;
  /** New rows are marked so. */
  readonly simulated: boolean;
  /** Older files are taken into the list as `ignored`. */
  readonly sinceMs: () => number;
  /** Rows that are in other hands for a moment: their news wait. */
  readonly isHeld: (row: LibraryRow) => boolean;
  /** A file changed while it is being converted. */
  readonly onChangedFile: (row: LibraryRow) => void;
  readonly onComplete: (row: LibraryRow) => void;
  /** A file that was never told before. */
  readonly onFound: () => void;
}

const MOST_PER_ROUND = 200;
/** Failures that are over once the source has the whole file. */
const overWhenComplete: readonly (RecordingProblem | undefined)[] = [
  "locked",
  "no-access",
  "vanished",
  "archived",
  "download-failed",
];
/** What may still be told of a file after a restart. */
const untilComplete: readonly LibraryRow["state"][] = ["growing", "matching", "waiting", "failed"];

export function createIntake(options: IntakeOptions): Intake {
  const { rows, files, clock } = options;
  /** The latest news of each file. */
  const inbox = new Map<string, SourceNews>();

  function take(): SourceNews[] {
    const batch: SourceNews[] = [];
    for (const [key, news] of inbox) {
      if (batch.length === MOST_PER_ROUND) break;
      batch.push(news);
      inbox.delete(key);
    }
    return batch;
  }

  /** What could not be kept is told again, unless something newer was. */
  function giveBack(batch: readonly SourceNews[]): void {
    for (const news of batch) if (!inbox.has(keyOf(news))) inbox.set(keyOf(news), news);
  }

  async function takeOver(batch: readonly SourceNews[]): Promise<void> {
    const known = await rows.byKeys(batch.map(keyOf));
    const fresh: NewLibraryRow[] = [];
    const changes: { row: LibraryRow; set: RecordingChange }[] = [];
    const held: SourceNews[] = [];
    for (const news of batch) {
      const row = known.get(keyOf(news));
      if (row === undefined) {
        const added = rowOf(news);
        if (added !== undefined) fresh.push(added);
        continue;
      }
      if (options.isHeld(row)) {
        held.push(news);
        continue;
      }
      const set = changeBy(news, row);
      if (set !== undefined) changes.push({ row, set });
    }
    const added = fresh.length > 0 ? await rows.add(fresh) : [];
    for (const { state } of added) if (state !== "ignored") options.onFound();
    const changed = await rows.change(changes);
    giveBack(held);
    for (const row of [...added, ...changed]) if (row.state === "matching") options.onComplete(row);
  }

  function rowOf(news: SourceNews): NewLibraryRow | undefined {
    if (news.type === "gone") return undefined;
    const row = freshRow(news);
    return options.simulated ? { ...row, simulated: true } : row;
  }

  function freshRow(news: Exclude<SourceNews, { type: "gone" }>): NewLibraryRow {
    const { file } = news;
    const nowMs = clock.nowMs();
    if (file.modifiedAtMs < options.sinceMs()) {
      return { ...newRow(file, "ignored", nowMs), sentence: words.earlier };
    }
    switch (news.type) {
      case "complete":
        return newRow(file, "matching", nowMs);
      case "growing":
        return { ...newRow(file, "growing", nowMs), sentence: words.growing };
      case "trouble":
        return {
          ...newRow(file, "failed", nowMs),
          ...{ problem: news.failure.problem, sentence: news.failure.sentence },
          ...(news.nextTryAtMs === undefined ? {} : { nextTryAtMs: news.nextTryAtMs }),
        };
      default: {
        const _never: never = news;
        return _never;
      }
    }
  }

  function changeBy(news: SourceNews, row: LibraryRow): RecordingChange | undefined {
    switch (news.type) {
      case "complete":
        return completed(news.file, row);
      case "growing":
        if (row.state === "growing" || (row.state !== "failed" && row.state !== "matching")) return undefined;
        return { state: "growing", sentence: words.growing, problem: undefined, nextTryAtMs: undefined };
      case "trouble":
        return untilComplete.includes(row.state) && row.mp3Bytes === undefined
          ? { state: "failed", ...troubleOf(news) }
          : undefined;
      case "gone":
        return (untilComplete.includes(row.state) || row.state === "unmatched") && row.mp3Bytes === undefined
          ? { state: "failed", problem: "vanished", sentence: words.vanished, nextTryAtMs: undefined }
          : undefined;
      default: {
        const _never: never = news;
        return _never;
      }
    }
  }

  function completed(file: SourceFile, row: LibraryRow): RecordingChange | undefined {
    const changed = file.bytes !== row.sourceBytes;
    switch (row.state) {
      case "growing":
        return again(file, row);
      case "failed":
        return changed || overWhenComplete.includes(row.problem) ? again(file, row) : undefined;
      case "matching":
      case "waiting":
        return changed ? { ...fieldsOf(file) } : undefined;
      case "converting":
        if (changed) options.onChangedFile(row);
        return changed ? { ...fieldsOf(file) } : undefined;
      case "unmatched":
      case "ready":
      case "sent":
        return changed ? again(file, row) : undefined;
      case "purged":
      case "ignored":
        return undefined;
      default: {
        const _never: never = row.state;
        return _never;
      }
    }
  }

  return {
    add(news) {
      if (news.type !== "gone") files.note(news.file);
      inbox.delete(keyOf(news));
      inbox.set(keyOf(news), news);
    },
    waiting: () => inbox.size,
    async work() {
      const batch = take();
      if (batch.length === 0) return false;
      try {
        await takeOver(batch);
      } catch (error) {
        giveBack(batch);
        throw error;
      }
      return batch.length === MOST_PER_ROUND;
    },
    async known(keys) {
      const found = await rows.byKeys(keys);
      return new Set([...found].flatMap(([key, row]) => (untilComplete.includes(row.state) ? [] : [key])));
    },
  };
}

/** The way begins again; what is matched already stays matched. */
function again(file: SourceFile, row: LibraryRow): RecordingChange {
  return {
    ...fieldsOf(file),
    state: row.chainId === undefined ? "matching" : "waiting",
    ...freshStart,
  };
}

export const freshStart = {
  problem: undefined,
  sentence: "",
  nextTryAtMs: undefined,
  tries: 0,
} as const satisfies RecordingChange;

function troubleOf({ failure, nextTryAtMs }: Extract<SourceNews, { type: "trouble" }>) {
  const { problem, sentence } = failure;
  return { problem, sentence, nextTryAtMs };
}

function keyOf(news: SourceNews): string {
  return news.type === "gone" ? news.key : news.file.key;
}
