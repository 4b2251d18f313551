/**
 * A delivery worker: takes lanes of the shared queue under a lease, delivers, and begins anew whenever it
 * has lost its lease. Any number of them work on one queue.
 */
import { isDeepStrictEqual } from "node:util";
import { steadyMsOf } from "../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { Control } from "../store/postgres/control.ts";
import { postgresFailure } from "../store/postgres/failure.ts";
import type { WorkerStatus } from "../store/postgres/types.ts";
import type { WorkerStore } from "../store/postgres/worker-store.ts";
import { overdue } from "./overdue.ts";
import type { Life, Surroundings } from "./life.ts";
import { createLife } from "./life.ts";

export interface WorkerOptions extends Surroundings {
  /** Opens the shared queue; `onNews` may be called from then on. */
  readonly open: (onNews: (news: "work" | Control) => void) => WorkerStore;
  /** The same that `open` uses. */
  readonly leaseMs: number;
  /** Hides secrets in what goes to the engines. */
  readonly masked?: (record: AttemptRecord) => AttemptRecord;
}

export interface Worker {
  /** What is for other endpoints is left to other workers. May be called at any time. */
  apply(endpoints: readonly EndpointSettings[]): void;
  start(): void;
  /** Deliveries in flight or ready, and questions to the server under way. */
  busy(): number;
  /** What is in flight gets `withinMs`; everything that is held is free for others then. */
  stop(withinMs: number): Promise<void>;
  /** Breaks off at once, as a killed process would. For tests of that. */
  destroy(): void;
}

/** A lease is renewed several times in its life, so that one lost packet does not end it. */
const RENEWALS_PER_LEASE = 5;
/** After so much of it nothing is begun any more: what is on its way then arrives before anybody else's. */
const SURE_SHARE = 0.6;
/** News may be lost with a connection. */
const LOOK_EVERY_MS = 1000;
const SWEEP_EVERY_MS = 5000;

/** Something to ask the server, unless there is no reason to. */
type Question = () => Promise<void | "not asked">;

export function createWorker(options: WorkerOptions): Worker {
  const { clock, log, leaseMs } = options;
  const steadyMs = steadyMsOf(clock);
  const timers = new Set<() => void>();
  const store = options.open(onNews);
  let endpoints: readonly EndpointSettings[] = [];
  let life: Life | undefined;
  let renewedAtMs = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  let stopped = false;
  let looking = false;
  let lookAgain = false;
  let isAway = false;

  const leaseHolds = (): boolean => steadyMs() - renewedAtMs < leaseMs * SURE_SHARE;

  const statusOf = (of: Life | undefined): WorkerStatus => ({
    serves: endpoints.map(({ name }) => name),
    seen: of?.status() ?? [],
  });

  function every(ms: number, run: Question): void {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      void ask(run).then(() => stopped || every(ms, run));
    });
    timers.add(cancel);
  }

  /** Asks the server for something; that it is away is told once, and when it is back. */
  async function ask(run: Question): Promise<void> {
    underWay += 1;
    try {
      if ((await run()) === "not asked") return;
      if (isAway && !stopped) log.info("The shared queue can be reached again.");
      isAway = false;
    } catch (error) {
      if (!isAway && !stopped) {
        const { reason } = postgresFailure(error);
        log.error(
          "The shared queue cannot be reached; check queue_url in [delivery], the PostgreSQL server and the network to it.",
          { reason },
        );
      }
      isAway = true;
    } finally {
      underWay -= 1;
    }
  }

  async function begin(): Promise<void> {
    const askedAtMs = steadyMs();
    await store.begin(statusOf(undefined));
    if (stopped) return;
    renewedAtMs = askedAtMs;
    const { masked = (record: AttemptRecord) => record } = options;
    life = createLife({ ...options, store, masked, leaseHolds });
    life.apply(endpoints);
    life.pauses(await store.pauses());
    await look();
  }

  function end(): void {
    life?.kill();
    life = undefined;
  }

  async function renew(): Promise<void> {
    if (life !== undefined && !leaseHolds()) {
      log.warn("The lease on the shared queue was lost; other workers go on with what was held.");
      end();
    }
    if (life === undefined) return begin();
    const current = life;
    const askedAtMs = steadyMs();
    if (await store.renew(statusOf(current))) renewedAtMs = askedAtMs;
    else if (life === current) end();
    if (life === undefined) return begin();
    current.pauses(await store.pauses());
  }

  /** Takes what is free; what is told meanwhile is looked for once more. */
  async function look(): ReturnType<Question> {
    lookAgain = true;
    if (looking || life === undefined) return "not asked";
    looking = true;
    try {
      while (lookAgain && !stopped) {
        lookAgain = false;
        await life?.claim();
      }
    } finally {
      looking = false;
    }
  }

  async function sweep(): ReturnType<Question> {
    if (life === undefined || endpoints.length === 0) return "not asked";
    return store.sweep(overdue(endpoints, clock.nowMs()));
  }

  function onNews(news: "work" | Control): void {
    if (stopped) return;
    if (news === "work") return void ask(look);
    if (news.probe !== undefined) life?.probe(news.probe);
    else void ask(async () => life?.pauses(await store.pauses()));
  }

  return {
    apply(next) {
      const changed = next.filter((endpoint) =>
        endpoints.some((each) => each.name === endpoint.name && !isDeepStrictEqual(each, endpoint)),
      );
      const isFirst = endpoints.length === 0;
      endpoints = next;
      life?.apply(next);
      if (isFirst || life === undefined) return;
      // As at an engine: a change may have mended what a receiver's 410 was about.
      for (const { name } of changed) void ask(() => store.endReceiverPause(name));
      void ask(look);
    },
    start() {
      // Never two at a time: each may begin a life.
      void ask(renew).then(() => stopped || every(leaseMs / RENEWALS_PER_LEASE, renew));
      every(LOOK_EVERY_MS, look);
      every(SWEEP_EVERY_MS, sweep);
    },
    busy: () => underWay + (life?.busy() ?? 0),
    async stop(withinMs) {
      stopped = true;
      for (const cancel of timers) cancel();
      await life?.stop(withinMs);
      life = undefined;
      await store.end();
      await options.sender.close();
    },
    destroy() {
      stopped = true;
      for (const cancel of timers) cancel();
      end();
      store.destroy();
    },
  };
}
