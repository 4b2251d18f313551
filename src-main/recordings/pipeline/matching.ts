/** Finds the call of each file: tries again whenever there is new evidence, and as long as some may come. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { EndedLink, LibraryRow, Match, RecordingChange, RecordingLibrary } from "../types.ts";
import { matchRecording } from "../matching/match-recording.ts";
import type { Evidence } from "./evidence.ts";
import type { FileMemory } from "./files.ts";
import { freshStart } from "./intake.ts";
import type { ActiveRows, RowChange } from "./rows.ts";
import { words } from "./words.ts";

export interface MatchingStep {
  /** Returns when it wants to look again (clock). */
  work(): Promise<number | undefined>;
  /** Links that became known late: files that fitted no call may fit one of these. */
  reconsider(links: readonly EndedLink[]): Promise<void>;
  /** Looks at the row anew, whatever was found before. */
  forget(rowId: number): void;
}

export interface MatchingOptions {
  readonly rows: ActiveRows;
  readonly files: FileMemory;
  readonly library: RecordingLibrary;
  readonly evidence: Evidence;
  readonly timezone: () => string | undefined;
  readonly clock: Clock;
  readonly askCallLog: (fromMs: number, toMs: number) => void;
  /** Told of each file that has found its call. */
  readonly onMatched: (match: Match) => void;
}

const MOST_PER_ROUND = 100;
/** The call log is asked this long after a file was first without a call; each question is repeated by the PBX's side. */
const askAfterMs = [5_000, 60_000, 240_000, 540_000];
/** Questions that come together are one. */
const BETWEEN_QUESTIONS_MS = 15_000;
const NEAR_MS = 10 * 60_000;

interface Waiting {
  readonly version: number;
  readonly untilMs: number;
  readonly sinceMs: number;
  questions: number;
}

export function createMatchingStep(options: MatchingOptions): MatchingStep {
  const { rows, files, library, evidence, clock } = options;
  const waits = new Map<number, Waiting>();
  let clockShiftMs: number | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  function isDue(row: LibraryRow): boolean {
    const wait = waits.get(row.id);
    return wait === undefined || wait.version !== evidence.version() || wait.untilMs <= clock.nowMs();
  }

  async function lookAt(row: LibraryRow): Promise<RecordingChange | undefined> {
    const version = evidence.version();
    const context = await evidence.around(files.of(row));
    const answer = matchRecording(files.of(row), {
      ...context,
      ...{ nowMs: clock.nowMs(), foundAtMs: row.foundAtMs, timezone: options.timezone(), clockShiftMs },
    });
    switch (answer.type) {
      case "matched":
        waits.delete(row.id);
        clockShiftMs = answer.clockShiftMs;
        return matchedChange(row, answer.match, context.links);
      case "wait": {
        const before = waits.get(row.id);
        waits.set(row.id, {
          version,
          untilMs: answer.untilMs,
          sinceMs: before?.sinceMs ?? clock.nowMs(),
          questions: before?.questions ?? 0,
        });
        return row.sentence === answer.why
          ? undefined
          : { sentence: answer.why, nextTryAtMs: answer.untilMs };
      }
      case "unmatched":
        waits.delete(row.id);
        return { ...freshStart, state: "unmatched", sentence: answer.sentence };
      default: {
        const _never: never = answer;
        return _never;
      }
    }
  }

  async function matchedChange(
    row: LibraryRow,
    { chainId, link, evidence: proof }: Match,
    links: readonly EndedLink[],
  ): Promise<RecordingChange> {
    const twin = await twinOf(row, chainId, link);
    if (twin !== undefined) {
      return { ...freshStart, state: "ignored", sentence: words.again(twin.sourceKey) };
    }
    const ended = links.find((each) => each.ended.chainId === chainId && each.ended.link === link)?.ended;
    return {
      ...freshStart,
      ...{ state: "waiting", chainId, link, evidence: proof, matchedAtMs: clock.nowMs() },
      callEndedAtMs: ended?.atMs,
      extension: row.extension === "" ? (ended?.user ?? "") : row.extension,
      otherNumber: row.otherNumber === "" ? (ended?.callerNumber ?? "") : row.otherNumber,
      otherName: row.otherName === "" ? (ended?.callerName ?? "") : row.otherName,
    };
  }

  /** The same recording by way of the other source, after the setting `source` was changed. */
  async function twinOf(row: LibraryRow, chainId: string, link: number): Promise<LibraryRow | undefined> {
    const others = await library.ofLink(chainId, link);
    return others.find(
      (other) =>
        other.fileName === row.fileName &&
        sourceOf(other) !== sourceOf(row) &&
        other.state !== "ignored" &&
        other.state !== "failed",
    );
  }

  function askAboutThoseThatWait(): number | undefined {
    const nowMs = clock.nowMs();
    const asking: LibraryRow[] = [];
    let nextAtMs: number | undefined;
    for (const row of rows.in("matching")) {
      const wait = waits.get(row.id);
      const after = askAfterMs[wait?.questions ?? 0];
      if (wait === undefined || after === undefined) continue;
      const dueAtMs = Math.max(wait.sinceMs + after, askedAtMs + BETWEEN_QUESTIONS_MS);
      if (dueAtMs > nowMs) nextAtMs = Math.min(nextAtMs ?? dueAtMs, dueAtMs);
      else asking.push(row);
    }
    if (asking.length === 0) return nextAtMs;
    askedAtMs = nowMs;
    for (const row of asking) {
      const wait = waits.get(row.id);
      if (wait !== undefined) wait.questions += 1;
    }
    const fromMs = Math.min(...asking.map((row) => row.startedAtMs));
    // A clock in another zone must not make this a question about half a day.
    options.askCallLog(Math.max(fromMs, nowMs - 3 * 3_600_000) - NEAR_MS, nowMs);
    return nowMs + BETWEEN_QUESTIONS_MS;
  }

  return {
    async work() {
      const due = rows.in("matching").filter(isDue);
      const changes: RowChange[] = [];
      for (const row of due.slice(0, MOST_PER_ROUND)) {
        const set = await lookAt(row);
        if (set !== undefined) changes.push({ row, set });
      }
      const changed = await rows.change(changes);
      for (const { state, chainId, link, evidence: proof } of changed) {
        if (state !== "waiting" || chainId === undefined || link === undefined || !proof) continue;
        options.onMatched({ chainId, link, evidence: proof });
      }
      if (due.length > MOST_PER_ROUND) return clock.nowMs();
      const untils = rows.in("matching").map(({ id }) => waits.get(id)?.untilMs ?? clock.nowMs());
      return Math.min(askAboutThoseThatWait() ?? Number.POSITIVE_INFINITY, ...untils);
    },
    async reconsider(links) {
      const found: LibraryRow[] = [];
      for (const { ended } of links) {
        const page = await library.page({
          states: ["unmatched"],
          fromMs: (ended.startedAtMs ?? ended.arrivedAtMs) - NEAR_MS,
          toMs: ended.atMs + NEAR_MS,
        });
        for (const { id } of page.rows) {
          const row = await library.byId(id);
          if (row?.state === "unmatched" && !found.some((each) => each.id === id)) found.push(row);
        }
      }
      await rows.change(found.map((row) => ({ row, set: { ...freshStart, state: "matching" } })));
    },
    forget: (rowId) => void waits.delete(rowId),
  };
}

function sourceOf({ sourceKey }: LibraryRow): string {
  return sourceKey.slice(0, sourceKey.indexOf(":"));
}
