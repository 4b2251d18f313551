/**
 * The PBX is restarted amid a call, and while that call waits for the log, the next ones get its callid. Each of them
 * is watched from its begin, so each is told as it was.
 */
import { describe, expect, it } from "vitest";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import type { SimSwitches } from "../../../src-main/simulator/model/switches.ts";
import { defaultSwitches } from "../../../src-main/simulator/model/switches.ts";
import { findScenario, scenarios } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../src-main/simulator/scenarios/types.ts";
import { judge } from "../../../src-main/simulator/scenarios/verdict.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { allFaults } from "../../faults/selection.ts";
import { receivedForm } from "./received-form.ts";
import { createWindow, type FirstHeard } from "./window-on-model.ts";

/** What the PBX's restart cuts off, and when: a call in each of its states. */
const cutOff = [
  { name: "inbound-answered", atMs: 2000 },
  { name: "inbound-answered", atMs: 8000 },
  { name: "outbound-answered", atMs: 8000 },
  { name: "ivr-queue-answered", atMs: 9000 },
  { name: "park-picked-up", atMs: 12_000 },
  { name: "attended-transfer-first-call", atMs: 14_000 },
] as const;
const downMs = 3000;
/** Calls before the one that is cut off: it has the callid that the later call, or its consultation, gets. */
const callsBefore = [0, 1, 2];
const suffix = "000001";
const others: SimSwitches = {
  ...defaultSwitches,
  ...{ queuesMonitored: true, forwardedLeg: "visible", queueRows: "with-agents", pickUpCallId: "new" },
};

interface Story {
  readonly next: Scenario;
  readonly cut: (typeof cutOff)[number];
  readonly before: number;
  readonly nextInMs: number;
  readonly first: FirstHeard;
  readonly switches: SimSwitches;
}

async function play({ next, cut, before, nextInMs, first, switches }: Story) {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 10, 22, 9) });
  const model = createPbxModel({ clock, switches, random: createSeededRandom(1) });
  const window = createWindow(model, clock, { logAfterMs: 40_000 });
  const start = (scenario: Scenario, label: string, startInMs: number, callerSuffix?: string) => {
    const player = createScenarioPlayer({
      model: {
        perform: (action, overrides) =>
          model.perform({ ...action, call: `${label}/${action.call}` }, overrides),
      },
      clock,
    });
    void player.play(scenario, { startInMs, ...(callerSuffix === undefined ? {} : { callerSuffix }) });
  };
  const known = (name: string): Scenario => {
    const found = findScenario(name);
    if (!found.found) throw new Error(found.message);
    return found.scenario;
  };
  for (let n = 0; n < before; n++)
    start(known("inbound-missed"), `before ${n}`, 100, `9${n}`.padStart(6, "0"));
  start(known(cut.name), "cut", 1500, suffix);
  const restartMs = 1500 + cut.atMs;
  clock.after(restartMs, () => window.restartPbx(downMs, first));
  start(next, "next", restartMs + downMs + nextInMs);
  await clock.runFor(restartMs + downMs + nextInMs + (next.steps.at(-1)?.atMs ?? 0) + 120_000);
  return { open: window.openChains(), received: window.events.flatMap(receivedForm) };
}

async function differencesOf(story: Story): Promise<string[]> {
  const { open, received } = await play(story);
  const own = received.filter(({ callerId }) => !/0000(01|9\d)$/.test(callerId));
  const differences = [...judge(story.next.promise(story.switches), own, "exact").differences];
  if (open > 0) differences.push(`${open} chains never ended`);
  const { cut, before, nextInMs } = story;
  return differences.map(
    (each) =>
      `${cut.name} cut off at ${cut.atMs} ms, ${before} calls before it, next in ${nextInMs}: ${each}`,
  );
}

/** Whose calls can be told from the one that was cut off by their outside number. */
const nextCalls = scenarios.filter(({ name, promise }) => {
  const chains = promise(defaultSwitches);
  const isCall = !name.startsWith("recording") && name !== "thirty-calls";
  return isCall && chains.length > 0 && chains.every(({ callerId }) => callerId !== "");
});

describe.each([
  ["the default switches", defaultSwitches],
  ["others", others],
])("with %s", (_switches, switches) => {
  describe.each(["legs", "rows"] as const)("the %s are heard first", (first) => {
    it.each(nextCalls.map((scenario) => [scenario.name, scenario] as const))("%s", async (_name, next) => {
      const wrong: string[] = [];
      for (const cut of cutOff)
        for (const before of callsBefore)
          for (const nextInMs of allFaults ? [2600, 3100, 9300] : [3100])
            wrong.push(...(await differencesOf({ next, cut, before, nextInMs, first, switches })));
      expect(wrong).toEqual([]);
    });
  });
});
