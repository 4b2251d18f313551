/**
 * The service: runs the program until the operating system asks for an end. Returns the exit code:
 * 0 fine, 1 failure while running, 2 wrong use or settings.
 */
import type { Command } from "commander";
import { createRealClock } from "./clock.ts";
import { isJournal, marked, markedLog } from "./cli/journal.ts";
import { openLogFiles, type LogFiles } from "./cli/log-files.ts";
import { placesOf, type Places } from "./cli/places.ts";
import { openSettingsFile } from "./cli/read-settings-file.ts";
import { overallWords } from "./cli/status.ts";
import { createSystemd } from "./cli/systemd.ts";
import { tellLastWords } from "./last-words.ts";
import { createLogger } from "./log.ts";
import { startProgram } from "./program.ts";
import { checkReport, parseCommandLine } from "./settings/command-line.ts";
import { unreadableFiles } from "./settings/named-files.ts";
import { surroundings } from "./store/default-data-folder.ts";
import { tidyAfterStart } from "./tidy-after-start.ts";
import { untilSignal } from "./until-signal.ts";
import { boundYoungGeneration } from "./young-generation.ts";

/** `args` are those behind the program's name. */
export async function runService(args: readonly string[]): Promise<0 | 1 | 2> {
  const line = parseCommandLine(args, {
    program: "3cx-webhook service",
    description: "Watches calls on a 3CX phone system and sends them as webhooks, until it is told to stop.",
    configure: addLogFolder,
  });
  if (line.kind === "end") return end(line.exitCode, line.text);
  const places = placesOf({ settings: line.settingsFile, data: line.dataFolder }, surroundings());
  if (line.check) return check(places);
  const folder = line.own["logFolder"];
  if (typeof folder !== "string") return run(places, undefined);
  const opened = openLogFiles({ folder });
  if (!opened.ok) return end(1, opened.sentence);
  const code = await run(places, opened.files);
  opened.files.close();
  return code;
}

function addLogFolder(command: Command): void {
  command.option("--log-folder <folder>", "write the log to files there as well, the newest 60 MB of it");
}

async function run(places: Places, files: LogFiles | undefined): Promise<0 | 1 | 2> {
  boundYoungGeneration();
  const clock = createRealClock();
  const stdout = isJournal(process.env, 1) ? markedLog(process.stdout) : process.stdout;
  const log = createLogger({ level: "info", output: files === undefined ? stdout : both(files, stdout) });
  tellLastWords(log);
  const systemd = createSystemd({ env: process.env, clock });
  // From now on: who wants it to end while it starts gets a whole stop as well.
  const signalled = untilSignal();
  const started = await startProgram({ ...places, log, clock });
  if (!started.ok) {
    if (files !== undefined) log.error(started.text);
    await systemd.failed(started.text);
    return end(started.exitCode, started.text);
  }
  const { program } = started;
  const first = `Runs at ${program.url}`;
  const status = () => `${first}: ${overallWords[program.health().status]}`;
  systemd.ready({ first, status, answers: program.answers });
  const leaveUntidy = tidyAfterStart(clock);
  const signal = await signalled;
  leaveUntidy();
  systemd.stopping();
  log.info("3CX Webhook stops.", { signal });
  await program.stop();
  return 0;
}

function both(files: LogFiles, stdout: { write(text: string): unknown }) {
  return {
    write(text: string) {
      files.write(text);
      stdout.write(text);
    },
  };
}

async function check(places: Places): Promise<0 | 1 | 2> {
  const loaded = await openSettingsFile({ places, env: process.env, clock: createRealClock() }).load();
  const unreadable = loaded.ok ? await unreadableFiles(loaded.settings) : [];
  const report = checkReport(loaded, places.settingsPath, unreadable);
  return end(report.exitCode, report.text);
}

function end(exitCode: 0 | 1 | 2, text: string): 0 | 1 | 2 {
  if (exitCode === 0) process.stdout.write(`${text}\n`);
  else process.stderr.write(`${isJournal(process.env, 2) ? marked("error", text) : text}\n`);
  return exitCode;
}
