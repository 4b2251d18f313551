/** The calls of a soak: scenarios whose chains can be told apart by their outside number, and that are over in half a minute. */
import { defaultSwitches } from "../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../src-main/simulator/scenarios/catalogue.ts";
import type { Scenario } from "../../src-main/simulator/scenarios/types.ts";

/**
 * Dozens of calls at once, files that appear after ten minutes, files that root can read although they are locked,
 * and a pause whose meaning tenths of a second decide: on a busy machine they are not what they should be.
 */
const leftOut = ["thirty-calls", "recording-late", "recording-locked", "queue-hunt-short-gap"];

export const usableScenarios: readonly Scenario[] = scenarios.filter(({ name, promise }) => {
  const chains = promise(defaultSwitches);
  return !leftOut.includes(name) && chains.length > 0 && chains.every(({ callerId }) => callerId !== "");
});
