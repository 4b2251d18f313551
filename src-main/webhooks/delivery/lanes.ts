/**
 * The order of one endpoint's deliveries. A lane is a chain: its deliveries leave one after the
 * other. Lanes take turns, those of fresh calls more often than the backlog; unless the endpoint has
 * a concurrency of 1: then everything leaves in the order of acceptance and nothing overtakes what
 * waits for a retry.
 */
import type { EventFacts, WebhookRequest } from "../types.ts";
import { createQueue } from "./queue.ts";
import { createTurns } from "./turns.ts";

/** One delivery while it is not over. */
export interface Item {
  readonly event: EventFacts;
  /** Absent while the outbox keeps it. */
  request: WebhookRequest | undefined;
  /** The outbox has it, and can give its request back. */
  readonly stored: boolean;
  readonly replay: boolean;
  /** Rises with acceptance, over all chains. */
  readonly order: number;
  /** Address and body. */
  readonly bytes: number;
  /** Steady milliseconds: when the event was accepted, and when its time is over. */
  readonly acceptedAtMs: number;
  readonly expiresAtMs: number;
  /** Wall clock, as it was planned: for people. */
  readonly deadlineAtMs: number;
  attempts: number;
  /** Answers such as 400, which say that the request itself is wrong. */
  refusals: number;
  /** The receiver has begun to answer an attempt of this run. */
  answered: boolean;
  /** Monotonic clock: since when it could have been sent. */
  readySinceMs: number;
  over: boolean;
}

export interface Lane {
  readonly chainId: string;
  /** The first is next. Never empty while the lane is in use. */
  items: Item[];
  /** `waiting`: for the time of a retry. `gone`: nothing left. */
  state: "ready" | "sending" | "waiting" | "gone";
  wait: Wait | undefined;
}

export interface Wait {
  /** Steady milliseconds. */
  readonly untilMs: number;
  /** The receiver named the time itself. */
  readonly asked: boolean;
  readonly cancel: () => void;
}

export interface Lanes {
  /** Returns the lane that the item is in. */
  add(item: Item): Lane;
  /** The next lane to send from, marked as sending; `undefined` when nothing can leave now. */
  take(): Lane | undefined;
  /** The same, but the one whose first delivery was accepted first. */
  takeOldest(): Lane | undefined;
  /** The lane's first delivery is over: the lane goes on with the next one or ends. */
  advance(lane: Lane): void;
  /** The lane waits until `ready` is called for it. */
  wait(lane: Lane, wait: Wait): void;
  /** Ends the waiting, if there is one. */
  ready(lane: Lane): void;
  /** Takes the item out. False when it is being sent or not in here. */
  discard(item: Item): boolean;
  /** One after the other over all chains, or lanes in turn. */
  setSingleFile(singleFile: boolean): void;
  all(): Iterable<Lane>;
}

/** `isFresh` says of a lane's first delivery whether it belongs to the calls of this minute. */
export function createLanes(startSingleFile: boolean, isFresh: (item: Item) => boolean): Lanes {
  const lanes = new Map<string, Lane>();
  /** Lanes in turn. May hold lanes that are no longer ready: those are passed over. */
  const turns = createTurns<Lane>((lane) => lane.items[0] !== undefined && isFresh(lane.items[0]));
  /** All deliveries in order; kept in single file only. May hold some that are over. */
  const file = createQueue<Item>();
  let singleFile = startSingleFile;

  function endWait(lane: Lane): void {
    lane.wait?.cancel();
    lane.wait = undefined;
  }

  function markReady(lane: Lane): void {
    endWait(lane);
    lane.state = "ready";
    if (!singleFile) turns.push(lane);
  }

  function end(lane: Lane): void {
    endWait(lane);
    lane.state = "gone";
    lanes.delete(lane.chainId);
  }

  function nextInTurn(): Lane | undefined {
    for (let lane = turns.shift(); lane !== undefined; lane = turns.shift()) {
      if (lane.state === "ready") return lane;
    }
    return undefined;
  }

  function headOfFile(): Lane | undefined {
    while (file.peek()?.over === true) file.shift();
    const item = file.peek();
    return item === undefined ? undefined : lanes.get(item.event.chainId);
  }

  function nextInFile(): Lane | undefined {
    const lane = headOfFile();
    return lane?.state === "ready" ? lane : undefined;
  }

  function oldestReady(): Lane | undefined {
    let oldest: Lane | undefined;
    for (const lane of lanes.values()) {
      if (lane.state === "ready" && orderOf(lane) < orderOf(oldest)) oldest = lane;
    }
    return oldest;
  }

  function sending(lane: Lane | undefined): Lane | undefined {
    if (lane !== undefined) lane.state = "sending";
    return lane;
  }

  return {
    add(item) {
      if (singleFile) file.push(item);
      const known = lanes.get(item.event.chainId);
      if (known !== undefined) {
        known.items.push(item);
        return known;
      }
      const { chainId } = item.event;
      const lane: Lane = { chainId, items: [item], state: "ready", wait: undefined };
      lanes.set(chainId, lane);
      markReady(lane);
      return lane;
    },
    take: () => sending(singleFile ? nextInFile() : nextInTurn()),
    takeOldest: () => sending(singleFile ? nextInFile() : oldestReady()),
    advance(lane) {
      const item = lane.items.shift();
      if (item !== undefined) item.over = true;
      if (lane.items.length === 0) end(lane);
      else markReady(lane);
    },
    wait(lane, wait) {
      endWait(lane);
      lane.state = "waiting";
      lane.wait = wait;
    },
    ready: markReady,
    discard(item) {
      const lane = lanes.get(item.event.chainId);
      const index = lane?.items.indexOf(item) ?? -1;
      if (lane === undefined || index < 0 || (index === 0 && lane.state === "sending")) return false;
      item.over = true;
      lane.items.splice(index, 1);
      if (lane.items.length === 0) end(lane);
      else if (index === 0 && lane.state === "waiting") markReady(lane);
      return true;
    },
    setSingleFile(next) {
      if (next === singleFile) return;
      singleFile = next;
      turns.clear();
      file.clear();
      const items = [...lanes.values()].flatMap((lane) => lane.items);
      if (singleFile) for (const item of items.toSorted((a, b) => a.order - b.order)) file.push(item);
      else for (const lane of lanes.values()) if (lane.state === "ready") turns.push(lane);
    },
    all: () => lanes.values(),
  };
}

function orderOf(lane: Lane | undefined): number {
  return lane?.items[0]?.order ?? Number.POSITIVE_INFINITY;
}
