/** When the log is cleaned: a minute after the start, then each hour, in slices. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { LogFile } from "./log-file.ts";

export interface Pruning {
  /** Changes how long rows are kept, from the next cleaning on. */
  keep(days: number): void;
  /** Cleans now. Never rejects. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

export interface PruningOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly file: LogFile;
  readonly keepDays: number;
  readonly mostBytes: number;
}

const dayMs = 86_400_000;
const firstAfterMs = 60_000;
const everyMs = 3_600_000;
const contentDays = 7;

export function createPruning({ clock, log, file, keepDays, mostBytes }: PruningOptions): Pruning {
  let days = keepDays;
  let stopped = false;
  let running: Promise<void> | undefined;
  let cancel = clock.after(firstAfterMs, turn);

  function turn(): void {
    void run().then(() => {
      if (!stopped) cancel = clock.after(everyMs, turn);
    });
  }

  function run(): Promise<void> {
    running ??= clean().finally(() => (running = undefined));
    return running;
  }

  async function clean(): Promise<void> {
    const nowMs = clock.nowMs();
    const order = {
      beforeMs: nowMs - days * dayMs,
      contentBeforeMs: nowMs - Math.min(days, contentDays) * dayMs,
      mostBytes,
    };
    let rows = 0;
    while (!stopped) {
      // What was recorded meanwhile goes first: a slice is never in the way of the log.
      await file.flush();
      const answer = await file.ask((worker) => worker.call("prune", order));
      if (!answer.ok) {
        log.debug("The delivery log could not be cleaned.", { reason: answer.failure.reason });
        break;
      }
      rows += answer.value.rows;
      if (answer.value.rows + answer.value.contents + answer.value.freedPages === 0) break;
    }
    if (rows > 0) log.info("Old entries of the delivery log were removed.", { rows });
  }

  return {
    keep: (next) => (days = next),
    run,
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
