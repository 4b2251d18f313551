/**
 * Tries a write until it works: a full disk, a backup's lock or a disk that is away for a while must not
 * cost an event. Meanwhile an alarm stands; nothing is claimed as kept.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Answer, StoreFailure } from "../sqlite-worker/failure.ts";
import { createBetweenTries } from "../between-tries.ts";
import type { StoreAlarm, StoreAlarmKind } from "../types.ts";
import { alarmKindOf, clearedSentence, raisedSentence } from "./words.ts";

export interface Patience {
  /** Calls `write` until it succeeds, is refused for its data, or `end` was called. */
  keepTrying(write: () => Promise<Answer<void>>): Promise<Answer<void>>;
  /** What fails from now on is not tried again. */
  end(): void;
}

export interface PatienceOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly onAlarm: (alarm: StoreAlarm) => void;
  /** Called between tries, to mend what can be mended. */
  readonly mend: (failure: StoreFailure) => Promise<void>;
}

/** Locks of a virus scanner last a moment and deserve no alarm. */
const LOCK_ALARM_AFTER_MS = 5000;

export function createPatience({ path, clock, onAlarm, mend }: PatienceOptions): Patience {
  const raised = new Set<StoreAlarmKind>();
  const between = createBetweenTries(clock);

  function alarm(failure: StoreFailure, sinceMs: number): void {
    const kind = alarmKindOf(failure);
    if (kind === undefined || raised.has(kind)) return;
    if (kind === "locked" && clock.nowMs() - sinceMs < LOCK_ALARM_AFTER_MS) return;
    raised.add(kind);
    onAlarm({ kind, state: "raised", sentence: raisedSentence(path, kind, failure.reason) });
  }

  function clear(): void {
    for (const kind of raised) onAlarm({ kind, state: "cleared", sentence: clearedSentence(path) });
    raised.clear();
  }

  return {
    async keepTrying(write) {
      const sinceMs = clock.nowMs();
      for (let tries = 1; ; tries += 1) {
        const answer = await write();
        if (answer.ok) clear();
        if (answer.ok || answer.failure.kind === "refused" || between.ended()) return answer;
        alarm(answer.failure, sinceMs);
        await mend(answer.failure);
        await between.wait(tries);
      }
    },
    end: between.end,
  };
}
