/** The command line of the simulator on its own: `npm run simulator -- --scenario …`. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { faultCatalogue } from "./faults/catalogue.ts";
import type { FaultName } from "./faults/fault-name.ts";
import { defaultSwitches, isSwitchName, switchSides, type SimSwitches } from "./model/switches.ts";
import { readFaults, readScenarios, readSwitches } from "./option-values.ts";
import { scenarios } from "./scenarios/catalogue.ts";
import type { Scenario } from "./scenarios/types.ts";
import { wrongUse } from "./wrong-use.ts";

export interface SimulatorCommand {
  readonly port: number;
  readonly https: boolean;
  /** Played once, one after the other. */
  readonly scenarios: readonly Scenario[];
  readonly faults: readonly FaultName[];
  readonly switches: Partial<SimSwitches>;
  /** Clock seconds for each real second. */
  readonly speed: number;
  readonly seed: number;
  readonly cdr?: { readonly mode: "passive" | "active"; readonly port: number };
  readonly recordingsFolder?: string;
}

/** A capture to be played again. */
export interface ReplayCommandLine {
  readonly kind: "replay";
  readonly file: string;
  readonly port: number;
  /** Absent: as fast as it goes. */
  readonly speed?: number;
}

export type SimulatorCommandLine =
  | ReplayCommandLine
  | { readonly kind: "run"; readonly command: SimulatorCommand }
  /** Print `text` to standard output for code 0, else to standard error, and end with the code. */
  | { readonly kind: "end"; readonly exitCode: 0 | 2; readonly text: string };

/** `args` without the program itself. Prints nothing and never ends the process. */
export function readSimulatorCommandLine(args: readonly string[]): SimulatorCommandLine {
  let printed = "";
  const command = new Command("simulator")
    .description("A 3CX phone system that is none: tokens, Call Control, events and XAPI on this machine.")
    .option("--port <number>", "port to listen on; 0: any free one", wholeNumber("--port", 0, 65_535), 5_001)
    .option("--https", "speak https with a self-signed certificate")
    .addOption(new Option("--http", "speak http (this is the default)").conflicts("https"))
    .addOption(
      new Option("--scenario <name>", "play this scenario once, or all of them in turn")
        .argParser(readScenarios)
        .default([], "none"),
    )
    .addOption(
      new Option("--faults <names>", "misbehave: a list such as drop-socket,garbage")
        .argParser(readFaults)
        .default([], "none"),
    )
    .addOption(
      new Option("--switches <pairs>", "choose what 3CX leaves open: devicesPerExtension=2,…")
        .argParser(readSwitches)
        .default({}, "see --list"),
    )
    .option("--speed <factor>", "let time run faster or slower", positive, 1)
    .option(
      "--seed <number>",
      "repeat a run: the same seed, the same chances",
      wholeNumber("--seed", 0, 2 ** 32 - 1),
      1,
    )
    .option(
      "--cdr-passive <port>",
      "give a CDR line for each finished call to whoever connects",
      wholeNumber("--cdr-passive", 0, 65_535),
    )
    .addOption(
      new Option("--cdr-active <port>", "connect to this port and send CDR lines there")
        .argParser(wholeNumber("--cdr-active", 1, 65_535))
        .conflicts("cdrPassive"),
    )
    .option("--recordings <folder>", "write recordings of talks into this folder, as 3CX names them")
    .option(
      "--replay <file>",
      "play a capture again, with what is made of it; as fast as it goes, or with --speed",
    )
    .option("--list", "list scenarios, faults and switches, and end")
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
  // Commander gives each option what its own reader above returned.
  const given = command.opts<
    Omit<SimulatorCommand, "scenarios" | "https" | "cdr" | "recordingsFolder"> & RawOptions
  >();
  if (given.list) return { kind: "end", exitCode: 0, text: listing() };
  if (given.replay !== undefined) return replayOf(command, given.replay, given);
  const { port, faults, switches, speed, seed, recordings } = given;
  const cdr = cdrOf(given);
  return {
    kind: "run",
    command: {
      port,
      faults,
      switches,
      speed,
      seed,
      https: given.https === true,
      scenarios: given.scenario,
      ...(cdr ? { cdr } : {}),
      ...(recordings === undefined ? {} : { recordingsFolder: recordings }),
    },
  };
}

interface RawOptions {
  readonly https?: boolean;
  readonly scenario: readonly Scenario[];
  readonly list?: boolean;
  readonly replay?: string;
  readonly cdrPassive?: number;
  readonly cdrActive?: number;
  readonly recordings?: string;
}

/** The port and the speed count only if somebody chose them. */
function replayOf(
  command: Command,
  file: string,
  { port, speed }: Pick<SimulatorCommand, "port" | "speed">,
): ReplayCommandLine {
  const chosen = (name: string) => command.getOptionValueSource(name) === "cli";
  return { kind: "replay", file, port: chosen("port") ? port : 0, ...(chosen("speed") ? { speed } : {}) };
}

function cdrOf({ cdrPassive, cdrActive }: RawOptions): SimulatorCommand["cdr"] {
  if (cdrPassive !== undefined) return { mode: "passive", port: cdrPassive };
  return cdrActive === undefined ? undefined : { mode: "active", port: cdrActive };
}

function wholeNumber(option: string, from: number, to: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`${option} must be a whole number from ${from} to ${to}.`);
  };
}

function positive(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 1_000) return number;
  throw new InvalidArgumentError("--speed must be a number above 0 and up to 1000.");
}

function listing(): string {
  const line = (name: string, text: string) => `  ${name.padEnd(34)} ${text}`;
  return [
    "Scenarios:",
    ...scenarios.map((one) => line(one.name, one.title)),
    "",
    "Faults:",
    ...faultCatalogue.map((one) => line(one.name, one.summary)),
    "",
    "Switches, the default in brackets:",
    ...Object.entries(switchSides).map(([name, sides]) => line(name, sidesText(name, sides))),
  ].join("\n");
}

function sidesText(name: string, sides: readonly unknown[]): string {
  const byDefault = isSwitchName(name) ? defaultSwitches[name] : undefined;
  return sides.map((side) => (side === byDefault ? `[${String(side)}]` : String(side))).join(", ");
}
