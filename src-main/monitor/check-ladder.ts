/** A test as steps that follow each other: after the first failure the rest was not reached. Pure. */
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import { reasonOf } from "../../src-shared/thrown.ts";

type Step = Ladder["steps"][number];
export type StepName = Step["name"];

/** What one step came to. */
export type Found = Omit<Step, "name" | "state"> & { readonly state: "ok" | "warning" | "failed" };

export function fine(sentence: string, tookMs?: number): Found {
  return { state: "ok", sentence, advice: "", ...took(tookMs) };
}

export function warning(sentence: string, advice: string, tookMs?: number): Found {
  return { state: "warning", sentence, advice, ...took(tookMs) };
}

export function failed(sentence: string, advice: string, tookMs?: number): Found {
  return { state: "failed", sentence, advice, ...took(tookMs) };
}

/** What several looks at one thing came to: the worst of them, in their words. */
export function together(found: readonly Found[]): Found {
  const worst = (["failed", "warning", "ok"] as const).find((state) =>
    found.some((each) => each.state === state),
  );
  const said = found.filter(({ state }) => state === worst);
  const join = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== "").join(" ");
  return {
    state: worst ?? "ok",
    sentence: join(said.map(({ sentence }) => sentence)),
    advice: join(said.map(({ advice }) => advice)),
  };
}

export interface Rung {
  readonly name: StepName;
  readonly find: () => Found | Promise<Found>;
}

/** Climbs until the first failure, or until nobody waits for the answer any more. Never rejects. */
export async function climb(rungs: readonly Rung[], signal: AbortSignal): Promise<Ladder> {
  const steps: Step[] = [];
  for (const { name, find } of rungs) {
    const reached = !signal.aborted && steps.every(({ state }) => state !== "failed");
    steps.push({ name, ...(reached ? await found(find) : notReached("")) });
  }
  return { ok: steps.every(({ state }) => state !== "failed"), steps };
}

export function notReached(sentence: string): Omit<Step, "name"> {
  return { state: "not-reached", sentence, advice: "" };
}

async function found(find: Rung["find"]): Promise<Found> {
  try {
    return await find();
  } catch (error) {
    const reason = reasonOf(error);
    return failed(`This could not be tested (${reason}).`, "Try again; if it stays so, look into the log.");
  }
}

function took(tookMs: number | undefined): { readonly tookMs?: number } {
  return tookMs === undefined ? {} : { tookMs: Math.round(tookMs * 10) / 10 };
}
