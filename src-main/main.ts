/** The desktop program: the engine in Electron's main process, a tray icon, and a window on its own scheme. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { app } from "electron";
import type { Channel } from "../src-shared/rpc/channel.ts";
import { refuse } from "../src-shared/rpc/rpc-error.ts";
import icon from "../assets/icon.png?inline";
import { createRealClock } from "./clock.ts";
import { openDesktop, type Desktop, type DesktopOptions } from "./desktop/desktop.ts";
import { createKeptState } from "./desktop/kept-state.ts";
import { hiddenArgument } from "./desktop/login-item.ts";
import { allowOneInstance } from "./desktop/one-instance.ts";
import { holdPages } from "./desktop/page-rules.ts";
import { registerPageScheme } from "./desktop/page/serve-page.ts";
import { createKeyring } from "./desktop/secrets/keyring.ts";
import { openUpdater } from "./desktop/update/open-updater.ts";
import { createLogger } from "./log.ts";
import type { DesktopHost } from "./program/monitor.ts";
import { programVersion } from "./program-version.ts";
import { startProgram } from "./program.ts";
import { parseCommandLine, type CommandLine } from "./settings/command-line.ts";
import { createSealedText } from "./settings/sealed-text.ts";
import { openStandby } from "./program/standby.ts";
import { defaultDataFolder, surroundings } from "./store/default-data-folder.ts";

const clock = createRealClock();
const log = createLogger({ level: "info", output: process.stdout });
/** Beside the archive of an installed program; nothing of it is there when this runs from the sources. */
const resources: string | undefined = app.isPackaged ? process.resourcesPath : undefined;
const packedFfmpeg = join(resources ?? "", "ffmpeg", process.platform === "win32" ? "ffmpeg.exe" : "ffmpeg");
// As the wrapper of the Windows service says it, too; what somebody has set stands.
if (resources !== undefined && existsSync(packedFfmpeg)) process.env["FFMPEG_BIN"] ??= packedFfmpeg;
/** Who asks, for the handlers of requests. */
const caller = { kind: "desktop" } as const;
let desktop: Desktop | undefined;

type Run = Extract<CommandLine, { readonly kind: "run" }>;

/** How the engine is started, and who stands in for it, for this command line. */
function engineOf(
  line: Run,
  dataPath: string,
  host: DesktopHost,
): Pick<DesktopOptions, "startEngine" | "openStandby"> {
  const settingsPath = resolve(line.settingsFile ?? join(dataPath, "settings.ini"));
  return {
    async startEngine() {
      const settingsNamed = line.settingsFile !== undefined;
      const started = await startProgram({
        ...{ kind: "desktop", settingsPath, settingsNamed, dataPath, log, clock, desktop: host },
      });
      if (!started.ok) return { ok: false, sentence: started.text, settings: started.exitCode === 2 };
      const { monitor, findRecording, openCalls, stop } = started.program;
      const accept = (channel: Channel) => void monitor.peer.accept(channel, caller);
      return { ok: true, running: { accept, source: monitor.source, findRecording, openCalls, stop } };
    },
    async openStandby(state) {
      const standby = await openStandby({
        ...{ settingsPath, dataFolder: dataPath, clock, log, desktop: host, resting: true },
        failure: state.kind === "failed" ? state : undefined,
        onMended: () => void desktop?.startEngine(),
      });
      const { peer, source, stop } = standby;
      const findRecording = async () => ({ kind: "unknown" as const });
      const accept = (channel: Channel) => void peer.accept(channel, caller);
      return { accept, source, findRecording, openCalls: () => 0, stop };
    },
  };
}

async function runDesktop(): Promise<void> {
  const line = parseCommandLine(process.argv.slice(app.isPackaged ? 1 : 2), {
    program: "3cx-webhook",
    description: "Watches calls on a 3CX phone system and sends them as webhooks.",
    configure: (command) => command.option(hiddenArgument, "open in the tray, without a window"),
  });
  if (line.kind === "end") {
    (line.exitCode === 0 ? process.stdout : process.stderr).write(`${line.text}\n`);
    return app.exit(line.exitCode);
  }
  const dataPath = resolve(line.dataFolder ?? defaultDataFolder(surroundings()));
  const stateFolder = join(dataPath, "desktop");
  // Before anything asks for it: one instance for each data folder, and everything of it in one place.
  app.setPath("userData", stateFolder);
  app.setAppUserModelId("com.github.3cx-webhook");
  registerPageScheme();
  app.enableSandbox();
  holdPages();
  if (!allowOneInstance(() => desktop?.show())) return app.quit();

  await app.whenReady();
  const keyring = createKeyring();
  const host: DesktopHost = {
    startAndStop: {
      "program.start": async () => {
        await desktop?.startEngine();
        return {};
      },
      "program.stop": async () => {
        const stopped = await desktop?.stopEngine();
        return stopped === true ? {} : refuse("cancelled", "3CX Webhook goes on running.");
      },
    },
    sealed: createSealedText(keyring),
    secretsKept: keyring.available ? "os-keyring" : "until-quit",
    update: () => desktop?.update() ?? { state: "off", version: "", sentence: "" },
  };
  desktop = openDesktop({
    ...engineOf(line, dataPath, host),
    ...{ keyring, icon, version: programVersion, clock, log: log.child("desktop") },
    updater: openUpdater({ isPackaged: app.isPackaged, resources }, log.child("update")),
    kept: createKeptState(join(stateFolder, "desktop.json")),
    pageFolder: join(import.meta.dirname, "../renderer"),
    preload: join(import.meta.dirname, "../preload/preload.cjs"),
    hidden: line.own["hidden"] === true,
  });
}

void runDesktop();
