/** Everything that waits for one endpoint: in its order, by its time, and how much it is. */
import type { EventFacts, PendingDelivery } from "../types.ts";
import type { Expiry } from "./expiry.ts";
import { createExpiry } from "./expiry.ts";
import type { Item, Lane, Lanes } from "./lanes.ts";
import { createLanes } from "./lanes.ts";
import type { Requests } from "./requests.ts";

/** Younger events belong to calls that somebody waits for. */
const freshForMs = 60_000;
/** For what is kept of a delivery besides its address and body. */
const overheadBytes = 500;

export interface Pending {
  readonly lanes: Lanes;
  /** Wall clock and steady clock now: a deadline is kept as the first and watched by the second. */
  add(facts: Addition, now: Now): { readonly item: Item; readonly lane: Lane };
  /** The lane's first delivery is over. */
  finish(lane: Lane, item: Item): void;
  /** Takes out what is not being sent and for which `test` holds, in the order of chains. */
  removeWhere(test: (item: Item) => boolean): Item[];
  /** Takes out what is not being sent and whose time is over, but not more than `most`. */
  removeDue(steadyMs: number, most: number): Item[];
  /** Takes out those that expire soonest, until the rest is within the bounds. */
  removeBeyond(mostRows: number, mostBytes: number): Item[];
  rows(): number;
  bytes(): number;
}

export interface Addition {
  /** Nothing more than the facts: it is held as it is, and shared by all endpoints. */
  readonly event: EventFacts;
  readonly plan: PendingDelivery;
  /** False for what the outbox could not keep. */
  readonly stored: boolean;
}

export interface Now {
  readonly wallMs: number;
  readonly steadyMs: number;
  /** For the time in the queue. */
  readonly monotonicMs: number;
}

export function createPending(singleFile: boolean, steadyMs: () => number, requests: Requests): Pending {
  const lanes = createLanes(
    singleFile,
    (item) => !item.replay && steadyMs() - item.acceptedAtMs < freshForMs,
  );
  const expiry: Expiry<Item> = createExpiry();
  let added = 0;
  let rows = 0;
  let bytes = 0;

  function forget(item: Item): void {
    expiry.delete(item);
    requests.forget(item);
    rows -= 1;
    bytes -= item.bytes;
  }

  function remove(item: Item): boolean {
    const removed = lanes.discard(item);
    if (removed) forget(item);
    return removed;
  }

  return {
    lanes,
    add(addition, now) {
      const item = makeItem(addition, now, added++);
      requests.take(item, addition.plan.request);
      rows += 1;
      bytes += item.bytes;
      expiry.add(item);
      return { item, lane: lanes.add(item) };
    },
    finish(lane, item) {
      lanes.advance(lane);
      forget(item);
    },
    removeWhere: (test) =>
      [...lanes.all()].flatMap((lane) => [...lane.items].filter((item) => test(item) && remove(item))),
    removeDue(nowMs, most) {
      const removed: Item[] = [];
      for (const item of expiry.due(nowMs)) {
        if (removed.length >= most) break;
        if (remove(item)) removed.push(item);
      }
      return removed;
    },
    removeBeyond(mostRows, mostBytes) {
      const removed: Item[] = [];
      while (rows > mostRows || bytes > mostBytes) {
        const item = expiry.soonest(remove);
        if (item === undefined) break;
        removed.push(item);
      }
      return removed;
    },
    rows: () => rows,
    bytes: () => bytes,
  };
}

/**
 * What is left of its time is taken over into steady time, and is never more than it had in the
 * beginning: a clock that was set back while the program was off must not prolong it.
 */
function makeItem({ event, plan, stored }: Addition, now: Now, order: number): Item {
  const lifeMs = plan.deadlineAtMs - event.acceptedAtMs;
  const leftMs = Math.min(plan.deadlineAtMs - now.wallMs, lifeMs);
  const ageMs = Math.max(0, now.wallMs - event.acceptedAtMs);
  return {
    event,
    request: undefined,
    // What is sent again may outlive the row of its first time in the outbox.
    stored: stored && plan.replay !== true,
    replay: plan.replay === true,
    order,
    bytes: bytesOf(plan) + overheadBytes,
    acceptedAtMs: now.steadyMs - ageMs,
    expiresAtMs: now.steadyMs + leftMs,
    deadlineAtMs: plan.deadlineAtMs,
    attempts: plan.attempts,
    refusals: plan.refusals ?? 0,
    answered: false,
    readySinceMs: now.monotonicMs,
    over: false,
  };
}

function bytesOf({ request, requestBytes = 0 }: PendingDelivery): number {
  return request === undefined ? requestBytes : request.url.length + Buffer.byteLength(request.body ?? "");
}
