/** The ports of resending: what it reads from the log, and where it hands requests over. */
import type { DeliveryState, LogFilter } from "../../../src-shared/webhooks/log-query.ts";
import type { FrozenDelivery, ReplayedRow } from "../../store/log/types.ts";

/** A row of the log that a filter matched. */
export interface ResendCandidate {
  readonly logId: number;
  readonly endpoint: string;
  readonly state: DeliveryState;
  readonly test: boolean;
  readonly contentKept: boolean;
}

type Read<Value> = Promise<
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly sentence: string }
>;

/** The part of the delivery log that resending uses. */
export interface ResendLog {
  /** Newest first, at most `most`. */
  resendPlan(
    filter: LogFilter,
    most: number,
  ): Read<{ readonly candidates: readonly ResendCandidate[]; readonly more: boolean }>;
  /** Oldest first. */
  frozen(logIds: readonly number[]): Read<readonly FrozenDelivery[]>;
  replayed(rows: readonly ReplayedRow[]): void;
}

/** Delivery as resending sees it. */
export interface Resender {
  /** Resolves when the deliveries are accepted: they are then sent like any other, behind fresh calls. */
  resend(deliveries: readonly FrozenDelivery[]): Promise<void>;
}
