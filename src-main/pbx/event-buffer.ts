/**
 * Holds the events that come before the snapshot is there. Of several events of one leg only the last
 * matters, because the leg is read anyway; so the buffer is never larger than the number of legs.
 */
import { legKey } from "./leg-book.ts";
import type { SocketEvent } from "./wire/envelope.ts";

export interface EventBuffer {
  add(event: SocketEvent): void;
  /** Takes everything out, in the order of each leg's last event. */
  drain(): readonly SocketEvent[];
}

const mostLegs = 10_000;

export function createEventBuffer(): EventBuffer {
  let events = new Map<string, SocketEvent>();
  return {
    add: (event) => {
      if (event.type === "other") return;
      const key = legKey(event.dn, event.legId);
      events.delete(key);
      if (events.size < mostLegs) events.set(key, event);
    },
    drain: () => {
      const drained = [...events.values()];
      events = new Map();
      return drained;
    },
  };
}
