/** A simulated 3CX and a receiver, as scripts need them that try the program from outside. Nothing is started yet. */
import { createRealClock } from "../../src-main/clock.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";

export function createSimulated3cx() {
  const clock = createRealClock();
  const model = createPbxModel({ clock, random: createSeededRandom(1) });
  const simulator = createSimulator({
    ...{ model, clock, random: createSeededRandom(1), tls: false },
    clients: [{ clientId: "webhook", secret: "simulator", monitored: model.dns().map(({ dn }) => dn) }],
  });
  return { clock, model, simulator, receiver: createReceiver({ clock }) };
}
