/** When a sending process is to die, and what it tells its parent until then. */
import type { OutgoingEvent } from "../../../src-shared/telephony/call-event.ts";

/**
 * `nth`: the how manieth moment of this kind, from 1. `random`: the parent kills it. `in-checkpoint`: amid
 * moving what was written from the log of the file into the file. `stalled` and `stopped`: it goes on
 * after `holdMs`, in which its loop does nothing, or the whole process.
 */
export interface KillPlan {
  readonly at:
    | "random"
    | "before-commit"
    | "after-commit"
    | "before-settle"
    | "in-checkpoint"
    | "stalled"
    | "stopped"
    | "never";
  readonly nth: number;
  readonly holdMs?: number;
  /** How long a request may take; default 15. */
  readonly timeoutS?: number;
}

/** How the child and its thread learn their plan. */
export const PLAN_VARIABLE = "TEST_KILL_PLAN";

export function readPlan(): KillPlan {
  return JSON.parse(process.env[PLAN_VARIABLE] ?? '{"at":"never","nth":0}');
}

/** Returns a function that ends this process, as a power cut would, at its `nth` call. */
export function dieAt(moment: KillPlan["at"]): () => void {
  const plan = readPlan();
  let calls = 0;
  return () => {
    calls += 1;
    if (plan.at === moment && calls === plan.nth) process.kill(process.pid, "SIGKILL");
  };
}

export interface AckedEvent {
  readonly id: string;
  readonly chainId: string;
  readonly seq: number;
}

export type ToChild =
  | { readonly type: "accept"; readonly events: readonly OutgoingEvent[] }
  | { readonly type: "stall"; readonly ms: number }
  /** Send everything that waits, then end. */
  | { readonly type: "finish" };

export type FromChild =
  /** `stored`: for each chain the number that its document names, and the one in the sequence table. */
  | { readonly type: "ready"; readonly stored: Record<string, { document?: number; sequence?: number }> }
  | { readonly type: "acked"; readonly events: readonly AckedEvent[] };
