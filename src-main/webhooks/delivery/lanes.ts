/**
 * The order of one endpoint's deliveries. A lane is a chain: its deliveries leave one after the
 * other. Lanes take turns, unless the endpoint has a concurrency of 1: then everything leaves in the
 * order of acceptance and nothing overtakes what waits for a retry.
 */
import type { AcceptedEvent, PlannedDelivery } from "../types.ts";
import { createQueue } from "./queue.ts";

/** One delivery while it is not over. */
export interface Item {
  readonly event: AcceptedEvent;
  readonly plan: PlannedDelivery;
  /** Rises with acceptance, over all chains. */
  readonly order: number;
  attempts: number;
  /** Answers such as 400, which say that the request itself is wrong. */
  refusals: number;
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
  /** Ends the waiting. */
  cancelWaiting: (() => void) | undefined;
}

export interface Lanes {
  /** Returns the lane that the item is in. */
  add(item: Item): Lane;
  /** The next lane to send from, marked as sending; `undefined` when nothing can leave now. */
  take(): Lane | undefined;
  /** The lane's first delivery is over: the lane goes on with the next one or ends. */
  advance(lane: Lane): void;
  /** The lane waits until `ready` is called for it. */
  wait(lane: Lane, cancel: () => void): void;
  ready(lane: Lane): void;
  /** Takes out every delivery that is not being sent and for which `test` holds. */
  remove(test: (item: Item) => boolean): Item[];
  /** One after the other over all chains, or lanes in turn. */
  setSingleFile(singleFile: boolean): void;
  all(): Iterable<Lane>;
  /** True when nothing may leave because the oldest delivery waits for its retry. */
  blocked(): boolean;
}

export function createLanes(startSingleFile: boolean): Lanes {
  const lanes = new Map<string, Lane>();
  /** Lanes in turn. May hold lanes that are no longer ready: those are passed over. */
  const turns = createQueue<Lane>();
  /** All deliveries in order; kept in single file only. May hold some that are over. */
  const file = createQueue<Item>();
  let singleFile = startSingleFile;

  function markReady(lane: Lane): void {
    lane.state = "ready";
    lane.cancelWaiting = undefined;
    if (!singleFile) turns.push(lane);
  }

  function end(lane: Lane): void {
    lane.cancelWaiting?.();
    lane.cancelWaiting = undefined;
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

  function removeFrom(lane: Lane, test: (item: Item) => boolean): Item[] {
    const head = lane.items[0];
    const busy = lane.state === "sending" ? head : undefined;
    const removed = lane.items.filter((item) => item !== busy && test(item));
    if (removed.length === 0) return removed;
    for (const item of removed) item.over = true;
    lane.items = lane.items.filter((item) => !item.over);
    if (lane.items.length === 0) end(lane);
    else if (lane.state === "waiting" && head?.over === true) {
      lane.cancelWaiting?.();
      markReady(lane);
    }
    return removed;
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
      const lane: Lane = { chainId, items: [item], state: "ready", cancelWaiting: undefined };
      lanes.set(chainId, lane);
      markReady(lane);
      return lane;
    },
    take() {
      const lane = singleFile ? nextInFile() : nextInTurn();
      if (lane !== undefined) lane.state = "sending";
      return lane;
    },
    advance(lane) {
      const item = lane.items.shift();
      if (item !== undefined) item.over = true;
      if (lane.items.length === 0) end(lane);
      else markReady(lane);
    },
    wait(lane, cancel) {
      lane.state = "waiting";
      lane.cancelWaiting = cancel;
    },
    ready: markReady,
    remove: (test) => [...lanes.values()].flatMap((lane) => removeFrom(lane, test)),
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
    blocked: () => singleFile && headOfFile()?.state === "waiting",
  };
}
