/** A simulated PBX, a receiver, and engines that come and go while calls are made; in virtual time. */
import { randomFillSync } from "node:crypto";
import { createEngine, type Engine } from "../../src-main/engine.ts";
import { settingsOf } from "../../src-main/demo/stage.ts";
import { createMemoryCallStore } from "../../src-main/history/memory-call-store.ts";
import { createMemoryReconcileStore } from "../../src-main/reconcile/memory-reconcile-store.ts";
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { scenarios } from "../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../src-main/simulator/scenarios/player.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { createEventIds } from "../../src-main/webhooks/event-ids.ts";
import { createMemoryOutbox } from "../../src-main/webhooks/memory-outbox.ts";

export const day = "2026-01-15";
const startMs = Date.UTC(2026, 0, 15, 9, 0, 0);
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clientId = "webhook";
const minuteMs = 60_000;

export async function createReconcileWorld(seed: number, extra: readonly string[] = []) {
  const clock = createVirtualClock({ startMs });
  const random = createSeededRandom(seed);
  const model = createPbxModel({ clock, random, switches: {} });
  const clients = [{ clientId, secret: "secret", monitored: model.dns().map(({ dn }) => dn) }];
  const simulator = createSimulator({ model, clock, random, clients, faults: [], onDrop: model.drop });
  const receiver = createReceiver({ clock });
  const player = createScenarioPlayer({ model, clock });
  const [{ url: pbx }, { url: crm }] = [await simulator.start(), await receiver.start()];
  const callStore = createMemoryCallStore();
  const reconcileStore = createMemoryReconcileStore();
  const settings = settingsOf(
    [
      ...["[pbx]", `url = ${pbx}`, `client_id = ${clientId}`, "client_secret = secret", "timezone = UTC"],
      ...["[endpoint.native]", `url = ${crm}/native`, "dialect = native", ...extra],
    ].join("\n"),
  );
  let engine: Engine | undefined;

  async function settle(): Promise<void> {
    for (let quiet = 0, round = 0; quiet < 3 && round < 5000; round++) {
      await simulator.barrier();
      await new Promise((resolve) => setImmediate(resolve));
      const delayed = simulator.waiting() + receiver.waiting();
      const busy = simulator.inFlight() + receiver.inFlight() > delayed || (engine?.busy() ?? 0) > delayed;
      quiet = busy ? 0 : quiet + 1;
    }
  }

  return {
    receiver,
    model,
    /** One that knows of no call before: what was under way is lost with it. */
    async startEngine() {
      engine = createEngine({
        ...{ settings, clock, random, callStore, reconcileStore, logger: () => silent, version: "0" },
        newId: createEventIds(randomFillSync),
        outbox: createMemoryOutbox(),
      });
      const started = engine;
      await started.start();
      await clock.runUntil(() => started.pbxState().overall === "connected", 3 * minuteMs, settle);
    },
    async stopEngine() {
      await engine?.stop();
      engine = undefined;
      await clock.runFor(5 * minuteMs, settle);
    },
    async play(names: readonly string[]) {
      for (const name of names) {
        const scenario = scenarios.find((each) => each.name === name);
        if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
        let over = false;
        void player.play(scenario, { startInMs: 1000 }).then(() => (over = true));
        await clock.runUntil(() => over && model.underWay().length === 0, 20 * minuteMs, settle);
        await clock.runFor(2 * minuteMs, settle);
      }
    },
    setFaults: (faults: readonly FaultName[]) => simulator.setFaults(faults),
    async reconcile(begin: (room: NonNullable<Engine["reconcile"]>) => unknown) {
      const room = engine?.reconcile;
      if (room === undefined) throw new Error("No engine with reconciliation runs.");
      begin(room);
      await clock.runUntil(() => room.state().running === undefined, 10 * minuteMs, settle);
      await clock.runFor(minuteMs, settle);
      return room.state();
    },
    async stop() {
      player.stop();
      await engine?.stop();
      await simulator.stop();
      await receiver.stop();
    },
  };
}
