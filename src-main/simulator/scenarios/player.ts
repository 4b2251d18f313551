/** Plays scenarios on a simulated PBX, one or hundreds at once. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { ActionOutcome, SimActions } from "../model/actions.ts";
import { withCallerSuffix } from "./numbers.ts";
import type { Scenario, Step } from "./types.ts";

export interface PlayOptions {
  /** Digits after each outside number; promises for them: `withCallerSuffix(scenario, suffix)`. */
  readonly callerSuffix?: string;
  readonly startInMs?: number;
}

export interface ScenarioPlayer {
  /** Resolves when the last step is done, or when `stop` was called. */
  play(scenario: Scenario, options?: PlayOptions): Promise<void>;
  /** No further step of any playing happens; calls stay as they are. */
  stop(): void;
  /** Playings under way. */
  playing(): number;
}

/**
 * `onStep` is told of each step and whether the PBX did it: one that comes after the PBX was
 * restarted finds its call gone, which is as it should be.
 */
export function createScenarioPlayer(ports: {
  readonly model: Pick<SimActions, "perform">;
  readonly clock: Clock;
  readonly onStep?: (step: Step, outcome: ActionOutcome) => void;
}): ScenarioPlayer {
  const { model, clock, onStep } = ports;
  const cancels = new Set<() => void>();
  let lastPlaying = 0;

  function play(scenario: Scenario, options: PlayOptions = {}): Promise<void> {
    lastPlaying += 1;
    const prefix = `${lastPlaying}/`;
    const { steps, overrides } = withCallerSuffix(scenario, options.callerSuffix ?? "");
    const startMs = clock.nowMs() + (options.startInMs ?? 0);
    return new Promise((resolve) => {
      let cancelTimer = (): void => undefined;
      const finish = (): void => {
        cancelTimer();
        cancels.delete(finish);
        resolve();
      };
      const next = (index: number): void => {
        const step = steps[index];
        if (step === undefined) return finish();
        cancelTimer = clock.after(Math.max(0, startMs + step.atMs - clock.nowMs()), () => {
          const action = { ...step.do, call: `${prefix}${step.do.call}` };
          // Apart from the call of onStep, whose arguments are not evaluated when there is none.
          const outcome = model.perform(action, overrides);
          onStep?.(step, outcome);
          next(index + 1);
        });
      };
      cancels.add(finish);
      next(0);
    });
  }

  return {
    play,
    stop: () => {
      for (const cancel of [...cancels]) cancel();
    },
    playing: () => cancels.size,
  };
}
