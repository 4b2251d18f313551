/**
 * The engine as a long-running program: settings file, data folder, log, web server and signals around
 * it. Returns the exit code: 0 fine, 1 failure while running, 2 wrong use or settings.
 */
import { join } from "node:path";
import { ulid } from "ulid";
import type { Settings } from "../src-shared/settings/settings.ts";
import { createRealClock } from "./clock.ts";
import { createEngine } from "./engine.ts";
import { createLogger } from "./log.ts";
import { programVersion } from "./program-version.ts";
import { checkReport, parseCommandLine } from "./settings/command-line.ts";
import { formatMistakes } from "./settings/format-mistakes.ts";
import { secretsOf } from "./settings/secrets-of.ts";
import { createSettingsFile } from "./settings/settings-file.ts";
import { openDataFolder } from "./store/data-folder.ts";
import { defaultDataFolder, surroundings } from "./store/default-data-folder.ts";
import { createOpenCallsFile } from "./store/open-calls-file.ts";
import { untilSignal } from "./until-signal.ts";
import { createWebServer } from "./web/web-server.ts";
import { createMemoryOutbox } from "./webhooks/memory-outbox.ts";

/** Runs until SIGTERM or SIGINT. `args` are those behind the program's name. */
export async function runService(args: readonly string[]): Promise<0 | 1 | 2> {
  const line = parseCommandLine(args, {
    program: "3cx-webhook",
    description: "Watches calls on a 3CX phone system and sends them as webhooks.",
  });
  if (line.kind === "end") return end(line.exitCode, line.text);
  const dataPath = line.dataFolder ?? defaultDataFolder(surroundings());
  const settingsPath = line.settingsFile ?? join(dataPath, "settings.ini");

  const clock = createRealClock();
  const log = createLogger({ level: "info", output: process.stdout });
  const file = createSettingsFile({
    path: settingsPath,
    env: process.env,
    clock,
    log: log.child("settings"),
    onSettings: (next) => void change(next),
    onMistakes: () => {},
  });
  const loaded = await file.load();
  if (line.check) {
    const report = checkReport(loaded, settingsPath);
    return end(report.exitCode, report.text);
  }
  if (!loaded.ok) return end(2, formatMistakes(loaded.mistakes));
  const folder = openDataFolder(dataPath);
  if (!folder.ok) return end(1, folder.sentence);
  useInLog(loaded.settings);

  const engine = createEngine({
    settings: loaded.settings,
    clock,
    random: Math.random,
    newId: () => ulid(),
    logger: log.child,
    outbox: createMemoryOutbox(),
    openCalls: createOpenCallsFile(folder.path, log.child("store")),
    version: programVersion,
  });
  const web = createWebServer({
    settings: loaded.settings.server,
    log: log.child("web"),
    dataFolder: folder.path,
    health: engine.health,
    clock,
  });

  async function change(next: Settings): Promise<void> {
    useInLog(next);
    await engine.apply(next);
    const moved = await web.apply(next.server);
    if (!moved.ok) log.error(moved.sentence);
  }

  function useInLog(settings: Settings): void {
    log.setLevel(settings.log.level);
    log.setSecrets(secretsOf(settings));
  }

  try {
    const listening = await web.start();
    if (!listening.ok) return end(1, listening.sentence);
    await engine.start();
    file.watch();
    log.info("3CX Webhook runs.", { version: programVersion, settings: settingsPath, data: folder.path });
    const signal = await untilSignal();
    log.info("3CX Webhook stops.", { signal });
    await file.stop();
    await engine.stop();
    return 0;
  } finally {
    await web.stop();
    folder.release();
  }
}

function end(exitCode: 0 | 1 | 2, text: string): 0 | 1 | 2 {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}
