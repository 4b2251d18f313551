/**
 * The command `3cx-webhook worker`: delivers from the shared queue until it is told to stop. Returns the exit
 * code: 0 fine, 1 failure while running, 2 wrong use or settings.
 */
import { hostname } from "node:os";
import { createRealClock } from "./clock.ts";
import { isJournal, markedLog } from "./cli/journal.ts";
import { placesOf, type Places } from "./cli/places.ts";
import { createSystemd } from "./cli/systemd.ts";
import { tellLastWords } from "./last-words.ts";
import { createLogger, type RootLogger } from "./log.ts";
import { createMask } from "./program/log-mask.ts";
import { maskedAttempt } from "./program/masked-attempt.ts";
import { programVersion } from "./program-version.ts";
import { parseCommandLine } from "./settings/command-line.ts";
import { secretsOf } from "./settings/describe-settings.ts";
import { formatMistakes } from "./settings/format-mistakes.ts";
import { createSettingsFile } from "./settings/settings-file.ts";
import { surroundings } from "./store/default-data-folder.ts";
import { createWorkerStore } from "./store/postgres/worker-store.ts";
import { serverName } from "./store/postgres/words.ts";
import { untilSignal } from "./until-signal.ts";
import { createHttpSender } from "./webhooks/delivery/http-sender.ts";
import { secretsOfEndpoint } from "./webhooks/log/shown-request.ts";
import { createWorker } from "./worker/create-worker.ts";
import { boundYoungGeneration } from "./young-generation.ts";
import type { Settings } from "../src-shared/settings/settings.ts";

/** So long a lane of a worker that is gone stays where it is. */
const LEASE_MS = 15_000;
const FINISH_WITHIN_MS = 4000;

/** `args` are those behind the command's name. */
export async function runWorker(args: readonly string[]): Promise<0 | 1 | 2> {
  const line = parseCommandLine(args, {
    program: "3cx-webhook worker",
    description:
      "Delivers webhooks from the shared queue ([delivery] queue_url) to the receivers in its settings, beside other workers, until it is told to stop.",
  });
  if (line.kind === "end") return end(line.exitCode, line.text);
  const places = placesOf({ settings: line.settingsFile, data: line.dataFolder }, surroundings());
  const output = isJournal(process.env, 1) ? markedLog(process.stdout) : process.stdout;
  const log = createLogger({ level: "info", output });
  tellLastWords(log);
  return run(places, log, line.check);
}

async function run(places: Places, log: RootLogger, onlyCheck: boolean): Promise<0 | 1 | 2> {
  boundYoungGeneration();
  const clock = createRealClock();
  const secrets = new Set<string>();
  let mask = createMask([]);
  const file = createSettingsFile({
    path: places.settingsPath,
    mustExist: places.settingsNamed,
    env: process.env,
    clock,
    log: log.child("settings"),
    onSettings: apply,
    onMistakes: () => undefined,
  });
  const loaded = await file.load();
  if (!loaded.ok) return end(2, formatMistakes(loaded.mistakes));
  const { queueUrl: url } = loaded.settings.delivery;
  if (url === undefined) {
    return end(2, "A worker needs the address of the shared queue: set queue_url in [delivery].");
  }
  const { endpoints } = loaded.settings;
  if (endpoints.length === 0) {
    return end(
      2,
      "A worker needs receivers: add a section such as [endpoint.crm], the same as at the engines.",
    );
  }
  if (onlyCheck) return end(0, `No mistakes in the settings (${places.settingsPath}).`);

  // Two on one machine are told apart by their process.
  const name = `${hostname()}/${process.pid}`;
  const worker = createWorker({
    open: (onNews) => createWorkerStore({ url, name, version: programVersion, leaseMs: LEASE_MS, onNews }),
    leaseMs: LEASE_MS,
    ...{ clock, version: programVersion, random: Math.random, monotonicMs: () => performance.now() },
    log: log.child("worker"),
    sender: createHttpSender({}),
    // A receiver may repeat what it got, and the record goes to another machine.
    masked: (record) => maskedAttempt(record, mask),
  });

  function apply(settings: Settings): void {
    log.setLevel(settings.log.level);
    log.setSecrets(secretsOf(settings));
    // Those that were changed may still come back in an answer.
    for (const endpoint of settings.endpoints) {
      for (const secret of secretsOfEndpoint(endpoint)) secrets.add(secret);
    }
    mask = createMask([...secrets]);
    worker.apply(settings.endpoints);
  }

  apply(loaded.settings);
  worker.start();
  file.watch();
  const names = endpoints.map((endpoint) => endpoint.name).join(", ");
  log.info("A delivery worker runs.", {
    version: programVersion,
    queue: serverName(url),
    name,
    receivers: names,
  });
  const systemd = createSystemd({ env: process.env, clock });
  const first = `Delivers from ${serverName(url)}`;
  systemd.ready({ first, status: () => first, answers: async () => undefined });
  const signal = await untilSignal();
  systemd.stopping();
  log.info("The delivery worker stops.", { signal });
  await file.stop();
  await worker.stop(FINISH_WITHIN_MS);
  return 0;
}

function end(exitCode: 0 | 1 | 2, text: string): 0 | 1 | 2 {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}
