/**
 * Ends the process amid a checkpoint. SQLite offers no hook there, so a second thread watches: it kills a
 * moment after the checkpoint began, and only if it still runs; else it comes sooner the next time.
 */
import { Worker } from "node:worker_threads";
import { readPlan } from "./plan.ts";

export interface CheckpointKiller {
  /** Runs the checkpoint; may not come back. */
  during(checkpoint: () => void): void;
}

/** What the thread that checkpoints says to the one that watches. */
export const IDLE = 0;
export const RUNNING = 1;

export interface WatchOrder {
  readonly state: Int32Array<SharedArrayBuffer>;
  /** How long after its beginning the first checkpoint would be hit. */
  readonly firstDelayMs: number;
}

export function createCheckpointKiller(): CheckpointKiller {
  const plan = readPlan();
  if (plan.at !== "in-checkpoint") return { during: (checkpoint) => checkpoint() };
  const state = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WatchOrder = { state, firstDelayMs: Math.random() * 4 };
  const watcher = new Worker(new URL("./checkpoint-watcher.ts", import.meta.url), { workerData });
  watcher.unref();
  let checkpoints = 0;

  function tell(next: number): void {
    Atomics.store(state, 0, next);
    Atomics.notify(state, 0);
  }

  return {
    during(checkpoint) {
      checkpoints += 1;
      if (checkpoints >= plan.nth) tell(RUNNING);
      checkpoint();
      tell(IDLE);
    },
  };
}
