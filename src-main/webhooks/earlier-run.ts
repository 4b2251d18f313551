/**
 * What an earlier run left in the outbox, on its way to delivery, the oldest first. A million webhooks take
 * minutes to be read. Calls that begin meanwhile do not wait for that; further events of the earlier run's calls do, so
 * that none of them overtakes what is not read yet.
 */
import type { Logger } from "../../src-shared/ports/logger.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import type { AcceptedEvent, Outbox, PendingEvent } from "./types.ts";

/** In the log when all of it is. */
export const earlierRunRead = "What an earlier run left has been read.";

export interface EarlierRunOptions {
  readonly outbox: Outbox;
  readonly log: Logger;
  /** Gets it part by part. */
  readonly take: (events: readonly PendingEvent[]) => void;
  /** All of it was taken. Not told when some could not be read: what is held must not overtake that. */
  readonly onRead: () => void;
}

export interface EarlierRun {
  /** Call once. Resolves when the first part was taken; rejects when not even that can be read. */
  read(): Promise<void>;
  /** These deliveries are of this run, although the outbox may show them among the others. */
  skip(events: readonly AcceptedEvent[]): void;
  /** New events, in their order. */
  note(events: readonly AcceptedEvent[]): void;
  /** Whether an event must wait until all is read: something of its call may be left. For good, when it cannot be read. */
  holds(event: AcceptedEvent): boolean;
  /** Resolves when nothing is read any more; what was not, waits for the next run. */
  stop(): Promise<void>;
}

export function createEarlierRun({ outbox, log, take, onRead }: EarlierRunOptions): EarlierRun {
  const ofThisRun = new Set<string>();
  const begunChains = new Set<string>();
  let reading: Promise<void> | undefined;
  let isStopped = false;
  let isGivenUp = false;
  let webhooks = 0;

  async function readOn(onFirst: () => void): Promise<void> {
    await outbox.eachPending((events) => {
      if (isStopped) return false;
      const part = ofThisRun.size === 0 ? events : events.map(withoutThisRuns);
      webhooks += part.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
      take(part);
      onFirst();
      return true;
    });
  }

  /** An event of an earlier run may have been sent again, to another endpoint, by this one. */
  function withoutThisRuns(event: PendingEvent): PendingEvent {
    return {
      ...event,
      deliveries: event.deliveries.filter(({ endpoint }) => !ofThisRun.has(keyOf(event.id, endpoint))),
    };
  }

  function end(): void {
    reading = undefined;
    ofThisRun.clear();
    begunChains.clear();
    if (!isStopped) onRead();
  }

  function skip(events: readonly AcceptedEvent[]): void {
    if (reading === undefined || isGivenUp) return;
    for (const { id, deliveries } of events) {
      for (const { endpoint } of deliveries) ofThisRun.add(keyOf(id, endpoint));
    }
  }

  return {
    async read() {
      const first = Promise.withResolvers<void>();
      let isBegun = false;
      reading = readOn(() => {
        isBegun = true;
        first.resolve();
      }).then(
        () => {
          if (webhooks > 0 && !isStopped) log.info(earlierRunRead, { webhooks });
          end();
          first.resolve();
        },
        (error: unknown) => {
          isGivenUp = true;
          ofThisRun.clear();
          if (isBegun && !isStopped) {
            log.error(
              "Not all that an earlier run left could be read; the rest, and what is new of the same calls, is kept and sent after the next start. Check the disk of the data folder, then restart the program.",
              { reason: reasonOf(error) },
            );
          }
          first.reject(error);
        },
      );
      await first.promise;
    },
    skip,
    note(events) {
      skip(events);
      if (reading === undefined) return;
      for (const { seq, type, chainId } of events) {
        // A late recording may be of a call whose number is forgotten.
        if (seq === 1 && type !== "recording") begunChains.add(chainId);
      }
    },
    holds: ({ chainId }) => reading !== undefined && !begunChains.has(chainId),
    async stop() {
      isStopped = true;
      await reading;
    },
  };
}

function keyOf(eventId: string, endpoint: string): string {
  return `${eventId} ${endpoint}`;
}
