/** The commands of 3cx-webhook that run to their end: reads their options, runs one, and gives its exit code. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { testEventTypes, type TestEventType } from "../../src-shared/webhooks/log-query.ts";
import { createRealClock } from "../clock.ts";
import { programVersion } from "../program-version.ts";
import { surroundings } from "../store/default-data-folder.ts";
import { longestCaptureMinutes } from "../../src-shared/capture/capture-view.ts";
import { capture, showCapture } from "./capture.ts";
import { check } from "./check.ts";
import { diagnose } from "./diagnose.ts";
import { importFiles } from "./import.ts";
import { placesOf, type NamedPlaces } from "./places.ts";
import { purge } from "./purge.ts";
import { reconcile } from "./reconcile.ts";
import { rotateLinkKey } from "./rotate-link-key.ts";
import { status } from "./status.ts";
import { terminal } from "./terminal.ts";
import { testEndpoint } from "./test-endpoint.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

/** `args` are those behind the program's name. */
export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  let said = "";
  const command = program(async (work) => {
    exitCode = await work;
  });
  const quiet = { writeOut: terminal.print, writeErr: (text: string) => (said += text) };
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ ...quiet, writeOut: (text) => terminal.print(text.trimEnd()) });
  }
  try {
    await command.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const [sentence = ""] = (said || error.message).replace(/^error: /, "").split("\n");
    const start = sentence.charAt(0).toUpperCase() + sentence.slice(1);
    terminal.complain(`${start}${/[.?)]$/.test(start) ? "" : "."} 3cx-webhook help shows what is possible.`);
    return 2;
  }
}

type Run = (work: Promise<ExitCode>) => Promise<void>;

function program(run: Run): Command {
  const root = new Command("3cx-webhook")
    .description("Watches calls on a 3CX phone system and sends them as webhooks.")
    .version(programVersion, "-V, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show what a command does and takes");
  root.command("service").description("run until told to stop; what the operating system starts");
  root
    .command("worker")
    .description("deliver from the shared queue, beside other workers; worker -h shows its options");
  const add = (name: string, description: string) =>
    root
      .command(name)
      .description(description)
      .option("--settings <file>", "settings file (default: settings.ini in the data folder)")
      .option("--data <folder>", "folder for everything the program keeps");
  add("status", "say how the running service is; exit code 0 well, 1 needs attention, 3 does not run")
    .option("--json", "as /health has it")
    .action((given: NamedPlaces & { json?: true }) =>
      run(status(worldOf(given), { json: given.json === true })),
    );
  add("check", "try the settings, 3CX, the receivers and the folders").action((given: NamedPlaces) =>
    run(check(worldOf(given))),
  );
  add("test-endpoint", "send one made-up event to a receiver and show the whole exchange")
    .argument("<name>", "as in [endpoint.NAME]")
    .addOption(new Option("--event <type>", "which event").choices(testEventTypes).default("ended"))
    .action((name: string, given: NamedPlaces & { event: TestEventType }) =>
      run(testEndpoint(worldOf(given), name, given.event)),
    );
  add(
    "import",
    "take over TCXWebAPI.ini with Users.csv, or WebhooksApi.ini; shows it unless --write is given",
  )
    .addArgument(new Argument("<files...>", "the files of one product"))
    .option("--write", "write it into the settings")
    .option("--replace", "replace receivers of the same name")
    .action((files: string[], given: NamedPlaces & { write?: true; replace?: true }) => {
      const { write = false, replace = false } = given;
      return run(importFiles(worldOf(given), files, { write, replace }));
    });
  add("purge", "list the recordings that the next night deletes")
    .option("--dry-run", "list them; without it nothing is done")
    .action((given: NamedPlaces & { dryRun?: true }) =>
      run(purge(worldOf(given), { dryRun: given.dryRun === true })),
    );
  add("rotate-link-key", "sign links to recordings with a new key, for one that got into wrong hands")
    .option("--previous-days <days>", "how long links that were sent go on working; 0: not at all", "30")
    .action((given: NamedPlaces & { previousDays: string }) =>
      run(rotateLinkKey(worldOf(given), given.previousDays)),
    );
  add("diagnose", "one zip file for who helps: versions, states, settings without secrets, the log's end")
    .option("--out <file>", "where to (default: in this folder, with the time in its name)")
    .option("--list", "only say what would be in it")
    .option("--log-folder <folder>", "the service's --log-folder")
    .action((given: NamedPlaces & { out?: string; list?: true; logFolder?: string }) => {
      const { out, list = false, logFolder } = given;
      return run(diagnose(worldOf(given), { out, list, logFolder }));
    });
  add("reconcile", "hold a day of the PBX's call log against what was sent; exit code 0 nothing is missing")
    .option("--day <YYYY-MM-DD>", "which day (default: yesterday)")
    .option("--send-missing", "send the calls that nobody saw, made of the log and marked so")
    .action((given: NamedPlaces & { day?: string; sendMissing?: true }) => {
      const { day, sendMissing = false } = given;
      return run(reconcile(worldOf(given), { day, sendMissing }));
    });
  add("capture", "record what 3CX sends, without names and secrets, into a file that can be handed on")
    .option("--minutes <number>", "how long", minutes, 30)
    .option("--out <file>", "where to (default: in this folder, with the time in its name)")
    .option("--show <file>", "only say what is in a file, and what 3CX did in it that nobody expected")
    .action((given: NamedPlaces & { minutes: number; out?: string; show?: string }) => {
      const world = worldOf(given);
      const { out, show } = given;
      return run(
        show === undefined ? capture(world, { minutes: given.minutes, out }) : showCapture(world, show),
      );
    });
  root.command("simulator").description("a simulated 3CX to try things with; simulator -h shows its options");
  return root;
}

function minutes(text: string): number {
  const number = Number(text);
  if (number >= 0.1 && number <= longestCaptureMinutes) return number;
  throw new InvalidArgumentError(`It must be a number from 0.1 to ${longestCaptureMinutes}.`);
}

function worldOf(named: NamedPlaces): CommandWorld {
  return {
    places: placesOf(named, surroundings()),
    env: process.env,
    clock: createRealClock(),
    ...terminal,
  };
}
