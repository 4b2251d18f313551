/** What this window sends again, with its progress: kept outside the view, so that it outlives a look at another one. */
import { useMemo } from "react";
import { createStore, useStore } from "zustand";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import type { ResendCounts, ResendPlan, ResendProgress } from "../../../src-shared/webhooks/log-query.ts";
import type { MonitorClient } from "../../store/monitor-client.ts";
import { useClient, useEngineEvent } from "../../store/monitor-context.tsx";

export interface RunningResend {
  readonly planId: string;
  /** The row of the log when it is about a single one: its result is shown in place. */
  readonly logId?: number;
  readonly progress: ResendProgress;
  /** The plan had nothing to send; these say why. */
  readonly nothing?: ResendCounts;
  /** Why it could not even begin. */
  readonly error?: RpcError;
}

const resends = createStore<{ readonly runs: readonly RunningResend[] }>(() => ({ runs: [] }));

const begun = (total: number): ResendProgress => ({
  ...{ total, handedOver: 0, delivered: 0, failed: 0, state: "running" },
});

function put(run: RunningResend): void {
  const isOther = (other: RunningResend) =>
    other.planId !== run.planId && (run.logId === undefined || other.logId !== run.logId);
  resends.setState(({ runs }) => ({ runs: [...runs.filter(isOther), run] }));
}

function change(planId: string, how: (run: RunningResend) => RunningResend): void {
  resends.setState(({ runs }) => ({ runs: runs.map((run) => (run.planId === planId ? how(run) : run)) }));
}

export interface Resends {
  /** Runs a plan as it was counted. */
  start(plan: Pick<ResendPlan, "planId" | "toSend">): void;
  /** One row of the log, at once. `includeDelivered`: the receiver may get it a second time. */
  one(logId: number, includeDelivered: boolean): Promise<void>;
  /** What is handed over is sent all the same. */
  stop(planId: string): void;
  dismiss(planId: string): void;
}

export function useResends(): Resends {
  const client = useClient();
  return useMemo(() => createResends(client), [client]);
}

function createResends(client: MonitorClient): Resends {
  const run = async (planId: string) => {
    const answer = await client.request("resend.run", { planId });
    if (!answer.ok) change(planId, (before) => ({ ...before, error: answer.error }));
  };
  return {
    start({ planId, toSend }) {
      put({ planId, progress: begun(toSend) });
      void run(planId);
    },
    async one(logId, includeDelivered) {
      const answer = await client.request("resend.plan", { filter: { ids: [logId] }, includeDelivered });
      if (!answer.ok) return put({ planId: `row-${logId}`, logId, progress: begun(1), error: answer.error });
      const { planId, toSend } = answer.result;
      if (toSend > 0) {
        put({ planId, logId, progress: begun(toSend) });
        return run(planId);
      }
      put({ planId, logId, progress: { ...begun(0), state: "done" }, nothing: answer.result });
      void client.request("resend.forget", { planId });
    },
    stop: (planId) => void client.request("resend.cancel", { planId }),
    dismiss: (planId) =>
      resends.setState(({ runs }) => ({ runs: runs.filter((other) => other.planId !== planId) })),
  };
}

/** Runs with their newest progress; the view that lists them listens. */
export function useRuns(): readonly RunningResend[] {
  useEngineEvent("resend", ({ data: { planId, progress } }) =>
    change(planId, (run) => ({ ...run, progress })),
  );
  return useStore(resends, (state) => state.runs);
}

export function useRunOf(logId: number): RunningResend | undefined {
  return useStore(resends, (state) => state.runs.find((run) => run.logId === logId));
}

/** For tests: nothing runs. */
export function forgetResends(): void {
  resends.setState({ runs: [] });
}
