/**
 * Counts events and deliveries where they are kept, and attempts where they are reported. It stands
 * between the webhooks room and the outbox, because only there is known what was really kept and when.
 */
import type { Registry } from "prom-client";
import { attemptOutcomes, eventTypes } from "../../src-shared/contract/word-lists.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { AcceptedEvent, DeliveryChange, Outbox } from "../webhooks/types.ts";
import { catalogue } from "./catalogue.ts";
import { counterOf, histogramOf, seconds } from "./instruments.ts";
import { deliveryEnds } from "./label-values.ts";

export interface DeliveryMeter {
  /** The same outbox, counted. */
  watch(outbox: Outbox): Outbox;
  attempt(record: AttemptRecord): void;
  /** Lets an endpoint's counters begin at 0, so that the first failure is seen as a rise. */
  introduce(endpoint: string): void;
}

export function createDeliveryMeter(registry: Registry): DeliveryMeter {
  const accepted = counterOf(registry, catalogue.eventsAccepted);
  const notKept = counterOf(registry, catalogue.eventsNotKept);
  const planned = counterOf(registry, catalogue.deliveriesAccepted);
  const ended = counterOf(registry, catalogue.deliveriesEnded);
  const attempts = counterOf(registry, catalogue.attempts);
  const toFirstByte = histogramOf(registry, catalogue.acceptToFirstByte);
  const toDelivered = histogramOf(registry, catalogue.acceptToDelivered);
  for (const event of eventTypes) accepted.inc({ event }, 0);

  function countKept(batch: readonly AcceptedEvent[]): void {
    for (const { type, deliveries } of batch) {
      accepted.inc({ event: type });
      for (const { endpoint } of deliveries) planned.inc({ endpoint });
    }
  }

  function countEnds(changes: readonly DeliveryChange[]): void {
    for (const { endpoint, state } of changes) if (state !== "waiting") ended.inc({ endpoint, end: state });
  }

  return {
    watch: (outbox) => ({
      ...outbox,
      async accept(...args) {
        const [batch] = args;
        try {
          await outbox.accept(...args);
        } catch (error) {
          notKept.inc(batch.length);
          throw error;
        }
        countKept(batch);
      },
      settle(changes) {
        countEnds(changes);
        return outbox.settle(changes);
      },
    }),
    attempt(record) {
      if (record.test === true || !wasSent(record)) return;
      const { endpoint, result, atMs, acceptedAtMs, firstAnswer, phases } = record;
      attempts.inc({ endpoint, outcome: result });
      if (acceptedAtMs === undefined || record.replay === true) return;
      const tookMs = atMs - acceptedAtMs;
      if (result === "delivered") toDelivered.observe({ endpoint }, seconds(tookMs));
      if (firstAnswer === true && phases.firstByteMs !== undefined) {
        toFirstByte.observe({ endpoint }, seconds(tookMs - phases.totalMs + phases.firstByteMs));
      }
    },
    introduce(endpoint) {
      planned.inc({ endpoint }, 0);
      for (const end of deliveryEnds) ended.inc({ endpoint, end }, 0);
      for (const outcome of attemptOutcomes) attempts.inc({ endpoint, outcome }, 0);
    },
  };
}

/** A delivery that ends while it waits has a record, too, with zero times; nothing was sent then. */
function wasSent({ result, status, phases }: AttemptRecord): boolean {
  const mayBeUnsent = result === "expired" || result === "dropped";
  return !mayBeUnsent || status !== undefined || phases.totalMs > 0;
}
