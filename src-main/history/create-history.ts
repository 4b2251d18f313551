/**
 * What happened on the phone system, as people see it: live calls, finished ones, the counts of today.
 * It listens to events, acceptances and attempts, and keeps each call in a store of its own.
 */
import type {
  CallEventView,
  CallPage,
  CallQuery,
  CallView,
  TodayView,
} from "../../src-shared/contract/call-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { DeliveryState } from "../../src-shared/webhooks/log-query.ts";
import type { LegChange } from "../calls/types.ts";
import type { AcceptedNews } from "../webhooks/types.ts";
import { callAfter, firstView } from "./call-change.ts";
import { createLegTrail } from "./leg-trail.ts";
import { withLegs, withoutLegs } from "./leg-views.ts";
import { createToday } from "./today.ts";
import type { CallStore } from "./types.ts";

export interface HistoryOptions {
  readonly store: CallStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** IANA name of the PBX's zone; `undefined`: this machine's. */
  readonly timezone: string | undefined;
  /** All calls of this engine come from a simulator. */
  readonly simulated: boolean;
}

/** What has changed since the news before; each call whole but for its legs. */
export interface HistoryNews {
  readonly changed: readonly CallView[];
  readonly ended: readonly CallView[];
}

export interface History {
  /** Takes up the calls of the last run; `openChainIds`: those that still go on. */
  start(openChainIds: readonly string[]): Promise<void>;
  apply(timezone: string | undefined): void;
  event(event: CallEvent): void;
  /** After the events of the same observation. `chainOfCall`: the conversation of a callid, if it is one. */
  legs(changes: readonly LegChange[], chainOfCall: (callId: number) => string | undefined): void;
  accepted(news: AcceptedNews): void;
  attempt(attempt: AttemptRecord): void;
  /** How many recordings of the chain there are now. */
  recordings(chainId: string, count: number): void;
  /** Live calls, the oldest first, without their legs. */
  live(): readonly CallView[];
  today(): TodayView;
  /** Without their legs. */
  page(query: CallQuery): Promise<CallPage>;
  /** With its legs. */
  get(chainId: string): Promise<CallView | undefined>;
  /** News at most ten times a second. Returns a function that ends the listening. */
  onNews(listener: (news: HistoryNews) => void): () => void;
  stop(): void;
}

const tellEveryMs = 100;
/** A finished call goes on getting answers of receivers and recordings for a while without a look into the store. */
const keepFinished = 500;

export function createHistory(options: HistoryOptions): History {
  const { store, clock, log, simulated } = options;
  const live = new Map<string, CallView>();
  const finished = new Map<string, CallView>();
  const today = createToday(clock, options.timezone);
  const listeners = new Set<(news: HistoryNews) => void>();
  const untold = new Set<string>();
  const trail = createLegTrail();
  let cancelTelling: (() => void) | undefined;

  function change(chainId: string, next: CallView): void {
    if (next.endedAtMs === undefined) live.set(chainId, next);
    else {
      live.delete(chainId);
      finished.delete(chainId);
      finished.set(chainId, next);
      const oldest = finished.keys().next();
      if (finished.size > keepFinished && oldest.done !== true) finished.delete(oldest.value);
    }
    store.put(next);
    untold.add(chainId);
    cancelTelling ??= clock.after(tellEveryMs, tell);
  }

  function tell(): void {
    cancelTelling = undefined;
    const chains = [...untold];
    untold.clear();
    const ended = chains.flatMap((chainId) => (live.has(chainId) ? [] : (finished.get(chainId) ?? [])));
    const news = {
      changed: chains.flatMap((chainId) => live.get(chainId) ?? []).map(withoutLegs),
      ended: ended.map(withoutLegs),
    };
    for (const listener of listeners) listener(news);
  }

  function known(chainId: string): CallView | undefined {
    return live.get(chainId) ?? finished.get(chainId);
  }

  /** Also of a call that only the store remembers: an answer may come hours later. */
  function later(chainId: string, how: (view: CallView) => CallView | undefined): void {
    const view = known(chainId);
    if (view !== undefined) {
      const next = how(view);
      if (next !== undefined) change(chainId, next);
      return;
    }
    store.get(chainId).then(
      (stored) => {
        const next = stored === undefined ? undefined : how(known(chainId) ?? stored);
        if (next !== undefined) change(chainId, next);
      },
      (error: unknown) => log.debug("A finished call could not be looked up.", { reason: String(error) }),
    );
  }

  return {
    async start(openChainIds) {
      const going = new Set(openChainIds);
      for (const view of await store.open()) {
        if (going.has(view.chainId)) live.set(view.chainId, view);
        // Its end was told in a run whose last words were not kept.
        else store.put({ ...view, state: "ended", endedAtMs: view.confirmedAtMs, reconstructed: true });
      }
      today.restore(await store.counts(today.read().dayStartMs));
    },
    apply: today.setTimezone,
    event(event) {
      const before = known(event.chainId);
      if (before === undefined) today.arrived(event.direction, event.arrivedAtMs);
      if (event.type === "chain_ended" && event.finish === "missed" && event.direction === "incoming") {
        today.missed(event.arrivedAtMs);
      }
      change(event.chainId, callAfter(before ?? firstView(event, simulated), event));
    },
    legs(changes, chainOfCall) {
      const found = trail.take(changes, chainOfCall, (chainId) => known(chainId) !== undefined);
      for (const [chainId, all] of found) later(chainId, (view) => withLegs(view, all));
    },
    accepted({ accepted, event }) {
      if (accepted.deliveries.length === 0) return;
      const noted: CallEventView = {
        seq: accepted.seq,
        eventId: accepted.id,
        type: accepted.type,
        link: event.link,
        user: event.type === "recording" ? event.ended.user : event.user,
        atMs: event.atMs,
        deliveries: accepted.deliveries.map(({ endpoint }) => ({ endpoint, state: "waiting" })),
      };
      later(accepted.chainId, (view) => ({ ...view, events: [...view.events, noted] }));
    },
    attempt(attempt) {
      if (attempt.test !== true) later(attempt.chainId, (view) => withAttempt(view, attempt));
    },
    recordings: (chainId, count) =>
      later(chainId, (view) => (view.recordings === count ? undefined : { ...view, recordings: count })),
    live: () => [...live.values()].map(withoutLegs).toSorted((a, b) => a.arrivedAtMs - b.arrivedAtMs),
    today: today.read,
    page: ({ cursor, limit = 50, ...filter }) => store.page(filter, cursor, limit),
    get: async (chainId) => known(chainId) ?? (await store.get(chainId)),
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      cancelTelling?.();
      cancelTelling = undefined;
    },
  };
}

function withAttempt(view: CallView, { eventId, endpoint, result }: AttemptRecord): CallView | undefined {
  const state: DeliveryState = result;
  const of = view.events.find((event) => event.eventId === eventId);
  if (of?.deliveries.some((each) => each.endpoint === endpoint && each.state !== state) !== true)
    return undefined;
  const deliveries = of.deliveries.map((each) => (each.endpoint === endpoint ? { ...each, state } : each));
  return { ...view, events: view.events.map((event) => (event === of ? { ...event, deliveries } : event)) };
}
