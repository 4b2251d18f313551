/** Values of options that both command lines take, the demo's and the simulator's: commander tells what is wrong with one. */
import { InvalidArgumentError } from "commander";
import { parseFaults, parseSwitches, type Parsed } from "./parse-lists.ts";
import { findScenario, scenarios } from "./scenarios/catalogue.ts";
import type { Scenario } from "./scenarios/types.ts";

export const readFaults = checked(parseFaults);
export const readSwitches = checked(parseSwitches);

/** One by its name, or `all`. @throws InvalidArgumentError */
export function readScenarios(name: string): readonly Scenario[] {
  if (name === "all") return scenarios;
  const found = findScenario(name);
  if (!found.found) throw new InvalidArgumentError(found.message);
  return [found.scenario];
}

function checked<T>(parse: (text: string) => Parsed<T>): (text: string) => T {
  return (text) => {
    const parsed = parse(text);
    if (!parsed.ok) throw new InvalidArgumentError(parsed.sentence);
    return parsed.value;
  };
}
