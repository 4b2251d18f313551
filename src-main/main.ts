/** The desktop program: the engine in Electron's main process, a tray icon, and a window with its state. */
import { join, resolve } from "node:path";
import { app } from "electron";
import type { DesktopState } from "../src-shared/contract/desktop-state.ts";
import { createRealClock } from "./clock.ts";
import { allowOneInstance } from "./desktop/one-instance.ts";
import { denyPermissions } from "./desktop/permissions.ts";
import { answerState } from "./desktop/state-ipc.ts";
import { stateWords } from "./desktop/state-words.ts";
import { createStateWindow } from "./desktop/state-window.ts";
import { createTray } from "./desktop/tray.ts";
import { createLogger } from "./log.ts";
import { startProgram, type Program } from "./program.ts";
import { parseCommandLine } from "./settings/command-line.ts";
import { defaultDataFolder, surroundings } from "./store/default-data-folder.ts";

const trayRefreshMs = 2_000;
const clock = createRealClock();
const window = createStateWindow();
let program: Program | undefined;
let failure: string | undefined;

function state(): DesktopState {
  if (program !== undefined) return { kind: "running", health: program.health() };
  return failure === undefined ? { kind: "starting" } : { kind: "failed", reason: failure };
}

async function startEngine(settings: string | undefined, data: string | undefined): Promise<void> {
  const dataPath = data ?? defaultDataFolder(surroundings());
  const settingsPath = resolve(settings ?? join(dataPath, "settings.ini"));
  const settingsNamed = settings !== undefined;
  const log = createLogger({ level: "info", output: process.stdout });
  const started = await startProgram({ settingsPath, settingsNamed, dataPath, log, clock });
  if (started.ok) program = started.program;
  else failure = started.text;
}

/** Quitting waits for the engine, so that calls in progress are kept. */
function stopEngineBeforeQuit(): void {
  app.on("before-quit", (event) => {
    const running = program;
    if (running === undefined) return;
    event.preventDefault();
    program = undefined;
    void running.stop().finally(() => app.quit());
  });
}

async function runDesktop(): Promise<void> {
  const line = parseCommandLine(process.argv.slice(app.isPackaged ? 1 : 2), {
    program: "3cx-webhook",
    description: "Watches calls on a 3CX phone system and sends them as webhooks.",
  });
  if (line.kind === "end") {
    (line.exitCode === 0 ? process.stdout : process.stderr).write(`${line.text}\n`);
    return app.exit(line.exitCode);
  }
  if (!allowOneInstance(window.show)) return app.quit();
  app.enableSandbox();
  stopEngineBeforeQuit();
  // Without a listener Electron quits with the last window; the tray goes on.
  app.on("window-all-closed", () => {});

  await app.whenReady();
  denyPermissions();
  answerState(state);
  const tray = createTray({ open: window.show, quit: () => app.quit() });
  const refresh = () => {
    tray.say(stateWords(state()));
    clock.after(trayRefreshMs, refresh);
  };
  refresh();
  window.show();
  await startEngine(line.settingsFile, line.dataFolder).catch((error: unknown) => {
    failure = `3CX Webhook could not start: ${String(error)}`;
  });
}

void runDesktop();
