/** The command line that all programs of the product share, and the answer of `--check`. */
import { Command, CommanderError } from "commander";
import { formatMistakes } from "./format-mistakes.ts";
import { missingSettings } from "./describe-settings.ts";
import type { SettingsResult } from "./read-settings.ts";

export interface CommandLineOptions {
  /** The name that `-h` shows: `3cx-webhook`. */
  readonly program: string;
  /** A sentence for `-h`. */
  readonly description: string;
  /** Options that only this program has; found again in `own`. */
  configure?(command: Command): void;
}

export type CommandLine =
  | {
      readonly kind: "run";
      readonly settingsFile: string | undefined;
      readonly dataFolder: string | undefined;
      readonly check: boolean;
      /** Everything given, by commander's names. */
      readonly own: Readonly<Record<string, unknown>>;
    }
  | ProgramEnd;

/** Print `text` to standard output for code 0, else to standard error, and end with the code. */
export interface ProgramEnd {
  readonly kind: "end";
  /** 0 fine, 1 failure while running, 2 wrong use or settings. */
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/** `args` without the program itself (`process.argv.slice(2)`). Prints nothing and never ends the process. */
export function parseCommandLine(args: readonly string[], options: CommandLineOptions): CommandLine {
  let printed = "";
  const command = new Command(options.program)
    .description(options.description)
    .option("--settings <file>", "settings file (default: settings.ini in the data folder)", notEmpty)
    .option("--data <folder>", "folder for everything the program keeps", notEmpty)
    .option("--check", "check the settings, say what is wrong and end")
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .configureOutput({ writeOut: (text) => (printed += text), writeErr: (text) => (printed += text) });
  options.configure?.(command);
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "end", exitCode: 0, text: printed.trimEnd() };
    return { kind: "end", exitCode: 2, text: wrongUse(error.message) };
  }
  const own: Record<string, unknown> = command.opts();
  return {
    kind: "run",
    settingsFile: textOf(own["settings"]),
    dataFolder: textOf(own["data"]),
    check: own["check"] === true,
    own,
  };
}

/**
 * What `--check` prints. Missing connection data is no mistake: the program would run and wait for it.
 * `unreadable`: a sentence for each file that the settings name and that cannot be read.
 */
export function checkReport(
  result: SettingsResult,
  fileName: string,
  unreadable: readonly string[] = [],
): ProgramEnd {
  const warnings = result.warnings.map((warning) => `${formatMistakes([warning])} (warning)`);
  if (!result.ok) {
    const count = result.mistakes.length === 1 ? "1 mistake" : `${result.mistakes.length} mistakes`;
    const lines = [formatMistakes(result.mistakes), ...warnings, `${count} in the settings.`];
    return { kind: "end", exitCode: 2, text: lines.join("\n") };
  }
  if (unreadable.length > 0) {
    const count =
      unreadable.length === 1
        ? "1 file that the settings name"
        : `${unreadable.length} files that the settings name`;
    const lines = [...warnings, ...unreadable, `${count} cannot be read.`];
    return { kind: "end", exitCode: 2, text: lines.join("\n") };
  }
  const { endpoints } = result.settings;
  const names = endpoints.map(({ name }) => name).join(", ");
  const receivers =
    endpoints.length === 0 ? "no receiver" : `${endpoints.length === 1 ? "receiver" : "receivers"} ${names}`;
  const lines = [
    ...warnings,
    `No mistakes in the settings (${fileName}): ${receivers}.`,
    ...missingSettings(result.settings),
  ];
  return { kind: "end", exitCode: 0, text: lines.join("\n") };
}

function notEmpty(value: string): string {
  if (value.trim() !== "") return value;
  throw new CommanderError(2, "empty", "error: a path is missing behind --settings or --data");
}

function wrongUse(message: string): string {
  const sentence = message.replace(/^error: /, "").replaceAll("\n", " ");
  const start = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return `${start}${/[.?)]$/.test(start) ? "" : "."} Run it with -h to see what is possible.`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
