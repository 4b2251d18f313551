/** Something that happens again and again on the clock while a fault is switched on. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { FaultName } from "./fault-name.ts";
import type { FaultSet } from "./fault-set.ts";

export interface PeriodicOptions {
  readonly faults: FaultSet;
  readonly name: FaultName;
  readonly clock: Clock;
  /** Pause before the next time, in milliseconds of clock time. */
  readonly pauseMs: () => number;
  readonly run: () => void;
  readonly times?: number;
}

/** Returns the function that ends it for good. */
export function whileFaultIsOn({
  faults,
  name,
  clock,
  pauseMs,
  run,
  times = Infinity,
}: PeriodicOptions): () => void {
  let cancel = () => {};
  let stopped = false;

  const arm = (left: number) => {
    if (left <= 0 || stopped) return;
    cancel = clock.after(pauseMs(), () => {
      run();
      arm(left - 1);
    });
  };
  faults.watch(name, (on) => {
    cancel();
    if (on) arm(times);
  });
  return () => {
    stopped = true;
    cancel();
  };
}

/** A time between `fromMs` and `toMs`. */
export function between(random: () => number, fromMs: number, toMs: number): number {
  return Math.round(fromMs + random() * (toMs - fromMs));
}
