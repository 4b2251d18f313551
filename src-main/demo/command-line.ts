/** The command line of the demo. */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import type { FaultName } from "../simulator/faults/fault-name.ts";
import type { SimSwitches } from "../simulator/model/switches.ts";
import { readFaults, readScenarios, readSwitches } from "../simulator/option-values.ts";
import { scenarios } from "../simulator/scenarios/catalogue.ts";
import type { Scenario } from "../simulator/scenarios/types.ts";
import { wrongUse } from "../simulator/wrong-use.ts";

export interface DemoCommand {
  /** Play each scenario once in virtual time, judge, end. */
  readonly once: boolean;
  readonly scenarios: readonly Scenario[];
  readonly faults: readonly FaultName[];
  readonly switches: Partial<SimSwitches>;
  /** Serve the window, in the loop. */
  readonly window: boolean;
  /** Clock seconds for each real second, in the loop. */
  readonly speed: number;
  readonly seed: number;
}

export type DemoCommandLine =
  | { readonly kind: "run"; readonly command: DemoCommand }
  | { readonly kind: "end"; readonly exitCode: 0 | 2; readonly text: string };

interface Given {
  readonly once?: boolean;
  readonly window: boolean;
  readonly scenario?: readonly Scenario[];
  readonly faults: readonly FaultName[];
  readonly switches: Partial<SimSwitches>;
  readonly speed: number;
  readonly seed: number;
}

/** `args` without the program itself. Prints nothing and never ends the process. */
export function readDemoCommandLine(args: readonly string[]): DemoCommandLine {
  let printed = "";
  const command = new Command("demo")
    .description("Calls on a simulated 3CX become webhooks at a built-in receiver, before your eyes.")
    .option("--once", "play each scenario once, as fast as possible, and check what arrived")
    .option("--scenario <name>", "only this scenario; default: all of them", readScenarios)
    .option("--faults <names>", "the simulated PBX misbehaves: drop-socket,lose-events,…", readFaults, [])
    .option("--switches <pairs>", "choose what 3CX leaves open: devicesPerExtension=2,…", readSwitches, {})
    .option("--speed <factor>", "how fast the calls go by", readSpeed, 1)
    .option("--no-window", "only text: do not build and serve the window")
    .option("--seed <number>", "repeat a run with faults", readSeed, 1)
    .addHelpText("after", "\nnpm run simulator -- --list shows the names of scenarios, faults and switches.")
    .helpOption("-h, --help", "show this help")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => (printed += text), writeErr: (text) => (printed += text) });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "end", exitCode: 0, text: printed.trimEnd() };
    return { kind: "end", exitCode: 2, text: wrongUse(error.message) };
  }
  const given = command.opts<Given>();
  const { scenario, once, ...rest } = given;
  return {
    kind: "run",
    command: { ...rest, once: once === true, scenarios: scenario ?? scenarios },
  };
}

function readSpeed(text: string): number {
  const speed = Number(text);
  if (speed > 0 && speed <= 100) return speed;
  throw new InvalidArgumentError("--speed must be a number above 0 and up to 100.");
}

function readSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("--seed must be a whole number.");
}
