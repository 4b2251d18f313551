/**
 * The simulator in the window: scenarios on a phone system that is none, sent to a built-in receiver or to
 * the real endpoints. One run at a time, beside the real engine and without touching its calls.
 */
import { randomUUID } from "node:crypto";
import type { contract } from "../../../src-shared/contract/contract.ts";
import type { SimulationView } from "../../../src-shared/contract/snapshot.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { Handlers } from "../../../src-shared/rpc/handlers.ts";
import { refuse } from "../../../src-shared/rpc/rpc-error.ts";
import type { Settings } from "../../../src-shared/settings/settings.ts";
import { faultCatalogue } from "../../simulator/faults/catalogue.ts";
import { defaultSwitches } from "../../simulator/model/switches.ts";
import { scenarios } from "../../simulator/scenarios/catalogue.ts";
import { createSeededRandom } from "../../simulator/seeded-random.ts";
import { orderOf } from "./order.ts";
import { idleView } from "./progress.ts";
import { startRun, type Run } from "./run.ts";
import type { RunDeliveryPorts } from "./run-delivery.ts";

export interface SimulationOptions
  extends Pick<RunDeliveryPorts, "clock" | "newId" | "version" | "deliveryLog" | "ownServer"> {
  readonly logger: (room: string) => Logger;
  /** Those in force: real endpoints are taken from them. */
  readonly settings: () => Settings;
  /** `view()` has changed; five times a second at most. */
  readonly onChange: () => void;
}

export interface Simulation {
  view(): SimulationView;
  readonly handlers: Pick<Handlers<typeof contract>, `simulator.${"catalogue" | "run" | "stop"}`>;
  /** Ends a run; resolves when nothing of it listens or waits any more. */
  stop(): Promise<void>;
}

export function createSimulation(options: SimulationOptions): Simulation {
  const { settings, onChange, logger, deliveryLog, ownServer, clock, newId, version } = options;
  let run: Run | undefined;
  /** The last run is over, but for what it says. */
  let idle = true;

  async function stop(): Promise<void> {
    run?.stop();
    await run?.ended;
  }

  return {
    view: () => run?.progress.view() ?? idleView,
    stop,
    handlers: {
      "simulator.catalogue": () => catalogue,
      "simulator.run": (params) => {
        if (!idle) return refuse("not-allowed", "A simulation is running already; stop it first.");
        const ordered = orderOf(params, settings().endpoints);
        if (!ordered.ok) return refuse("bad-params", ordered.sentence);
        const { order } = ordered;
        const runId = randomUUID();
        const { timezone } = settings().pbx;
        idle = false;
        run = startRun({
          ...{ order, runId, onChange },
          delivery: {
            ...{ clock, newId, version, timezone, random: createSeededRandom(order.seed) },
            ...{ log: logger("simulation") },
            ...(deliveryLog === undefined ? {} : { deliveryLog }),
            ...(ownServer === undefined ? {} : { ownServer }),
          },
        });
        void run.ended.then(() => (idle = true));
        return { runId };
      },
      "simulator.stop": async () => {
        await stop();
        return {};
      },
    },
  };
}

const catalogue = {
  scenarios: scenarios.map(({ name, title, summary, steps, promise }) => ({
    ...{ name, title, summary, lengthMs: steps.at(-1)?.atMs ?? 0 },
    events: promise(defaultSwitches).flatMap(({ events }) =>
      events.map(({ event, user }) => `${event} ${user}`),
    ),
  })),
  faults: faultCatalogue.map(({ name, title, summary, lossy }) => ({ name, title, summary, lossy })),
};
