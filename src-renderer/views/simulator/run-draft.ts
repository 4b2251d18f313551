/** A run as it stands on the form: what is wrong with it, what it will send, what the engine is asked for. Pure. */
import type { MethodParams, MethodResult } from "../../../src-shared/contract/contract.ts";
import type { TextKey } from "../../i18n/text.tsx";

export type Scenario = MethodResult<"simulator.catalogue">["scenarios"][number];
export type Fault = MethodResult<"simulator.catalogue">["faults"][number];
type RunParams = MethodParams<"simulator.run">;

export const speeds = ["real", "ten", "fast"] as const;
export type Speed = (typeof speeds)[number];
export const dialects = ["komplit", "creomate", "k2m", "native"] as const;
export type Dialect = (typeof dialects)[number];

/** Numbers as they were typed: what is half written is neither lost nor corrected. */
export interface RunDraft {
  readonly speed: Speed;
  readonly count: string;
  readonly atOnce: string;
  readonly faults: readonly string[];
  readonly caller: string;
  readonly extension: string;
  readonly did: string;
  readonly target: "built-in" | "endpoints";
  readonly dialect: Dialect;
  readonly status: string;
  readonly delayMs: string;
  readonly endpoints: readonly string[];
}

export const firstDraft: RunDraft = {
  ...{ speed: "ten", count: "1", atOnce: "1", faults: [], caller: "", extension: "", did: "" },
  ...{ target: "built-in", dialect: "native", status: "200", delayMs: "0", endpoints: [] },
};

export type Mistakes = Readonly<
  Partial<Record<"count" | "atOnce" | "status" | "delayMs" | "endpoints" | "extension", TextKey>>
>;

/** `real`: names of the endpoints in the settings. */
export function mistakesIn(draft: RunDraft, real: readonly string[]): Mistakes {
  const count = wholeIn(draft.count, 1, 1000);
  const atOnce = wholeIn(draft.atOnce, 1, Math.min(200, count ?? 200));
  const builtIn = draft.target === "built-in";
  return {
    ...(count === undefined ? { count: "simulator.wrong.count" } : {}),
    ...(atOnce === undefined ? { atOnce: "simulator.wrong.atOnce" } : {}),
    ...(/^\s*\d{0,15}\s*$/.test(draft.extension) ? {} : { extension: "simulator.wrong.extension" }),
    ...(builtIn && wholeIn(draft.status, 100, 599) === undefined ? { status: "simulator.wrong.status" } : {}),
    ...(builtIn && wholeIn(draft.delayMs, 0, 60_000) === undefined
      ? { delayMs: "simulator.wrong.delay" }
      : {}),
    ...(builtIn || chosenEndpoints(draft, real).length > 0 ? {} : { endpoints: "simulator.wrong.endpoints" }),
  };
}

/** Those chosen that are still in the settings. */
export function chosenEndpoints({ endpoints }: RunDraft, real: readonly string[]): readonly string[] {
  return real.filter((name) => endpoints.includes(name));
}

/** `undefined` while something is wrong with the draft. */
export function paramsOf(draft: RunDraft, scenario: string, real: readonly string[]): RunParams | undefined {
  if (Object.keys(mistakesIn(draft, real)).length > 0) return undefined;
  return {
    scenario,
    speed: { real: 1, ten: 10, fast: 1000 }[draft.speed],
    count: Number(draft.count),
    atOnce: Number(draft.atOnce),
    faults: [...draft.faults],
    ...given("callerNumber", draft.caller),
    ...given("extension", draft.extension),
    ...given("did", draft.did),
    target: targetOf(draft, real),
  };
}

/** How many events the run will make. */
export function plannedEvents(draft: RunDraft, { events }: Pick<Scenario, "events">): number {
  return events.length * (wholeIn(draft.count, 1, 1000) ?? 1);
}

/** Scenarios that have all words in name, title or summary. */
export function foundScenarios(scenarios: readonly Scenario[], search: string): readonly Scenario[] {
  const words = search.toLowerCase().split(/\s+/);
  return scenarios.filter(({ name, title, summary }) => {
    const text = `${name} ${title} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function targetOf(draft: RunDraft, real: readonly string[]): RunParams["target"] {
  if (draft.target === "endpoints") return { kind: "endpoints", names: [...chosenEndpoints(draft, real)] };
  const { dialect, status, delayMs } = draft;
  return { kind: "built-in", dialect, status: Number(status), delayMs: Number(delayMs) };
}

function given(name: "callerNumber" | "extension" | "did", value: string): Partial<RunParams> {
  return value.trim() === "" ? {} : { [name]: value.trim() };
}

function wholeIn(text: string, least: number, most: number): number | undefined {
  const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
