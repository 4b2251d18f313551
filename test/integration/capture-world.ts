/** A simulated PBX, somebody who follows it, and a capture of both, on one clock that waits until all are at rest. */
import { createCapture } from "../../src-main/capture/create-capture.ts";
import type { CaptureSink } from "../../src-main/capture/types.ts";
import { followCalls } from "../../src-main/program/follow-calls.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createScenarioPlayer } from "../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../src-main/simulator/scenarios/types.ts";
import type { SimSwitches } from "../../src-main/simulator/model/switches.ts";
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";

const quietLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface CapturedOptions {
  readonly switches?: Partial<SimSwitches>;
  readonly faults?: readonly FaultName[];
  readonly afterwardsMs?: number;
  readonly largestBytes?: number;
  readonly sink?: CaptureSink;
}

export const secret = "s3cret-of-the-pbx";

/** Plays the scenarios one after the other and gives the file of the capture. */
export async function captureOf(scenarios: readonly Scenario[], options: CapturedOptions = {}) {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 0, 5, 9) });
  const random = createSeededRandom(7);
  const model = createPbxModel({
    clock,
    random,
    ...(options.switches ? { switches: options.switches } : {}),
  });
  const monitored = model.dns().flatMap(({ dn, type }) => (type === "Wextension" ? [dn] : []));
  const clients = [{ clientId: "webhook", secret, monitored }];
  const { faults = [] } = options;
  const simulator = createSimulator({ clock, random, model, clients, faults });
  const { url } = await simulator.start();
  const pbxSettings = {
    timezone: "Europe/Berlin",
    internalCalls: true,
    numbers: "digits",
    activeCallsPollS: 1,
  } as const;
  let file = "";
  const inMemory = {
    write: (line: string) => void (file += line),
    failure: () => undefined,
    close: async () => {},
  };
  const capture = createCapture({
    ...{ clock, sink: options.sink ?? inMemory, key: new Uint8Array(32).fill(5), forMs: 3_600_000 },
    ...(options.largestBytes === undefined ? {} : { largestBytes: options.largestBytes }),
    header: { program: "0.0.0", openCalls: 0, sources: {}, settings: pbxSettings },
  });
  const events: CallEvent[] = [];
  const engine = followCalls({
    settings: {
      ...pbxSettings,
      url,
      clientId: "webhook",
      clientSecret: secret,
      caFile: undefined,
      allowSelfSigned: false,
    },
    ...{ clock, random, log: quietLog, tap: () => capture.tap },
    onObservation: capture.observation,
    onEvent: (event) => {
      events.push(event);
      capture.event(event);
    },
  });
  engine.start();
  const atRest = () => engine.busy() <= simulator.waiting() && simulator.inFlight() <= simulator.waiting();
  const settle = async () => {
    for (let turn = 0, calm = 0; calm < 2 && turn < 20_000; turn++) {
      await simulator.barrier();
      await new Promise((resolve) => setImmediate(resolve));
      calm = atRest() ? calm + 1 : 0;
    }
  };
  await clock.runFor(1_237, settle);
  for (const scenario of scenarios) {
    let over = false;
    void createScenarioPlayer({ model, clock })
      .play(scenario)
      .then(() => {
        over = true;
      });
    await clock.runUntil(() => over, 600_000, settle);
    await clock.runFor(options.afterwardsMs ?? 40_000, settle);
  }
  await capture.stop();
  await engine.stop();
  await simulator.stop();
  return { file, events, progress: capture.progress() };
}
