/**
 * Tries a write until it works: a server that is away or full must not cost an event. Meanwhile an alarm
 * stands; nothing is claimed as kept.
 */
import { type Clock, steadyMsOf } from "../../../src-shared/ports/clock.ts";
import type { Answer } from "../sqlite-worker/failure.ts";
import { createBetweenTries } from "../between-tries.ts";
import type { StoreAlarm, StoreAlarmKind } from "../types.ts";
import { postgresFailure } from "./failure.ts";
import { alarmKindOf, clearedSentence, raisedSentence } from "./words.ts";

export interface Trying {
  /** Calls `write` until it succeeds, is refused for its data, or `end` was called. */
  keepTrying(write: () => Promise<void>): Promise<Answer<void>>;
  /** What fails from now on is not tried again. */
  end(): void;
}

export interface TryingOptions {
  /** For sentences. */
  readonly server: string;
  readonly clock: Clock;
  readonly onAlarm: (alarm: StoreAlarm) => void;
}

/** A deadlock that the server broke up, or a restart of it, lasts a moment and deserves no alarm. */
const ALARM_AFTER_MS = 2000;

export function createTrying({ server, clock, onAlarm }: TryingOptions): Trying {
  const steadyMs = steadyMsOf(clock);
  let raised: StoreAlarmKind | undefined;
  const between = createBetweenTries(clock);

  function raise(kind: StoreAlarmKind | undefined, reason: string): void {
    if (kind === undefined || kind === raised) return;
    raised = kind;
    onAlarm({ kind, state: "raised", sentence: raisedSentence(server, kind, reason) });
  }

  function clear(): void {
    if (raised === undefined) return;
    onAlarm({ kind: raised, state: "cleared", sentence: clearedSentence(server) });
    raised = undefined;
  }

  return {
    async keepTrying(write) {
      const sinceMs = steadyMs();
      for (let tries = 1; ; tries += 1) {
        try {
          await write();
          clear();
          return { ok: true, value: undefined };
        } catch (error) {
          const failure = postgresFailure(error);
          if (failure.kind === "refused" || between.ended()) return { ok: false, failure };
          if (steadyMs() - sinceMs >= ALARM_AFTER_MS) raise(alarmKindOf(failure.kind), failure.reason);
        }
        await between.wait(tries);
      }
    },
    end: between.end,
  };
}
