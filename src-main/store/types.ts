/** What the store shows to those who put the program together. */

import type { StoreAlarmKind } from "../../src-shared/contract/store-alarm.ts";

export type { StoreAlarmKind };

/** `damaged` is told once; the others are raised and later cleared. */
export interface StoreAlarm {
  readonly kind: StoreAlarmKind;
  readonly state: "raised" | "cleared";
  /** What is wrong and what to do, or that it is over. */
  readonly sentence: string;
}
