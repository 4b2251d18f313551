/**
 * The whole product on one machine: a simulated PBX, the engine, and a receiver that takes what a CRM
 * would get. The demo shows it, tests and benchmarks play on it.
 */
import { randomFillSync } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings, Settings } from "../../src-shared/settings/settings.ts";
import { createEngine, type Engine } from "../engine.ts";
import { createMemoryCallStore } from "../history/memory-call-store.ts";
import { programVersion } from "../program-version.ts";
import { createMemoryReconcileStore } from "../reconcile/memory-reconcile-store.ts";
import { readSettings } from "../settings/read-settings.ts";
import type { FaultName } from "../simulator/faults/fault-name.ts";
import { createPbxModel, type SimPbx } from "../simulator/model/pbx-model.ts";
import type { SimSwitches } from "../simulator/model/switches.ts";
import { createReceiver, type Receiver } from "../simulator/receiver.ts";
import { createScenarioPlayer, type ScenarioPlayer } from "../simulator/scenarios/player.ts";
import { createSeededRandom } from "../simulator/seeded-random.ts";
import { createSimulator, type Simulator } from "../simulator/simulator.ts";
import { createMemoryOutbox } from "../webhooks/memory-outbox.ts";
import { createEventIds } from "../webhooks/event-ids.ts";
import { createStageRecordings, type StageRecordingsOptions } from "./stage-recordings.ts";

export interface StageOptions {
  readonly clock: Clock;
  readonly seed?: number;
  readonly faults?: readonly FaultName[];
  readonly switches?: Partial<SimSwitches>;
  /** Which extensions the API client may monitor; default: all the PBX has. */
  readonly monitored?: readonly string[];
  readonly internalCalls?: boolean;
  /** The PBX's recordings are converted, served and sent, too; default: they are left alone. */
  readonly recordings?: boolean;
  /** See `StageRecordingsOptions`. */
  readonly statfs?: StageRecordingsOptions["statfs"];
  /** Calls are kept, so that they can be held against the PBX's log; default: no. */
  readonly reconcile?: boolean;
  /** Called once for each room; default: nobody listens. */
  readonly logger?: (room: string) => Logger;
  /** Replaces the two endpoints that are described at `endpointsFor`. */
  readonly endpoints?: (receiverUrl: string) => readonly EndpointSettings[];
}

export interface Stage {
  readonly model: SimPbx;
  readonly simulator: Simulator;
  readonly player: ScenarioPlayer;
  readonly engine: Engine;
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Steps that found their call gone, because the PBX was restarted. */
  undoneSteps(): number;
  /** Resolves when everything set going at this instant has come to rest; for a virtual clock. */
  settle(): Promise<void>;
}

const client = { clientId: "webhook", secret: "simulator" } as const;
/** Rounds without any sign of work before things count as at rest. */
const QUIET_ROUNDS = 3;
/** A bound for a settling that never comes to rest, in rounds of the event loop. */
const MOST_ROUNDS = 20_000;

/** Starts nothing yet, except that the ports are known after `start`. */
export async function createStage(options: StageOptions): Promise<Stage> {
  const { clock, seed = 1 } = options;
  const random = createSeededRandom(seed);
  const model = createPbxModel({ clock, random, switches: options.switches ?? {} });
  const simulator = createSimulator({
    model,
    clock,
    random,
    clients: [{ ...client, monitored: options.monitored ?? model.dns().map(({ dn }) => dn) }],
    faults: options.faults ?? [],
    onDrop: model.drop,
  });
  const receiver = createReceiver({ clock });
  const { url: pbxUrl } = await simulator.start();
  const { url: receiverUrl } = await receiver.start();
  const plain = stageSettings(pbxUrl, (options.endpoints ?? endpointsFor)(receiverUrl), options);
  const logger = options.logger ?? (() => silent);
  const newId = createEventIds(randomFillSync);
  const recordings =
    options.recordings === true
      ? createStageRecordings({
          ...{ model, clock, settings: plain, newId, log: logger("recordings") },
          ...(options.statfs === undefined ? {} : { statfs: options.statfs }),
        })
      : undefined;
  const settings = recordings?.settings ?? plain;
  const engine = createEngine({
    settings,
    clock,
    random,
    newId,
    logger,
    outbox: createMemoryOutbox(),
    ...(options.reconcile === true
      ? { callStore: createMemoryCallStore(), reconcileStore: createMemoryReconcileStore() }
      : {}),
    version: programVersion,
    ...(recordings === undefined ? {} : { recordings: recordings.build }),
  });
  let undone = 0;
  const player = createScenarioPlayer({
    model,
    clock,
    onStep: (_step, outcome) => {
      if (!outcome.done) undone += 1;
    },
  });

  /** Work that ends without the clock: what the servers still handle, and what the engine has under way. */
  function busy(): boolean {
    const delayed = simulator.waiting() + receiver.waiting();
    return simulator.inFlight() + receiver.inFlight() > delayed || engine.busy() > delayed;
  }

  return {
    model,
    simulator,
    player,
    engine,
    receiver,
    async start() {
      await recordings?.start(engine);
      await engine.start();
    },
    undoneSteps: () => undone,
    async stop() {
      player.stop();
      await engine.stop();
      await simulator.stop();
      await receiver.stop();
      await recordings?.stop();
    },
    async settle() {
      let quiet = 0;
      for (let round = 0; quiet < QUIET_ROUNDS && round < MOST_ROUNDS; round++) {
        await simulator.barrier();
        // ffmpeg takes what nobody else wants: whoever waits for it must not turn in circles meanwhile.
        if ((engine.recordings?.busy() ?? 0) > 0) await sleep(1);
        else await new Promise((resolve) => setImmediate(resolve));
        quiet = busy() ? 0 : quiet + 1;
      }
    },
  };
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function stageSettings(
  pbxUrl: string,
  endpoints: readonly EndpointSettings[],
  { internalCalls }: StageOptions,
): Settings {
  const defaults = defaultSettings();
  const pbx = {
    ...defaults.pbx,
    url: pbxUrl,
    clientId: client.clientId,
    clientSecret: client.secret,
    internalCalls: internalCalls ?? false,
  };
  return { ...defaults, pbx, endpoints };
}

/** `crm` gets what the old products sent, `native` what a new receiver would ask for. */
function endpointsFor(receiverUrl: string): readonly EndpointSettings[] {
  const text = [
    "[endpoint.crm]",
    `url = ${receiverUrl}/crm`,
    "[endpoint.native]",
    `url = ${receiverUrl}/native`,
    "dialect = native",
  ].join("\n");
  return settingsOf(text).endpoints;
}

function defaultSettings(): Settings {
  return settingsOf("");
}

/** The settings of a text that is known to be right. */
export function settingsOf(text: string): Settings {
  const result = readSettings(text, { fileName: "stage.ini", env: {} });
  if (!result.ok) throw new Error(result.mistakes.map(({ message }) => message).join("\n"));
  return result.settings;
}
