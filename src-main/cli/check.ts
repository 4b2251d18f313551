/** `3cx-webhook check`: the settings, and whether what they lead to is there and lets itself be used. */
import { join } from "node:path";
import { userInfo } from "node:os";
import type { HealthReport } from "../../src-shared/contract/health.ts";
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { createLogger } from "../log.ts";
import { checkEndpoint } from "../monitor/check-endpoint.ts";
import { climb, failed, fine } from "../monitor/check-ladder.ts";
import { checkPbx } from "../monitor/check-pbx.ts";
import { checkRecordings } from "../monitor/check-recordings.ts";
import { readRunningNote } from "../program/running-note.ts";
import { checkReport } from "../settings/command-line.ts";
import { unreadableFiles } from "../settings/named-files.ts";
import { askHealth } from "./ask-health.ts";
import { checkDataFolder } from "./check-data-folder.ts";
import { checkServer } from "./check-server.ts";
import { ladderLines } from "./ladder-words.ts";
import { openSettingsFile } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

/** 0: all of it works. 1: something does not. 2: the settings are mistaken; nothing else is tried then. */
export async function check(world: CommandWorld): Promise<ExitCode> {
  const { print, complain, places } = world;
  const loaded = await openSettingsFile(world).load();
  const report = checkReport(
    loaded,
    places.settingsPath,
    loaded.ok ? await unreadableFiles(loaded.settings) : [],
  );
  (report.exitCode === 0 ? print : complain)(report.text);
  if (!loaded.ok || report.exitCode !== 0) return 2;
  const ladders = await everything(world, loaded.settings);
  const bad = ladders.filter((each) => !each.ok).length;
  if (bad === 0) {
    print("Everything that was tried works.");
    return 0;
  }
  complain(`${bad} of ${ladders.length} do not work yet: see FAILED above, with what to do below it.`);
  return 1;
}

async function everything(world: CommandWorld, settings: Settings): Promise<Ladder[]> {
  const { clock, env, print, places } = world;
  const { signal } = new AbortController();
  const log = createLogger({ level: "error", output: { write: () => {} } });
  const ports = { clock, log, random: Math.random };
  const ladders: Ladder[] = [];
  const tell = (title: string, ladder: Ladder) => {
    ladders.push(ladder);
    print(ladderLines(title, ladder).join("\n"));
  };
  const running = await runningService(world);
  tell(`Data folder ${places.dataPath}`, await checkDataFolder(places.dataPath));
  tell("Own server, for the window and links", await checkServer(settings.server, running?.url));
  if (settings.pbx.url !== undefined)
    tell(
      `3CX at ${settings.pbx.url}`,
      running === undefined ? await checkPbx(settings.pbx, ports, signal) : await toldBy(running.report),
    );
  for (const endpoint of settings.endpoints)
    tell(`Receiver ${endpoint.name}`, await checkEndpoint(endpoint, { clock }, signal));
  const recordings = await checkRecordings(
    settings,
    {
      ...ports,
      environment: env,
      user: userName(),
      storageOf: ({ storage }) => storage ?? join(places.dataPath, "recordings"),
    },
    signal,
  );
  tell("Recordings", recordings);
  return ladders;
}

async function runningService({ places }: CommandWorld) {
  const { url } = readRunningNote(places.dataPath);
  const answer = url === undefined ? undefined : await askHealth(url);
  return url !== undefined && answer?.ok === true ? { url, report: answer.report } : undefined;
}

/**
 * 3CX keeps one access token for each client: signing in here would push a running service out for a
 * moment. So a service that is connected answers for it.
 */
function toldBy({ pbx }: HealthReport): Promise<Ladder> {
  const sentence = `The running service says: ${pbx.sentence}`;
  const works = pbx.state === "connected" || pbx.state === "degraded";
  const found = works ? fine(sentence) : failed(sentence, pbx.advice);
  return climb(
    [{ name: "reachable", find: () => ({ ...found, advice: pbx.advice }) }],
    new AbortController().signal,
  );
}

/** For advice on rights; an account without a name has none. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
