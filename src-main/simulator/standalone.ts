/** Runs a simulated PBX by itself: says how to reach it, plays what was asked for and stays until told to end. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { codeOf, reasonOf } from "../../src-shared/thrown.ts";
import { selfSigned } from "./certificate.ts";
import type { SimulatorCommand } from "./command-line.ts";
import { createPbxModel } from "./model/pbx-model.ts";
import { createScenarioPlayer, type ScenarioPlayer } from "./scenarios/player.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { startSideOutputs } from "./side-outputs.ts";
import { createSimulator, type Simulator } from "./simulator.ts";

/** Not secret: nothing but this simulator accepts it. */
const client = { clientId: "webhook", secret: "simulator" } as const;
/** Between a program's first question and the first scenario, and between two scenarios. */
const pauseMs = 5_000;
/** How often it is looked whether a program has asked something. */
const lookEveryMs = 250;

export interface StandalonePorts {
  readonly clock: Clock;
  readonly print: (text: string) => void;
  readonly untilEnd: Promise<unknown>;
}

/** Resolves with the exit code. */
export async function runStandalone(command: SimulatorCommand, ports: StandalonePorts): Promise<0 | 1> {
  const { clock, print, untilEnd } = ports;
  const random = createSeededRandom(command.seed);
  const model = createPbxModel({ clock, random, switches: command.switches });
  const monitored = model.dns().map((entry) => entry.dn);
  const simulator = createSimulator({
    model,
    clock,
    random,
    port: command.port,
    tls: command.https && (await selfSigned()),
    clients: [{ ...client, monitored }],
    faults: command.faults,
    onDrop: model.drop,
  });
  const { cdr, recordingsFolder } = command;
  let stopOutputs = async () => {};
  try {
    const { url } = await simulator.start();
    stopOutputs = await startSideOutputs({
      model,
      clock,
      ...(cdr ? { cdr } : {}),
      ...(recordingsFolder === undefined ? {} : { recordingsFolder }),
    });
    print(settingsFor(url, command.https));
  } catch (error) {
    print(startFailure(error, command.port));
    await simulator.stop();
    return 1;
  }
  const player = createScenarioPlayer({ model, clock });
  const end = new AbortController();
  void playAll({ command, simulator, player, clock, print, end: end.signal });
  await untilEnd;
  end.abort();
  player.stop();
  await stopOutputs();
  await simulator.stop();
  return 0;
}

interface Playing {
  readonly command: SimulatorCommand;
  readonly simulator: Pick<Simulator, "stats">;
  readonly player: ScenarioPlayer;
  readonly clock: Clock;
  readonly print: (text: string) => void;
  readonly end: AbortSignal;
}

/** Side outputs are listened to without a question; otherwise calls that nobody watches would be wasted. */
async function playAll({ command, simulator, player, clock, print, end }: Playing): Promise<void> {
  const { scenarios, speed, cdr, recordingsFolder } = command;
  if (scenarios.length === 0) return;
  let startInMs = pauseMs;
  if (cdr === undefined && recordingsFolder === undefined) {
    print("Calls begin as soon as a program connects.");
    await firstQuestion(simulator, clock, end);
    startInMs *= Math.max(1, speed);
  }
  for (const scenario of scenarios) {
    if (end.aborted) return;
    print(`Next: ${scenario.name}: ${scenario.title}`);
    await player.play(scenario, { startInMs });
    startInMs = pauseMs;
  }
  if (!end.aborted) print("All scenarios are played. The simulator stays until you press Ctrl+C.");
}

function firstQuestion(simulator: Pick<Simulator, "stats">, clock: Clock, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let cancelLook = (): void => undefined;
    const look = (): void => {
      if (simulator.stats().requests > 0) return resolve();
      cancelLook = clock.after(lookEveryMs, look);
    };
    end.addEventListener("abort", () => {
      cancelLook();
      resolve();
    });
    look();
  });
}

function settingsFor(url: string, https: boolean): string {
  return [
    "The simulated PBX listens. Settings for it:",
    "",
    "[pbx]",
    `url = ${url}`,
    `client_id = ${client.clientId}`,
    `client_secret = ${client.secret}`,
    ...(https ? ["allow_self_signed = yes"] : []),
    "",
  ].join("\n");
}

function startFailure(error: unknown, port: number): string {
  if (codeOf(error) === "EADDRINUSE")
    return `Port ${port} is in use by another program. Choose another one with --port.`;
  return `The simulator cannot listen on port ${port}: ${reasonOf(error)}`;
}
