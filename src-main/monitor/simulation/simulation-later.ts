/**
 * The simulator in the window, loaded when a window asks for it first: with it come a whole phone system and
 * all scenarios, which would lie in the memory of a service that runs for months without.
 */
import type { Simulation, SimulationOptions } from "./create-simulation.ts";
import { idleView } from "./progress.ts";

/** Like `createSimulation`. A file that cannot be loaded fails the question that needed it. */
export function createSimulationLater(options: SimulationOptions): Simulation {
  let loading: Promise<Simulation> | undefined;
  let loaded: Simulation | undefined;
  /** The newest question: a run that it begins while the program stops must be seen, and stopped too. */
  let asked: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Simulation> {
    const { createSimulation } = await import("./create-simulation.ts");
    loaded = createSimulation(options);
    return loaded;
  }

  function ask<Answer>(
    question: (handlers: Simulation["handlers"]) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    loading ??= load();
    const answer = loading.then(({ handlers }) => question(handlers));
    asked = answer.catch(() => undefined);
    return answer;
  }

  return {
    view: () => loaded?.view() ?? idleView,
    async stop() {
      await asked;
      await loaded?.stop();
    },
    handlers: {
      "simulator.catalogue": (...call) => ask((handlers) => handlers["simulator.catalogue"](...call)),
      "simulator.run": (...call) => ask((handlers) => handlers["simulator.run"](...call)),
      "simulator.stop": (...call) => ask((handlers) => handlers["simulator.stop"](...call)),
    },
  };
}
