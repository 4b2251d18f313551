/** From what a window asks for to what is played: everything is checked before anything starts. Pure. */
import type { contract } from "../../../src-shared/contract/contract.ts";
import type { CheckedParamsOf } from "../../../src-shared/rpc/contract-shape.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { isFaultName } from "../../simulator/faults/catalogue.ts";
import type { FaultName } from "../../simulator/faults/fault-name.ts";
import { defaultSwitches } from "../../simulator/model/switches.ts";
import { findScenario } from "../../simulator/scenarios/catalogue.ts";
import { digitsOf } from "../../simulator/scenarios/define.ts";
import { outsideNumbers, renumber, withCallerSuffix } from "../../simulator/scenarios/numbers.ts";
import type { PromisedEvent, Scenario } from "../../simulator/scenarios/types.ts";
import type { OwnNumbers } from "./own-numbers.ts";

export type RunParams = CheckedParamsOf<typeof contract, "simulator.run">;

export type RunTarget =
  | Extract<RunParams["target"], { kind: "built-in" }>
  | { readonly kind: "endpoints"; readonly endpoints: readonly EndpointSettings[] };

export interface RunOrder {
  readonly scenario: string;
  /** One for each playing, each with outside numbers of its own. */
  readonly copies: readonly Scenario[];
  readonly atOnce: number;
  readonly speed: number;
  readonly faults: readonly FaultName[];
  readonly seed: number;
  readonly numbers: OwnNumbers;
  readonly target: RunTarget;
}

export type Ordered =
  | { readonly ok: true; readonly order: RunOrder }
  | { readonly ok: false; readonly sentence: string };

/** A run keeps what it got until it is judged; more would fill the memory of a program that has other work. */
const mostConversations = 10_000;

/** `endpoints`: those of the settings in force. */
export function orderOf(params: RunParams, endpoints: readonly EndpointSettings[]): Ordered {
  const { atOnce, speed, count, seed = 1 } = params;
  const found = findScenario(params.scenario);
  if (!found.found) return no(found.message);
  const strange = params.faults.find((name) => !isFaultName(name));
  if (strange !== undefined) return no(`There is no fault "${strange}" to choose; reload the window.`);
  const conversations = found.scenario.promise(defaultSwitches).length * count;
  if (conversations > mostConversations) {
    return no(`These are ${conversations} calls; choose a smaller number, ${mostConversations} at most.`);
  }
  const target = targetOf(params, endpoints);
  if (typeof target === "string") return no(target);
  const scenario = withCaller(found.scenario, params.callerNumber);
  if (typeof scenario === "string") return no(scenario);
  const numbers = ownNumbersOf(found.scenario, params);
  if (typeof numbers === "string") return no(numbers);
  const copies = copiesOf(scenario, count);
  const faults = [...new Set(params.faults.filter(isFaultName))];
  return {
    ok: true,
    order: { scenario: found.scenario.name, copies, atOnce, speed, faults, seed, numbers, target },
  };
}

function no(sentence: string): Ordered {
  return { ok: false, sentence };
}

function targetOf({ target }: RunParams, endpoints: readonly EndpointSettings[]): RunTarget | string {
  if (target.kind === "built-in") return target;
  const missing = target.names.find((name) => !endpoints.some((endpoint) => endpoint.name === name));
  if (missing !== undefined) return `There is no endpoint ${missing} in the settings any more.`;
  return { kind: "endpoints", endpoints: endpoints.filter(({ name }) => target.names.includes(name)) };
}

/** With the user's number as the first caller; several at once get further digits, so that they can be told apart. */
function withCaller(scenario: Scenario, given: string | undefined): Scenario | string {
  const number = given?.trim() ?? "";
  if (number === "") return scenario;
  const [first] = outsideNumbers(scenario);
  if (first === undefined) return "The caller of this scenario is anonymous: leave the number empty.";
  if (!/^\+?[\d ()/.-]+$/.test(number) || digitsOf(number).length < 3) {
    return "The caller's number must be a phone number of at least three digits, such as +420774852629.";
  }
  return renumber(scenario, (each) => (each === first ? number : each));
}

function ownNumbersOf(scenario: Scenario, params: RunParams): OwnNumbers | string {
  const extension = params.extension?.trim() ?? "";
  const did = params.did?.trim() ?? "";
  const chains = scenario.promise(defaultSwitches);
  const [first] = chains.flatMap((chain) => chain.events).filter(({ userType }) => userType === "ext");
  if (extension !== "" && !/^\d{1,15}$/.test(extension))
    return "The extension must be a number, such as 106.";
  if (extension !== "" && first === undefined) {
    return "No extension takes part in this scenario: leave the extension empty.";
  }
  if (did !== "" && !chains.some(({ direction }) => direction === "incoming")) {
    return "Nobody calls from outside in this scenario: leave the DID empty.";
  }
  return {
    ...(extension === "" || first === undefined ? {} : { extension: { of: first.user, is: extension } }),
    ...(did === "" ? {} : { did }),
  };
}

function copiesOf(scenario: Scenario, count: number): Scenario[] {
  const digits = String(count - 1).length;
  return Array.from({ length: count }, (_, index) =>
    count === 1 ? scenario : withCallerSuffix(scenario, String(index).padStart(digits, "0")),
  );
}

/** Every event that the playings are to become. */
export function promisedEvents({ copies }: Pick<RunOrder, "copies">): PromisedEvent[] {
  return copies.flatMap((copy) => copy.promise(defaultSwitches).flatMap(({ events }) => events));
}
