/**
 * The demo's loop on the whole program: a simulated PBX, a receiver, and between them what an administrator
 * would install, with its window, its files and its recordings in a folder that is gone with the demo.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { buildPage } from "../../scripts/build/page.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import { createLogger } from "../log.ts";
import { startProgram, type Program } from "../program.ts";
import type { FaultName } from "../simulator/faults/fault-name.ts";
import { createPbxModel } from "../simulator/model/pbx-model.ts";
import type { SimSwitches } from "../simulator/model/switches.ts";
import { createReceiver } from "../simulator/receiver.ts";
import { createScenarioPlayer, type ScenarioPlayer } from "../simulator/scenarios/player.ts";
import { createSeededRandom } from "../simulator/seeded-random.ts";
import { startSideOutputs } from "../simulator/side-outputs.ts";
import { createSimulator } from "../simulator/simulator.ts";

export interface WholeProgramOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly faults: readonly FaultName[];
  readonly switches: Partial<SimSwitches>;
  /** Whether the window's page is wanted; building it takes some seconds the first time. */
  readonly window: boolean;
}

export interface WholeProgram {
  readonly player: ScenarioPlayer;
  readonly program: Program;
  /** The window in a browser; `undefined` without a page. */
  readonly windowUrl: string | undefined;
  /** Why there is no page although one was wanted. */
  readonly pageProblem: string | undefined;
  stop(): Promise<void>;
}

const client = { clientId: "webhook", secret: "simulator" } as const;

/** Rejects with a sentence when something on this machine is in the way. */
export async function startWholeProgram(options: WholeProgramOptions): Promise<WholeProgram> {
  const { clock, seed, faults } = options;
  const random = createSeededRandom(seed);
  const model = createPbxModel({ clock, random, switches: options.switches });
  const monitored = model.dns().map(({ dn }) => dn);
  const clients = [{ ...client, monitored }];
  const simulator = createSimulator({ model, clock, random, clients, faults, onDrop: model.drop });
  const receiver = createReceiver({ clock });
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-demo-"));
  const recordingsFolder = join(folder, "pbx-recordings");
  const settingsPath = join(folder, "settings.ini");
  const [pbx, crm] = [await simulator.start(), await receiver.start()];
  mkdirSync(recordingsFolder);
  writeFileSync(settingsPath, settingsText(pbx.url, crm.url, recordingsFolder), { mode: 0o600 });
  const pageProblem = options.window ? await page() : undefined;
  const stopWriting = await startSideOutputs({ model, clock, recordingsFolder });

  async function stopAround(): Promise<void> {
    await stopWriting();
    await simulator.stop();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  const started = await startProgram({
    ...{ kind: "demo", settingsPath, dataPath: join(folder, "data"), clock },
    log: createLogger({ level: "error", output: process.stderr }),
  });
  if (!started.ok) {
    await stopAround();
    throw new Error(started.text);
  }
  const { program } = started;
  return {
    player: createScenarioPlayer({ model, clock }),
    program,
    pageProblem,
    windowUrl: options.window && pageProblem === undefined ? `${program.url}/monitor/` : undefined,
    async stop() {
      await program.stop();
      await stopAround();
    },
  };
}

/** Calls and webhooks are worth seeing without a window, too. */
async function page(): Promise<string | undefined> {
  try {
    await buildPage();
    return undefined;
  } catch (error) {
    // The bundler colours its messages.
    return stripVTControlCharacters(reasonOf(error));
  }
}

/** `crm` gets what the old products sent, `native` what a new receiver would ask for. */
function settingsText(pbxUrl: string, receiverUrl: string, recordingsFolder: string): string {
  return [
    "; Settings of the demo. They are gone when it ends.",
    "[pbx]",
    `url = ${pbxUrl}`,
    `client_id = ${client.clientId}`,
    `client_secret = ${client.secret}`,
    "; The simulated PBX writes the names of recordings in this time.",
    "timezone = UTC",
    "",
    "[endpoint.crm]",
    `url = ${receiverUrl}/crm`,
    "",
    "[endpoint.native]",
    `url = ${receiverUrl}/native`,
    "dialect = native",
    "",
    "[recordings]",
    `folder = ${recordingsFolder}`,
    "",
    "[server]",
    "port = 0",
    "",
    "; What happens is shown by the demo itself.",
    "[log]",
    "level = error",
    "",
  ].join("\n");
}
