/** Gives the state machine the passing of time: a `time` observation when it asked for one. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { Calls } from "./create-calls.ts";

export interface Wake {
  /** Sets the timer anew; to be called after each observation. */
  schedule(): void;
  cancel(): void;
}

export function createWake(clock: Clock, calls: Calls, feed: (observation: Observation) => void): Wake {
  let dueAtMs: number | undefined;
  let cancelTimer = () => {};

  function cancel(): void {
    cancelTimer();
    dueAtMs = undefined;
  }

  function schedule(): void {
    const nextAtMs = calls.nextWakeAtMs();
    if (nextAtMs === dueAtMs) return;
    cancel();
    if (nextAtMs === undefined) return;
    dueAtMs = nextAtMs;
    cancelTimer = clock.after(nextAtMs - clock.nowMs(), () => {
      dueAtMs = undefined;
      feed({ type: "time", atMs: clock.nowMs() });
    });
  }

  return { schedule, cancel };
}
