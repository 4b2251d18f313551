/**
 * Many small writes, few commits: what arrives while a commit runs goes into the next one, in its
 * order. No timer: a write that somebody waits for is committed at once when nothing runs. One that
 * nobody waits for lets the event loop turn a few times first, since under load others come with each turn.
 */
import { setImmediate } from "node:timers";
import type { Answer } from "./failure.ts";

export interface GroupCommit<Entry> {
  /** Resolves when the entry is committed, or with the failure that its commit ended in. */
  add(entry: Entry, rows: number, urgency?: Urgency): Promise<Answer<void>>;
  /** Rows added whose commit has not ended. */
  waitingRows(): number;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
}

/** `now` is usual. `soon`: a little later is as good, so that fewer commits do. */
export type Urgency = "now" | "soon";

export interface GroupCommitOptions<Entry> {
  /** Writes the entries in one transaction. At most one call runs at a time. Never rejects. */
  readonly commit: (entries: readonly Entry[]) => Promise<Answer<void>>;
  /** Most rows in one commit; an entry with more goes alone. */
  readonly mostRows: number;
  /** Called each time when nothing is left to commit. */
  readonly onIdle?: () => void;
}

/** How often the event loop turns before what comes `soon` is committed: some tenths of a millisecond at rest. */
const TURNS = 8;

interface Waiting<Entry> {
  readonly entry: Entry;
  readonly rows: number;
  readonly urgency: Urgency;
  readonly settle: (answer: Answer<void>) => void;
}

export function createGroupCommit<Entry>(options: GroupCommitOptions<Entry>): GroupCommit<Entry> {
  let waiting: Waiting<Entry>[] = [];
  let rowsOpen = 0;
  let running = false;
  let urgent = 0;
  let ending = false;
  let endTurns: (() => void) | undefined;
  let whenIdle: (() => void)[] = [];

  async function run(): Promise<void> {
    running = true;
    // What is added in the same turn of the event loop shares the first commit.
    await undefined;
    while (waiting.length > 0) {
      if (urgent === 0 && !ending) await turns();
      await commitGroup(takeGroup());
    }
    running = false;
    ending = false;
    options.onIdle?.();
    const resolves = whenIdle;
    whenIdle = [];
    for (const resolve of resolves) resolve();
  }

  function turns(): Promise<void> {
    return new Promise((resolve) => {
      let left = TURNS;
      const turn = (): void => {
        left -= 1;
        if (left > 0) setImmediate(turn);
        else resolve();
      };
      endTurns = resolve;
      setImmediate(turn);
    });
  }

  function takeGroup(): Waiting<Entry>[] {
    let count = 0;
    let rows = 0;
    for (const item of waiting) {
      if (count > 0 && rows + item.rows > options.mostRows) break;
      count += 1;
      rows += item.rows;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    urgent -= group.filter(({ urgency }) => urgency === "now").length;
    return group;
  }

  async function commitGroup(group: readonly Waiting<Entry>[]): Promise<void> {
    const answer = await options.commit(group.map(({ entry }) => entry));
    const [first] = group;
    if (!answer.ok && answer.failure.kind === "refused" && group.length > 1 && first !== undefined) {
      // One entry that cannot be stored must not take the others with it.
      for (const item of group) await commitGroup([item]);
      return;
    }
    for (const { rows, settle } of group) {
      rowsOpen -= rows;
      settle(answer);
    }
  }

  return {
    add(entry, rows, urgency = "now") {
      rowsOpen += rows;
      return new Promise((settle) => {
        waiting.push({ entry, rows, urgency, settle });
        if (urgency === "now") {
          urgent += 1;
          endTurns?.();
        }
        if (!running) void run();
      });
    },
    waitingRows: () => rowsOpen,
    idle() {
      ending = running;
      endTurns?.();
      return running ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve();
    },
  };
}
