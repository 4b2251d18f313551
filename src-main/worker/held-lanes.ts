/** Which lanes this worker holds, and how many more it may take. */
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { Head, Room } from "../store/postgres/types.ts";

export interface HeldLanes {
  add(head: Head): void;
  delete(lane: number): void;
  /** Its head waits for a retry: it takes up no room meanwhile. */
  waits(lane: number): void;
  laneOf(engine: string, eventId: string, endpoint: string): number | undefined;
  all(): number[];
  /** Lanes that began since `freshSinceMs` get as much again, so that a backlog does not keep them out. */
  rooms(endpoints: readonly EndpointSettings[], freshSinceMs: number): Room[];
}

/** Lanes held for each request that may be in flight: the next is at hand, and other workers get theirs. */
const LANES_PER_SLOT = 4;
/** With those that wait for a retry: what a worker may hold of one endpoint in its memory. */
const MOST_LANES = 10_000;

interface Held {
  readonly endpoint: string;
  readonly key: string;
  waits: boolean;
}

export function createHeldLanes(): HeldLanes {
  const lanes = new Map<number, Held>();
  const byDelivery = new Map<string, number>();
  const counts = new Map<string, { all: number; waiting: number }>();

  const keyOf = (engine: string, eventId: string, endpoint: string): string =>
    JSON.stringify([engine, eventId, endpoint]);

  function countOf(endpoint: string): { all: number; waiting: number } {
    const count = counts.get(endpoint) ?? { all: 0, waiting: 0 };
    counts.set(endpoint, count);
    return count;
  }

  function remove(lane: number): void {
    const held = lanes.get(lane);
    if (held === undefined) return;
    lanes.delete(lane);
    byDelivery.delete(held.key);
    const count = countOf(held.endpoint);
    count.all -= 1;
    if (held.waits) count.waiting -= 1;
  }

  function roomFor({ name, concurrency }: EndpointSettings, times: number, sinceMs: number): Room {
    const { all, waiting } = countOf(name);
    const most = concurrency * LANES_PER_SLOT * times;
    const left = Math.min(most - (all - waiting), MOST_LANES - all);
    return { endpoint: name, lanes: Math.max(0, left), sinceMs };
  }

  return {
    add({ lane, engine, event }) {
      remove(lane);
      const endpoint = event.deliveries[0]?.endpoint ?? "";
      const key = keyOf(engine, event.id, endpoint);
      lanes.set(lane, { endpoint, key, waits: false });
      byDelivery.set(key, lane);
      countOf(endpoint).all += 1;
    },
    delete: remove,
    waits(lane) {
      const held = lanes.get(lane);
      if (held === undefined || held.waits) return;
      held.waits = true;
      countOf(held.endpoint).waiting += 1;
    },
    laneOf: (engine, eventId, endpoint) => byDelivery.get(keyOf(engine, eventId, endpoint)),
    all: () => [...lanes.keys()],
    rooms: (endpoints, freshSinceMs) =>
      endpoints
        .flatMap((endpoint) => [roomFor(endpoint, 1, 0), roomFor(endpoint, 2, freshSinceMs)])
        .filter(({ lanes }) => lanes > 0),
  };
}
