/**
 * Notices that this program got no processor for a while: a starved machine, a paused virtual one. The connection
 * stays, and what the PBX said meanwhile is heard late: a leg that rang, was answered and ended by then is read as
 * gone, so a talk would look like a call that nobody answered.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";

export interface StandstillWatch {
  start(): void;
  /** To be called before anything is made of what was heard. */
  beat(): void;
  stop(): void;
}

export interface StandstillOptions {
  /** One that nobody sets (`intervalClock`). */
  readonly clock: Clock;
  readonly log: Logger;
  readonly onStandstill: () => void;
}

const beatEveryMs = 1_000;
/** As long as looks at the active calls may lie apart before they leave a gap. */
const shortestMs = 3_000;

export function createStandstillWatch({ clock, log, onStandstill }: StandstillOptions): StandstillWatch {
  let lastMs = clock.nowMs();
  let cancel = () => {};

  const beat = () => {
    const stoodMs = clock.nowMs() - lastMs;
    lastMs += stoodMs;
    if (stoodMs < shortestMs) return;
    log.warn("This program stood still: the machine gave it no processor. What it missed is asked for.", {
      forMs: Math.round(stoodMs),
    });
    onStandstill();
  };

  const schedule = () => {
    cancel = clock.after(beatEveryMs, () => {
      beat();
      schedule();
    });
  };

  return {
    start: () => {
      lastMs = clock.nowMs();
      schedule();
    },
    beat,
    stop: () => cancel(),
  };
}
