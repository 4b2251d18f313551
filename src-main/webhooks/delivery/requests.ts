/**
 * The requests of what waits for one endpoint. A receiver that is down for days would fill the memory with
 * them, so only some are held; the outbox keeps the others until their turn comes, and gives several at a time.
 */
import type { Outbox, WebhookRequest } from "../types.ts";
import type { Item } from "./lanes.ts";

export interface Requests {
  /** For a new item: holds its request, if it came with one and there is room. */
  take(item: Item, request: WebhookRequest | undefined): void;
  /** Reads the item's request into it, and those that are likely to be next. May reject when the disk fails. */
  load(item: Item): Promise<void>;
  /** The item will not leave soon: its request may go until then. */
  rest(item: Item): void;
  /** The item is over. What it holds stays readable. */
  forget(item: Item): void;
}

/** Held for one endpoint, besides those in flight: some ten megabytes, and more than a rush of calls needs. */
const mostHeld = 5000;
/** Read in one go: a trip to the thread of the file costs more than what it brings. */
const together = 32;

export function createRequests(endpoint: string, outbox: Pick<Outbox, "requests">): Requests {
  /** Without their request, in the order in which they came. */
  const away = new Set<Item>();
  let next = away.values();
  /** Those that are being read; others of the same trip may be wanted meanwhile. */
  const coming = new Map<Item, Promise<void>>();
  let held = 0;

  function hold(item: Item, request: WebhookRequest): void {
    item.request = request;
    held += 1;
  }

  /** One iterator for all: a new one would step over all gaps that those before have left. */
  function nextAway(): Item | undefined {
    const { value, done } = next.next();
    if (done !== true) return value;
    next = away.values();
    return undefined;
  }

  function readAhead(first: Item): Item[] {
    away.delete(first);
    const items = [first];
    while (items.length < together && held + items.length < mostHeld) {
      const item = nextAway();
      if (item === undefined) break;
      away.delete(item);
      items.push(item);
    }
    return items;
  }

  async function read(items: readonly Item[]): Promise<void> {
    try {
      const keys = items.map(({ event }) => ({ eventId: event.id, endpoint }));
      for (const [at, request] of (await outbox.requests(keys)).entries()) {
        const item = items[at];
        if (item !== undefined && !item.over && request !== undefined) hold(item, request);
      }
    } finally {
      for (const item of items) {
        coming.delete(item);
        if (item.request === undefined && !item.over) away.add(item);
      }
    }
  }

  return {
    take(item, request) {
      if (request !== undefined && (!item.stored || held < mostHeld)) hold(item, request);
      else away.add(item);
    },
    load(first) {
      const known = coming.get(first);
      if (known !== undefined) return known;
      const items = readAhead(first);
      const reading = read(items);
      for (const item of items) coming.set(item, reading);
      return reading;
    },
    rest(item) {
      if (item.request === undefined || !item.stored || held <= mostHeld) return;
      item.request = undefined;
      held -= 1;
      away.add(item);
    },
    forget(item) {
      away.delete(item);
      if (item.request !== undefined) held -= 1;
    },
  };
}
