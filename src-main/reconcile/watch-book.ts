/**
 * Notes when this program ran and what it saw of the PBX, so that a call nobody saw can be explained. A note
 * is written every minute: after a crash, the last minute counts as not watched.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import { pruned, withSpan } from "./spans.ts";
import type { ReconcileStore, WatchSpans } from "./types.ts";

export interface Watching {
  /** Some interface of 3CX shows calls. */
  readonly connected: boolean;
  /** The list of all calls is seen, so no extension is out of sight. */
  readonly seesAll: boolean;
}

export interface WatchBook {
  start(): Promise<void>;
  /** What is seen from now on. */
  note(watching: Watching): void;
  spans(): WatchSpans;
  stop(): Promise<void>;
}

const noteEveryMs = 60_000;
const keepMs = 400 * 86_400_000;
const mostSpans = 2000;

export function createWatchBook(options: {
  readonly store: ReconcileStore;
  readonly clock: Clock;
  readonly log: Logger;
}): WatchBook {
  const { store, clock, log } = options;
  let spans: WatchSpans = { running: [], connected: [], seeingAll: [] };
  let begun: { running?: number; connected?: number; seeingAll?: number } = {};
  let cancel = () => {};
  let failed = false;

  function longer(): void {
    const nowMs = clock.nowMs();
    const beforeMs = nowMs - keepMs;
    const grown = (name: keyof WatchSpans) => {
      const fromMs = begun[name];
      const all = fromMs === undefined ? spans[name] : withSpan(spans[name], fromMs, nowMs);
      return pruned(all, beforeMs, mostSpans);
    };
    spans = { running: grown("running"), connected: grown("connected"), seeingAll: grown("seeingAll") };
  }

  async function keep(): Promise<void> {
    longer();
    try {
      await store.keepSpans(spans);
      failed = false;
    } catch (error) {
      if (!failed) log.warn("It cannot be noted when calls were watched; check the disk.", reason(error));
      failed = true;
    }
  }

  function again(): void {
    cancel = clock.after(noteEveryMs, () => {
      again();
      void keep();
    });
  }

  return {
    async start() {
      const kept = await store.spans();
      spans = kept;
      begun = { ...begun, running: clock.nowMs() };
      await keep();
      again();
    },
    note({ connected, seesAll }) {
      longer();
      const nowMs = clock.nowMs();
      const since = (name: "connected" | "seeingAll", holds: boolean) =>
        holds ? { [name]: begun[name] ?? nowMs } : {};
      const { running } = begun;
      begun = {
        ...(running === undefined ? {} : { running }),
        ...since("connected", connected),
        ...since("seeingAll", seesAll),
      };
      longer();
    },
    spans() {
      longer();
      return spans;
    },
    async stop() {
      cancel();
      // Before the start it does not know what was kept, and would write over it.
      if (begun.running !== undefined) await keep();
      begun = {};
    },
  };
}

function reason(error: unknown): { readonly reason: string } {
  return { reason: reasonOf(error) };
}
