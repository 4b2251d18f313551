/**
 * Tells windows which rows of the webhook log are new or changed. While nobody looks, nothing is asked;
 * while much happens, the newest are told and the rest counted: a window reads the log itself then.
 */
import type { EventData } from "../../src-shared/contract/contract.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { DeliveryLog } from "../store/log/create-delivery-log.ts";

export interface LogTail {
  /** Something about this event's deliveries was noted in the log. */
  changed(eventId: string): void;
  stop(): void;
}

export interface LogTailOptions {
  readonly deliveryLog: Pick<DeliveryLog, "query">;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether a window is there. */
  readonly watched: () => boolean;
  readonly tell: (rows: EventData<"log-rows">) => void;
}

const tellEveryMs = 250;
const mostEvents = 200;
const mostRows = 500;

export function createLogTail({ deliveryLog, clock, log, watched, tell }: LogTailOptions): LogTail {
  /** The latest change last. */
  const untold = new Set<string>();
  let skipped = 0;
  let cancel: (() => void) | undefined;
  let asking = false;

  function later(): void {
    if (!asking) cancel ??= clock.after(tellEveryMs, () => void tellNow());
  }

  async function tellNow(): Promise<void> {
    cancel = undefined;
    asking = true;
    const eventIds = [...untold];
    untold.clear();
    const left = skipped;
    skipped = 0;
    const answer = await deliveryLog.query({ eventIds, limit: mostRows });
    asking = false;
    if (answer.ok) tell({ rows: [...answer.value.rows], skipped: left });
    else log.debug("The webhook log could not be followed.", { reason: answer.sentence });
    if (untold.size > 0) later();
  }

  return {
    changed(eventId) {
      if (!watched()) return;
      untold.delete(eventId);
      untold.add(eventId);
      if (untold.size > mostEvents) {
        const [oldest] = untold;
        if (oldest !== undefined) untold.delete(oldest);
        skipped += 1;
      }
      later();
    },
    stop() {
      cancel?.();
      cancel = undefined;
      untold.clear();
    },
  };
}
