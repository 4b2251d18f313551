/** Every scenario of the simulator, on each side of every switch: the machine keeps what the scenario promises. */
import { describe, expect, it } from "vitest";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import type { SimSwitches, SwitchName } from "../../../src-main/simulator/model/switches.ts";
import { defaultSwitches, switchSides } from "../../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../src-main/simulator/scenarios/types.ts";
import { judge } from "../../../src-main/simulator/scenarios/verdict.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { receivedForm } from "./received-form.ts";
import { createWindow, type WindowOptions } from "./window-on-model.ts";

async function play(scenario: Scenario, switches: SimSwitches, options: WindowOptions = {}) {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 10, 22, 9) });
  const model = createPbxModel({ clock, switches, random: createSeededRandom(1) });
  const window = createWindow(model, clock, options);
  const player = createScenarioPlayer({ model, clock });
  const lastMs = scenario.steps.at(-1)?.atMs ?? 0;
  void player.play(scenario, { startInMs: 1500 });
  await clock.runFor(lastMs + 180_000);
  expect(window.openChains()).toBe(0);
  return window.events.flatMap(receivedForm);
}

function sides(): [string, SimSwitches][] {
  const all: [string, SimSwitches][] = [["the default switches", defaultSwitches]];
  // Nothing of a call depends on how it is recorded.
  const names = (Object.keys(switchSides) as SwitchName[]).filter((name) => !name.startsWith("recording"));
  for (const name of names) {
    for (const side of switchSides[name]) {
      if (side !== defaultSwitches[name]) all.push([`${name}=${side}`, { ...defaultSwitches, [name]: side }]);
    }
  }
  return all;
}

const named = scenarios.map((scenario) => [scenario.name, scenario] as const);

describe.each(sides())("with %s", (_name, switches) => {
  it.each(named)("%s", async (_title, scenario) => {
    const received = await play(scenario, switches);
    expect(judge(scenario.promise(switches), received, "exact").differences).toEqual([]);
  });
});

describe("with ActiveCalls two seconds late", () => {
  const visible: SimSwitches = { ...defaultSwitches, forwardedLeg: "visible", queuesMonitored: true };
  const both = [defaultSwitches, visible].flatMap((switches) =>
    named.map(([name, scenario]) => [name, scenario, switches] as const),
  );
  it.each(both)("%s", async (_name, scenario, switches) => {
    const received = await play(scenario, switches, { rowsLagMs: 2000 });
    expect(judge(scenario.promise(switches), received, "exact").differences).toEqual([]);
  });
});

describe("with internal calls switched on", () => {
  it.each(named)("%s", async (_title, scenario) => {
    const received = await play(scenario, defaultSwitches, { internalCalls: true });
    const promised = [...scenario.promise(defaultSwitches), ...scenario.promiseInternal(defaultSwitches)];
    expect(judge(promised, received, "exact").differences).toEqual([]);
  });
});

/** What one source alone cannot show, however it is read. */
const hidden: Record<string, Record<string, string>> = {
  "Call Control alone": {
    "ivr-missed": "nobody monitors the IVR",
    "queue-missed-waiting": "nobody monitors the queue",
    "transfer-to-queue": "the wait in the queue looks like the end of the call",
    "forward-answered": "the mobile's leg belongs to the trunk",
    "park-picked-up": "a parked call has no leg",
    "park-taken-back": "a parked call has no leg",
    "queue-callback": "nobody monitors the queue",
    "thirty-calls": "has some of the above",
  },
  "ActiveCalls alone": {
    "conference-host-leaves": "rows do not say who is in a conference",
    "thirty-calls": "has a conference",
  },
};

describe.each([
  ["Call Control alone", { activeCalls: false }],
  ["ActiveCalls alone", { callControl: false }],
])("from %s", (source, options) => {
  it.each(named)("%s", async (name, scenario) => {
    const received = await play(scenario, defaultSwitches, options);
    const { differences } = judge(scenario.promise(defaultSwitches), received, "lossy");
    if (hidden[source]?.[name] === undefined) expect(differences).toEqual([]);
    for (const chain of Map.groupBy(received, (event) => event.chainId).values()) {
      const ends = chain.filter((event) => event.event === "ended").map((event) => event.link);
      expect(ends).toEqual(ends.map((_, index) => (ends[0] ?? 0) + index));
      expect(chain.at(-1)?.event).toBe("ended");
    }
  });
});
