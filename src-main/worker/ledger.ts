/**
 * What delivery says of an attempt comes in two calls, the outcome and then its record. Here they become one
 * entry, and the entries of a moment one commit.
 */
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { LaneOutcome } from "../store/postgres/types.ts";
import type { Answer } from "../store/sqlite-worker/failure.ts";
import { createGroupCommit } from "../store/sqlite-worker/group-commit.ts";
import type { DeliveryChange } from "../webhooks/types.ts";

export interface Ledger {
  /** Resolves when it is committed with its record; rejects when it never will be. */
  settle(engine: string, change: DeliveryChange): Promise<void>;
  /** Of the change that was told last for the same delivery. */
  record(engine: string, record: AttemptRecord): void;
  idle(): Promise<void>;
}

export interface LedgerOptions {
  /** The lane of an event at an endpoint; `undefined` when it is not held (any more). */
  readonly laneOf: (engine: string, eventId: string, endpoint: string) => number | undefined;
  /** Never rejects. At most one call runs at a time. */
  readonly commit: (outcomes: readonly LaneOutcome[]) => Promise<Answer<void>>;
}

interface Told {
  readonly change: DeliveryChange;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const MOST_TOGETHER = 500;

export function createLedger({ laneOf, commit }: LedgerOptions): Ledger {
  const told = new Map<string, Told>();
  const group = createGroupCommit<LaneOutcome>({ mostRows: MOST_TOGETHER, commit });

  const keyOf = (engine: string, eventId: string, endpoint: string): string =>
    JSON.stringify([engine, eventId, endpoint]);

  async function add(outcome: LaneOutcome, { resolve, reject }: Told): Promise<void> {
    const answer = await group.add(outcome, 1);
    if (answer.ok) resolve();
    else reject(new Error(answer.failure.reason));
  }

  return {
    settle: (engine, change) =>
      new Promise((resolve, reject) => {
        told.set(keyOf(engine, change.eventId, change.endpoint), { change, resolve, reject });
      }),
    record(engine, record) {
      const key = keyOf(engine, record.eventId, record.endpoint);
      const known = told.get(key);
      if (known === undefined) return;
      told.delete(key);
      const lane = laneOf(engine, record.eventId, record.endpoint);
      if (lane === undefined) known.resolve();
      else void add({ lane, engine, change: known.change, record }, known);
    },
    idle: group.idle,
  };
}
