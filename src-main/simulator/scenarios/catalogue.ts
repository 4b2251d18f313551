/** All scenarios, in the order in which they are listed. */
import { busyScenarios } from "./busy.ts";
import { callerScenarios } from "./callers.ts";
import { inboundScenarios } from "./inbound.ts";
import { outboundScenarios } from "./outbound.ts";
import { queueScenarios } from "./queues.ts";
import { recordingScenarios } from "./recordings.ts";
import { specialScenarios } from "./specials.ts";
import { transferScenarios } from "./transfers.ts";
import type { Scenario } from "./types.ts";

export const scenarios: readonly Scenario[] = [
  ...inboundScenarios,
  ...queueScenarios,
  ...transferScenarios,
  ...outboundScenarios,
  ...specialScenarios,
  ...callerScenarios,
  ...recordingScenarios,
  ...busyScenarios,
];

export type FoundScenario =
  | { readonly found: true; readonly scenario: Scenario }
  /** `message` is a sentence for the command line. */
  | { readonly found: false; readonly message: string };

export function findScenario(name: string): FoundScenario {
  const wanted = name.trim().toLowerCase();
  const scenario = scenarios.find((each) => each.name === wanted);
  if (scenario !== undefined) return { found: true, scenario };
  const nearest = nearestName(wanted);
  const hint = nearest === undefined ? `Known are: ${allNames()}.` : `Did you mean ${nearest}?`;
  return { found: false, message: `There is no scenario "${name}". ${hint}` };
}

function allNames(): string {
  return scenarios.map((each) => each.name).join(", ");
}

/** A name that contains the words asked for, else the one with the fewest typing mistakes. */
function nearestName(wanted: string): string | undefined {
  const names = scenarios.map((each) => each.name);
  const containing = wanted.length >= 3 ? names.find((each) => each.includes(wanted)) : undefined;
  if (containing !== undefined) return containing;
  const ranked = names
    .map((each) => ({ name: each, mistakes: editDistance(wanted, each) }))
    .toSorted((a, b) => a.mistakes - b.mistakes);
  const best = ranked[0];
  return best !== undefined && best.mistakes <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const replaced = (previous[column - 1] ?? 0) + (same ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
