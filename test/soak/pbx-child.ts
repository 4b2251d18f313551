/** The simulated PBX of a soak, in a process of its own. Arguments: seed, recordings folder, file of what was recorded. */
import { createRealClock } from "../../src-main/clock.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { findScenario } from "../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../src-main/simulator/scenarios/player.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { startSideOutputs } from "../../src-main/simulator/side-outputs.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { appendLine, serviceNames } from "./journal.ts";
import type { FromPbx, ToPbx } from "./messages.ts";

const [seed = "1", recordingsFolder = "", recordedPath = ""] = process.argv.slice(2);
const clock = createRealClock();
const random = createSeededRandom(Number(seed));
const model = createPbxModel({ clock, random });
const monitored = model.dns().map(({ dn }) => dn);
// With one client for both, each new token of one would take the other's away.
const clients = serviceNames.map((clientId) => ({ clientId, secret: "soak", monitored }));
const simulator = createSimulator({ model, clock, random, clients, onDrop: model.drop });
const tell = (message: FromPbx) => process.send?.(message);

async function play({ index, scenario: name, suffix }: Extract<ToPbx, { type: "play" }>): Promise<void> {
  const found = findScenario(name);
  if (!found.found) throw new Error(found.message);
  let undone = 0;
  const player = createScenarioPlayer({
    // A label of its own for each playing: all of them share the model.
    model: {
      perform: (action, overrides) =>
        model.perform({ ...action, call: `${index}/${action.call}` }, overrides),
    },
    clock,
    onStep: (_step, outcome) => {
      if (!outcome.done) undone += 1;
    },
  });
  await player.play(found.scenario, { callerSuffix: suffix });
  tell({ type: "played", index, undone });
}

let told = 0;
setInterval(() => {
  const recorded = model.recorded();
  for (const recording of recorded.slice(told)) appendLine(recordedPath, recording);
  told = recorded.length;
}, 1000);

process.on("message", (message: ToPbx) => {
  switch (message.type) {
    case "play":
      void play(message);
      return;
    case "faults":
      simulator.setFaults(message.names);
      return;
    case "restart":
      simulator.restartPbx();
      return;
    case "drop-sockets":
      simulator.dropSockets();
      return;
    default: {
      const _never: never = message;
      return _never;
    }
  }
});
process.on("disconnect", () => process.exit());
const { url } = await simulator.start();
await startSideOutputs({ model, clock, recordingsFolder });
tell({ type: "ready", url });
