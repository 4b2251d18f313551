/** What delivery needs from outside. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { AlarmChange } from "../../../src-shared/webhooks/delivery-alarm.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import type { Outbox } from "../types.ts";
import type { Sender } from "./sender.ts";

export interface DeliveryPorts {
  readonly clock: Clock;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly log: Logger;
  readonly outbox: Pick<Outbox, "settle" | "requests">;
  readonly sender: Sender;
  readonly onAttempt: (record: AttemptRecord) => void;
  readonly onAlarm: (change: AlarmChange) => void;
  /** For the header user-agent. */
  readonly version: string;
  /** Milliseconds that never jump, at the machine's own pace; only differences count. */
  readonly monotonicMs: () => number;
}
