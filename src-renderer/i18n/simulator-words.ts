/** Scenarios and faults in the language of the window; what the window has no words for stays as the engine says it. */
import type { Language } from "../format/language.ts";
import { faultsGerman } from "./engine/faults.de.ts";
import { type ScenarioWords, scenariosGerman } from "./engine/scenarios.de.ts";

interface Titled extends ScenarioWords {
  readonly name: string;
}

export function inWords<One extends Titled>(
  all: readonly One[],
  kind: "scenarios" | "faults",
  language: Language,
) {
  if (language === "en") return all;
  const german = kind === "scenarios" ? scenariosGerman : faultsGerman;
  return all.map((one) => ({ ...one, ...german[one.name] }));
}
