/** Gives a playing outside numbers of its own, so that many run at once and are told apart by them. */
import type { Action } from "../model/actions.ts";
import type { SimSwitches } from "../model/switches.ts";
import { digitsOf } from "./define.ts";
import type { ChainPromise, Scenario } from "./types.ts";

/** Every outside number of the scenario, each once, in order of appearance; none for anonymous callers. */
export function outsideNumbers(scenario: Scenario): string[] {
  const numbers = scenario.steps.map((step) => outsideNumberOf(step.do)).filter((number) => number !== "");
  return [...new Set(numbers)];
}

/** The same scenario and promises, with `suffix` (digits) after each outside number. */
export function withCallerSuffix(scenario: Scenario, suffix: string): Scenario {
  return suffix === "" ? scenario : renumber(scenario, (number) => `${number}${suffix}`);
}

/** The same scenario and promises with other outside numbers. */
export function renumber(scenario: Scenario, change: (number: string) => string): Scenario {
  const changed = new Map(
    outsideNumbers(scenario).map((number) => [digitsOf(number), digitsOf(change(number))]),
  );
  const promised =
    (of: (switches: SimSwitches) => readonly ChainPromise[]) =>
    (switches: SimSwitches): ChainPromise[] =>
      of(switches).map((chain) => ({ ...chain, callerId: changed.get(chain.callerId) ?? chain.callerId }));
  return {
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, do: renumberAction(step.do, change) })),
    promise: promised(scenario.promise),
    promiseInternal: promised(scenario.promiseInternal),
  };
}

function outsideNumberOf(action: Action): string {
  switch (action.type) {
    case "arrive":
      return action.from;
    case "dial":
    case "queue-callback":
      return action.to;
    default:
      return "";
  }
}

function renumberAction(action: Action, change: (number: string) => string): Action {
  const number = outsideNumberOf(action);
  if (number === "") return action;
  switch (action.type) {
    case "arrive":
      return { ...action, from: change(number) };
    case "dial":
    case "queue-callback":
      return { ...action, to: change(number) };
    default:
      return action;
  }
}
