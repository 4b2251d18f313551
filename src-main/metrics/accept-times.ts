/** Remembers when the events that wait were accepted: a report of an attempt does not say. */
import type { AcceptedEvent } from "../webhooks/types.ts";

export interface AcceptTimes {
  begin(event: Pick<AcceptedEvent, "id" | "acceptedAtMs" | "deliveries">): void;
  /** Milliseconds since 1970; `undefined` for an event that is over, unknown or forgotten. */
  acceptedAtMs(eventId: string): number | undefined;
  /** True once for each delivery: at its first answer. */
  firstAnswer(eventId: string, endpoint: string): boolean;
  /** One of the event's deliveries is over. */
  end(eventId: string): void;
}

interface Waiting {
  readonly acceptedAtMs: number;
  open: number;
  answered?: Set<string>;
}

/**
 * Keeps at most `most` events, so that a long outage costs no memory: of a larger backlog the oldest are
 * not measured, their age is still in the status of their endpoint.
 */
export function createAcceptTimes(most = 50_000): AcceptTimes {
  const waiting = new Map<string, Waiting>();

  return {
    begin({ id, acceptedAtMs, deliveries }) {
      if (deliveries.length === 0) return;
      waiting.set(id, { acceptedAtMs, open: deliveries.length });
      for (const oldest of waiting.keys()) {
        if (waiting.size <= most) break;
        waiting.delete(oldest);
      }
    },
    acceptedAtMs: (eventId) => waiting.get(eventId)?.acceptedAtMs,
    firstAnswer(eventId, endpoint) {
      const event = waiting.get(eventId);
      if (event === undefined || event.answered?.has(endpoint) === true) return false;
      event.answered ??= new Set();
      event.answered.add(endpoint);
      return true;
    },
    end(eventId) {
      const event = waiting.get(eventId);
      if (event === undefined) return;
      event.open -= 1;
      if (event.open <= 0) waiting.delete(eventId);
    },
  };
}
