/** What can be wrong with the file that keeps webhooks until they are delivered. */

/** `damaged`: the file was set aside and a new one begun; told until the next start. The others pass. */
export type StoreAlarmKind = "disk-full" | "locked" | "unwritable" | "damaged";

/** An alarm that stands now. */
export interface StandingStoreAlarm {
  readonly kind: StoreAlarmKind;
  /** What is wrong and what to do. */
  readonly sentence: string;
  /** Wall clock: since when. */
  readonly sinceMs: number;
}
