/** What the history of calls shows to its neighbours: where it is kept. */
import type { CallFilter, CallPage, CallView, TodayView } from "../../src-shared/contract/call-view.ts";

/** Counts of calls that arrived since a time. */
export type DayCounts = Pick<TodayView, "incoming" | "outgoing" | "missed">;

/**
 * Keeps what calls looked like. Writing is handing over: it never waits, never fails and never throws;
 * reading rejects with an Error whose message is a sentence.
 */
export interface CallStore {
  /** Replaces what is kept of the call; its legs stay when it has none. */
  put(call: CallView): void;
  /** Calls that were not over when they were last kept, with their legs. */
  open(): Promise<readonly CallView[]>;
  /** With its legs. */
  get(chainId: string): Promise<CallView | undefined>;
  /** Finished calls, newest first, without their legs. */
  page(filter: CallFilter, cursor: string | undefined, limit: number): Promise<CallPage>;
  counts(fromMs: number): Promise<DayCounts>;
  /** Applies a changed `[log] keep_days`. */
  keep(days: number): void;
  close(): Promise<void>;
}
