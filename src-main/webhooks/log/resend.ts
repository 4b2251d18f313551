/**
 * Sends logged deliveries again: first a plan that counts and freezes what would be sent, then the run,
 * in slices that wait for each other, so that a resend of many never stands in the way of fresh calls.
 */
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import type { LogFilter, ResendPlan, ResendProgress } from "../../../src-shared/webhooks/log-query.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { FrozenDelivery } from "../../store/log/types.ts";
import { countCandidates } from "./resend-counts.ts";
import type { Resender, ResendLog } from "./types.ts";

export interface ResendOptions {
  readonly log: ResendLog;
  readonly resender: Resender;
  /** Names of the endpoints in the settings. */
  readonly endpoints: () => readonly string[];
  /** Until when what is handed over to this endpoint now is tried. */
  readonly deadlineAtMs: (endpoint: string) => number | undefined;
  /** Deliveries per slice; the next slice leaves when those before had their first attempt. */
  readonly perSlice?: number;
}

export type PlanAnswer =
  | { readonly ok: true; readonly plan: ResendPlan }
  | { readonly ok: false; readonly sentence: string };

export interface Resend {
  /** Counts what a resend would do. `includeDelivered`: what was delivered is sent, too. */
  plan(filter: LogFilter, includeDelivered: boolean): Promise<PlanAnswer>;
  /**
   * Sends what the plan holds, once. Resolves at the end, also when cancelled. Never rejects. An unknown
   * or used plan ends as failed.
   */
  run(planId: string, onProgress?: (progress: ResendProgress) => void): Promise<ResendProgress>;
  /** What is handed over already is sent all the same. */
  cancel(planId: string): void;
  forget(planId: string): void;
  /** Tell each attempt here: progress comes from them. */
  noteAttempt(attempt: AttemptRecord): void;
}

/** More than this is a task for several evenings; the newest are left for another time. */
const mostAtATime = 100_000;
/** Plans that nobody runs are forgotten, the oldest first. */
const mostPlans = 20;

interface Run {
  total: number;
  handedOver: number;
  delivered: number;
  failed: number;
  cancelled: boolean;
  /** The slices under way: what of each had no new attempt yet. */
  readonly outstanding: Set<Set<string>>;
  /** Called when one of them had its attempt, or the run is cancelled. */
  readonly waiting: (() => void)[];
}

export function createResend(options: ResendOptions): Resend {
  const { log, resender, perSlice = 200 } = options;
  /** Rows of the log by endpoint: one that does not answer must not hold the others up. */
  const plans = new Map<string, readonly (readonly number[])[]>();
  const runs = new Map<string, Run>();
  let lastPlan = 0;

  async function runSlices(
    run: Run,
    logIds: readonly number[],
    tell: () => void,
  ): Promise<string | undefined> {
    for (let at = 0; at < logIds.length && !run.cancelled; at += perSlice) {
      const ids = logIds.slice(at, at + perSlice);
      const slice = await log.frozen(ids);
      if (!slice.ok) return slice.sentence;
      const present = new Set(options.endpoints());
      const sendable = slice.value.filter(({ endpoint }) => present.has(endpoint));
      // Content that was dropped and endpoints that were removed since the plan.
      run.total -= ids.length - sendable.length;
      const keys = new Set(sendable.map(keyOf));
      const failure = await handOver(run, sendable, keys);
      if (failure !== undefined) return failure;
      tell();
      await firstAttempts(run, keys, tell);
    }
    return undefined;
  }

  async function handOver(
    run: Run,
    deliveries: readonly FrozenDelivery[],
    keys: Set<string>,
  ): Promise<string | undefined> {
    run.outstanding.add(keys);
    log.replayed(
      deliveries.map(({ logId, eventId, endpoint }) => {
        return { logId, eventId, deadlineAtMs: options.deadlineAtMs(endpoint) };
      }),
    );
    try {
      await resender.resend(deliveries);
    } catch (error) {
      run.outstanding.delete(keys);
      const reason = reasonOf(error);
      return `The deliveries could not be handed over (${reason}). What is left was not sent; try again.`;
    }
    run.handedOver += deliveries.length;
    return undefined;
  }

  async function firstAttempts(run: Run, keys: Set<string>, tell: () => void): Promise<void> {
    while (keys.size > 0 && !run.cancelled) {
      await new Promise<void>((resolve) => run.waiting.push(resolve));
      tell();
    }
    run.outstanding.delete(keys);
  }

  return {
    async plan(filter, includeDelivered) {
      const answer = await log.resendPlan(filter, mostAtATime);
      if (!answer.ok) return answer;
      const { candidates, more } = answer.value;
      const counted = countCandidates(candidates, new Set(options.endpoints()), includeDelivered);
      lastPlan += 1;
      const planId = `resend-${lastPlan}`;
      // Oldest first: the events of a call keep their order.
      const byEndpoint = Map.groupBy(counted.toSend.toReversed(), ({ endpoint }) => endpoint);
      plans.set(
        planId,
        [...byEndpoint.values()].map((rows) => rows.map(({ logId }) => logId)),
      );
      const [oldest] = plans.keys();
      if (plans.size > mostPlans && oldest !== undefined) plans.delete(oldest);
      return { ok: true, plan: { planId, ...counted.counts, more, endpoints: counted.endpoints } };
    },
    async run(planId, onProgress = () => undefined) {
      const parts = plans.get(planId);
      plans.delete(planId);
      if (parts === undefined) return unknownPlan;
      const run: Run = {
        ...{ total: parts.flat().length, handedOver: 0, delivered: 0, failed: 0, cancelled: false },
        outstanding: new Set(),
        waiting: [],
      };
      runs.set(planId, run);
      const progress = (state: ResendProgress["state"]): ResendProgress => {
        const { total, handedOver, delivered, failed } = run;
        return { total, handedOver, delivered, failed, state };
      };
      const tell = (): void => onProgress(progress("running"));
      const errors = await Promise.all(parts.map((logIds) => runSlices(run, logIds, tell)));
      runs.delete(planId);
      const error = errors.find((one) => one !== undefined);
      if (error !== undefined) return { ...progress("failed"), error };
      return progress(run.cancelled ? "cancelled" : "done");
    },
    cancel(planId) {
      const run = runs.get(planId);
      if (run === undefined) return;
      run.cancelled = true;
      wake(run);
    },
    forget: (planId) => void plans.delete(planId),
    noteAttempt(attempt) {
      if (attempt.replay !== true) return;
      for (const run of runs.values()) {
        const isOfThisRun = [...run.outstanding].some((keys) => keys.delete(keyOf(attempt)));
        if (!isOfThisRun) continue;
        if (attempt.result === "delivered") run.delivered += 1;
        else run.failed += 1;
        wake(run);
      }
    },
  };
}

const unknownPlan: ResendProgress = {
  ...{ total: 0, handedOver: 0, delivered: 0, failed: 0, state: "failed" },
  error: "This resend was run already or is too long ago; count again.",
};

function wake(run: Run): void {
  for (const resolve of run.waiting.splice(0)) resolve();
}

function keyOf({ eventId, endpoint }: { readonly eventId: string; readonly endpoint: string }): string {
  return `${eventId} ${endpoint}`;
}
