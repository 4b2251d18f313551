/**
 * The service: runs the program until the operating system asks for an end. Returns the exit code:
 * 0 fine, 1 failure while running, 2 wrong use or settings.
 */
import { join, resolve } from "node:path";
import { createRealClock } from "./clock.ts";
import { createLogger } from "./log.ts";
import { startProgram } from "./program.ts";
import { checkReport, parseCommandLine } from "./settings/command-line.ts";
import { unreadableFiles } from "./settings/named-files.ts";
import { createSettingsFile } from "./settings/settings-file.ts";
import { defaultDataFolder, surroundings } from "./store/default-data-folder.ts";
import { untilSignal } from "./until-signal.ts";

/** `args` are those behind the program's name. */
export async function runService(args: readonly string[]): Promise<0 | 1 | 2> {
  const line = parseCommandLine(args, {
    program: "3cx-webhook",
    description: "Watches calls on a 3CX phone system and sends them as webhooks.",
  });
  if (line.kind === "end") return end(line.exitCode, line.text);
  const dataPath = line.dataFolder ?? defaultDataFolder(surroundings());
  const settingsNamed = line.settingsFile !== undefined;
  const settingsPath = resolve(line.settingsFile ?? join(dataPath, "settings.ini"));
  if (line.check) return check(settingsPath, settingsNamed);

  const log = createLogger({ level: "info", output: process.stdout });
  const started = await startProgram({
    ...{ settingsPath, settingsNamed, dataPath, log },
    clock: createRealClock(),
  });
  if (!started.ok) return end(started.exitCode, started.text);
  log.info("3CX Webhook stops.", { signal: await untilSignal() });
  await started.program.stop();
  return 0;
}

async function check(settingsPath: string, mustExist: boolean): Promise<0 | 1 | 2> {
  // Warnings are part of the report; nothing else is logged.
  const silent = createLogger({ level: "error", output: { write: () => {} } });
  const file = createSettingsFile({
    path: settingsPath,
    mustExist,
    env: process.env,
    clock: createRealClock(),
    log: silent,
    onSettings: () => {},
    onMistakes: () => {},
  });
  const loaded = await file.load();
  const unreadable = loaded.ok ? await unreadableFiles(loaded.settings) : [];
  const report = checkReport(loaded, settingsPath, unreadable);
  return end(report.exitCode, report.text);
}

function end(exitCode: 0 | 1 | 2, text: string): 0 | 1 | 2 {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}
