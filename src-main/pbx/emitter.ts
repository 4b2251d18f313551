/**
 * The one way out for observations: stamps them with a time that runs backwards only when somebody sets the
 * machine's clock, and falls silent when told.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { createClockJumps } from "../../src-shared/ports/clock-jumps.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";

/** Builds the observation with the given time and hands it on. */
export type EmitObservation = (build: (atMs: number) => Observation) => void;

export interface Emitter {
  readonly emit: EmitObservation;
  /** Now, but never earlier than anything stamped before by the same setting of the clock. */
  stampMs(): number;
  silence(): void;
}

/** A listener that throws is logged and does not stop the stream: the next observation may heal what it missed. */
export function createEmitter(
  clock: Clock,
  log: Logger,
  onObservation: (observation: Observation) => void,
): Emitter {
  const jumpMs = createClockJumps(clock);
  let lastMs = 0;
  let silent = false;
  const stampMs = () => {
    lastMs = Math.max(lastMs + jumpMs(), clock.nowMs());
    return lastMs;
  };
  return {
    emit: (build) => {
      if (silent) return;
      const observation = build(stampMs());
      try {
        onObservation(observation);
      } catch (error) {
        log.error("What 3CX showed could not be processed.", {
          type: observation.type,
          error: String(error),
        });
      }
    },
    stampMs,
    silence: () => {
      silent = true;
    },
  };
}
