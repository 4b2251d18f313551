/** What the store shows to those who put the program together. */

/** `damaged` is told once; the others are raised and later cleared. */
export type StoreAlarmKind = "disk-full" | "locked" | "unwritable" | "damaged";

export interface StoreAlarm {
  readonly kind: StoreAlarmKind;
  readonly state: "raised" | "cleared";
  /** What is wrong and what to do, or that it is over. */
  readonly sentence: string;
}
