/** At the end of a run: whether what was told is what the scenario promises, and whether it arrived. Pure. */
import { ruleBreaches } from "../../demo/rules.ts";
import { sourcesLeft } from "../../demo/play-once.ts";
import { faultCatalogue } from "../../simulator/faults/catalogue.ts";
import type { FaultName } from "../../simulator/faults/fault-name.ts";
import type { SimSwitches } from "../../simulator/model/switches.ts";
import { hiddenFrom } from "../../simulator/scenarios/hidden-from.ts";
import type { ReceivedEvent, Scenario } from "../../simulator/scenarios/types.ts";
import { say } from "../../../src-shared/messages/say.ts";
import { judge } from "../../simulator/scenarios/verdict.ts";

export interface Played {
  readonly copies: readonly Scenario[];
  readonly switches: SimSwitches;
  readonly faults: readonly FaultName[];
  /** In the order in which they were told. */
  readonly told: readonly ReceivedEvent[];
  /** A restart of the simulated PBX ended calls on the way. */
  readonly wiped: boolean;
}

export interface Arrived {
  /** The receivers, as people call them. */
  readonly where: string;
  readonly requests: number;
  readonly accepted: number;
  readonly lastError: string | undefined;
}

export interface RunVerdict {
  readonly ok: boolean;
  readonly sentence: string;
}

export function verdictOf(played: Played, arrived: Arrived): RunVerdict {
  const { differences, lenient } = differencesOf(played);
  const asTold = toldWords(played, differences, lenient);
  return {
    ok: differences.length === 0 && arrived.accepted === arrived.requests,
    sentence: `${asTold} ${arrivalWords(arrived)}`,
  };
}

/** `lenient`: why only the rules that always hold were looked at. */
export function differencesOf({ copies, switches, faults, told, wiped }: Played): {
  readonly differences: readonly string[];
  readonly lenient: string | undefined;
} {
  const left = sourcesLeft(faults);
  const silent = faults.some((name) => infoOf(name)?.kind === "xapi" && infoOf(name)?.lossy === true);
  const trusted = { ...left, activeCalls: left.activeCalls && !silent };
  const hidden = copies[0] === undefined ? undefined : hiddenFrom(copies[0].name, trusted);
  const lenient = wiped ? "the phone system restarted" : hidden;
  if (lenient !== undefined) return { differences: ruleBreaches(told), lenient };
  const lossy = !left.callControl || !left.activeCalls || faults.some((name) => infoOf(name)?.lossy === true);
  // Faults that hold answers back move the moments a talk is measured by.
  const timed = faults.length > 0 ? told.map(({ talkS: _talkS, ...event }) => event) : told;
  const promises = copies.flatMap((copy) => copy.promise(switches));
  const judged = judge(promises, timed, lossy ? "lossy" : "exact").differences;
  return { differences: [...ruleBreaches(told), ...judged], lenient };
}

function infoOf(name: FaultName) {
  return faultCatalogue.find((each) => each.name === name);
}

function toldWords({ told }: Played, differences: readonly string[], lenient: string | undefined): string {
  const [first] = differences;
  if (first !== undefined) {
    const code = differences.length === 1 ? "sim.difference" : "sim.differences";
    return say(code, { n: differences.length, detail: first });
  }
  const isOne = told.length === 1;
  if (lenient === undefined) {
    return say(isOne ? "sim.asPromisedOne" : "sim.asPromised", { n: told.length });
  }
  return say(isOne ? "sim.rulesOne" : "sim.rules", { n: told.length, reason: lenient });
}

function arrivalWords({ where, requests, accepted, lastError }: Arrived): string {
  if (requests === 0) return say("sim.unwanted", { where });
  if (accepted === requests) {
    return say(requests === 1 ? "sim.acceptedOne" : "sim.accepted", { n: requests, where });
  }
  const lost = { n: requests - accepted, all: requests, where };
  return lastError === undefined
    ? say("sim.lost", lost)
    : say("sim.lost.why", { ...lost, reason: lastError });
}
