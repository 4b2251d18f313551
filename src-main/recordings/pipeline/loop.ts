/**
 * Does the pipeline's work round by round, one round at a time: whatever happens meanwhile is taken up by
 * the next one, so that no two steps ever change the same recording at once.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";

export interface Loop {
  /** There may be something to do. */
  kick(): void;
  /** Begins no further round and waits for the one under way. */
  stop(): Promise<void>;
  /** Whether a round is under way. */
  busy(): boolean;
}

export interface LoopOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Does what is to be done and returns when there will be more (clock), if nothing else comes. */
  readonly round: () => Promise<number | undefined>;
}

/** What a round could not keep is tried again after this long. */
const AFTER_FAILURE_MS = 5_000;
/** The machine's clock may be set: nothing is slept through for longer. */
const LONGEST_SLEEP_MS = 60_000;

export function createLoop({ clock, log, round }: LoopOptions): Loop {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let cancelTimer = () => {};
  let toldFailure = "";

  async function run(): Promise<void> {
    let nextAtMs: number | undefined;
    do {
      again = false;
      nextAtMs = await oneRound();
    } while (again && !stopped);
    running = undefined;
    if (!stopped && nextAtMs !== undefined) sleepUntil(nextAtMs);
  }

  async function oneRound(): Promise<number | undefined> {
    try {
      const next = await round();
      toldFailure = "";
      return next;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== toldFailure) {
        log.error("Recordings are held up and tried again soon; calls and webhooks go on.", { reason });
      }
      toldFailure = reason;
      again = false;
      return clock.nowMs() + AFTER_FAILURE_MS;
    }
  }

  function sleepUntil(atMs: number): void {
    cancelTimer();
    const delayMs = Math.min(Math.max(0, atMs - clock.nowMs()), LONGEST_SLEEP_MS);
    cancelTimer = clock.after(delayMs, kick);
  }

  function kick(): void {
    if (stopped) return;
    cancelTimer();
    again = true;
    running ??= run();
  }

  return {
    kick,
    async stop() {
      stopped = true;
      cancelTimer();
      await running;
    },
    busy: () => running !== undefined,
  };
}
