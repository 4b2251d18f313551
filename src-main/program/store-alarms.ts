/** Remembers which alarms of the store stand, for those who ask later. */
import type { StandingStoreAlarm } from "../../src-shared/contract/store-alarm.ts";
import type { StoreAlarm } from "../store/types.ts";

export interface StoreAlarms {
  note(alarm: StoreAlarm): void;
  /** What keeps events from being kept comes first. */
  standing(): readonly StandingStoreAlarm[];
}

/** A disk that damages file after file must not fill the report. */
const mostDamaged = 5;

export function createStoreAlarms(nowMs: () => number): StoreAlarms {
  /** Why nothing can be written now. The store tells one reason at a time: the next replaces it. */
  let trouble: StandingStoreAlarm | undefined;
  /** Nobody can say that damage is over: it stands until the next start. */
  let damaged: readonly StandingStoreAlarm[] = [];

  return {
    note({ kind, state, sentence }) {
      const alarm = { kind, sentence, sinceMs: nowMs() };
      if (kind === "damaged") damaged = [...damaged, alarm].slice(-mostDamaged);
      else trouble = state === "raised" ? alarm : undefined;
    },
    standing: () => (trouble === undefined ? damaged : [trouble, ...damaged]),
  };
}
