/**
 * What the window shows: the engine's state, the connection to it and how old the state is. Events are
 * taken at once and shown at most once per animation frame, however many come.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Snapshot } from "../../src-shared/contract/snapshot.ts";
import type { ConnectionState, MonitorClient, MonitorEvent } from "./monitor-client.ts";
import { slicesOf, withEvents, type EngineSlices } from "./slices.ts";

export interface MonitorState {
  readonly connection: ConnectionState;
  /** Absent before the first snapshot; stays while the connection is lost. */
  readonly engine?: EngineSlices;
  /** This machine's wall clock: when the engine was last known to be as shown. */
  readonly confirmedAtMs: number;
  /** The engine's clock minus this machine's, in milliseconds: `now + offset` is the engine's now. */
  readonly clockOffsetMs: number;
  /** Changes of calls per second, averaged over the last seconds. */
  readonly changesPerS: number;
}

export type MonitorStore = StoreApi<MonitorState>;

/** Time and drawing of the browser, as values so that tests need neither. */
export interface Pacing {
  nowMs(): number;
  /** Calls `run` before the next picture is drawn; may never come while the window is hidden. */
  frame(run: () => void): void;
}

/** Above this many changes of calls a second, they are drawn twice a second. */
export const calmChangesPerS = 50;
const drawnEveryMs = 500;
const mostWaiting = 500;

export interface MonitorConnection {
  readonly store: MonitorStore;
  /** Every event as it comes, those that are no part of the state too (log rows, progress of a resend). */
  onEvent(listener: (event: MonitorEvent) => void): () => void;
  stop(): void;
}

export function createMonitorStore(client: MonitorClient, pacing: Pacing): MonitorConnection {
  const store = createStore<MonitorState>(() => ({
    connection: { kind: "connecting" },
    confirmedAtMs: 0,
    clockOffsetMs: 0,
    changesPerS: 0,
  }));
  const listeners = new Set<(event: MonitorEvent) => void>();
  const rate = createRate();
  let waiting: MonitorEvent[] = [];
  let planned = false;
  let drawnAtMs = 0;

  const draw = () => {
    const nowMs = pacing.nowMs();
    const events = waiting;
    waiting = [];
    drawnAtMs = nowMs;
    store.setState(({ engine }) => ({
      ...(engine === undefined ? {} : { engine: withEvents(engine, events) }),
      confirmedAtMs: nowMs,
      changesPerS: rate.perS(nowMs),
    }));
  };
  const onFrame = () => {
    planned = false;
    if (waiting.length === 0) return;
    const busy = rate.perS(pacing.nowMs()) > calmChangesPerS;
    const onlyCalls = waiting.every((event) => event.event === "calls");
    if (busy && onlyCalls && pacing.nowMs() - drawnAtMs < drawnEveryMs) plan();
    else draw();
  };
  const plan = () => {
    if (planned) return;
    planned = true;
    pacing.frame(onFrame);
  };

  const take = (snapshot: Snapshot) => {
    waiting = [];
    store.setState(stateOf(snapshot, pacing.nowMs()));
  };
  const known = client.snapshot();
  if (known !== undefined) take(known);
  store.setState({ connection: client.state() });
  const stop = client.subscribe({
    onState: (connection) =>
      store.setState(({ confirmedAtMs }) => ({
        connection,
        confirmedAtMs: client.heardAtMs() ?? confirmedAtMs,
      })),
    onSnapshot: take,
    onEvent: (event) => {
      if (event.event === "calls") {
        rate.add(pacing.nowMs(), event.data.changed.length + event.data.ended.length);
      }
      waiting.push(event);
      for (const listener of listeners) listener(event);
      // A hidden window gets no frames: what waits must not grow without end.
      if (waiting.length >= mostWaiting) draw();
      else plan();
    },
  });

  return {
    store,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}

function stateOf(snapshot: Snapshot, nowMs: number): Partial<MonitorState> {
  return { engine: slicesOf(snapshot), confirmedAtMs: nowMs, clockOffsetMs: snapshot.nowMs - nowMs };
}

const rateWindowMs = 3_000;

function createRate() {
  let changes: { readonly atMs: number; readonly count: number }[] = [];
  const drop = (nowMs: number) => {
    changes = changes.filter((change) => change.atMs > nowMs - rateWindowMs);
  };
  return {
    add(atMs: number, count: number) {
      drop(atMs);
      changes.push({ atMs, count });
    },
    perS(nowMs: number): number {
      drop(nowMs);
      return Math.round(changes.reduce((sum, change) => sum + change.count, 0) / (rateWindowMs / 1000));
    },
  };
}
