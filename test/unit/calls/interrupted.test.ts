/** A program that is killed, or gets no processor for a while, in each phase of every scenario. */
import { describe, expect, it } from "vitest";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import type { SimSwitches } from "../../../src-main/simulator/model/switches.ts";
import { defaultSwitches } from "../../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../src-main/simulator/scenarios/types.ts";
import { judge } from "../../../src-main/simulator/scenarios/verdict.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { allFaults } from "../../faults/selection.ts";
import { receivedForm } from "./received-form.ts";
import { createWindow, type FirstHeard } from "./window-on-model.ts";

interface Interruption {
  readonly how: "kill" | "standStill";
  readonly atMs: number;
  readonly forMs: number;
  /** What is heard first afterwards. */
  readonly first: FirstHeard;
}

const startInMs = 1500;
/** `npm run test:faults` takes four times as many moments. */
const everyMs = allFaults ? 500 : 2000;

/** What was not watched cannot be told as it was: a phone that rings for a transfer looks like one that rings for the caller. */
const looksOtherwise: ReadonlySet<string> = new Set(["blind-transfer-missed", "park-picked-up"]);
/** Answered, parked and fetched under another callid, all of it unwatched: it looks like a caller who tried again. */
const ambiguous: ReadonlySet<string> = new Set(["park-picked-up", "park-taken-back"]);

async function play(scenario: Scenario, switches: SimSwitches, interruption: Interruption) {
  const { how, atMs, forMs, first } = interruption;
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 10, 22, 9) });
  const model = createPbxModel({ clock, switches, random: createSeededRandom(1) });
  const window = createWindow(model, clock, { logAfterMs: 15_000 });
  void createScenarioPlayer({ model, clock }).play(scenario, { startInMs });
  clock.after(atMs, () => window[how](forMs, first));
  await clock.runFor(lastMs(scenario) + forMs + 300_000);
  return { open: window.openChains(), received: window.events.flatMap(receivedForm) };
}

function lastMs({ steps }: Scenario): number {
  return startInMs + (steps.at(-1)?.atMs ?? 0);
}

async function differencesOf(scenario: Scenario, switches: SimSwitches, interruption: Interruption) {
  const { open, received } = await play(scenario, switches, interruption);
  const promised = scenario.promise(switches);
  const chains = new Set(received.map(({ chainId }) => chainId)).size;
  const differences = judge(promised, received, "lossy").differences.filter(
    (each) => !looksOtherwise.has(scenario.name) || !each.includes("out of place"),
  );
  if (open > 0) differences.push(`${open} chains never ended`);
  if (chains !== promised.length) differences.push(`${chains} chains of ${promised.length}`);
  return differences.map(
    (each) => `${interruption.how} at ${interruption.atMs} for ${interruption.forMs} ms: ${each}`,
  );
}

function momentsOf(scenario: Scenario): number[] {
  const moments: number[] = [];
  for (let atMs = startInMs + 250; atMs < lastMs(scenario) + 2000; atMs += everyMs) moments.push(atMs);
  return moments;
}

const ways = [
  ...[400, 3000, 9000].map((forMs) => ({ how: "kill", forMs }) as const),
  ...[3500, 9000, 30_000].map((forMs) => ({ how: "standStill", forMs }) as const),
];
/** How recordings are written changes no call, and thirty calls are what the others are. */
const interrupted = scenarios.filter(({ name }) => !name.startsWith("recording") && name !== "thirty-calls");
const others: SimSwitches = {
  ...defaultSwitches,
  ...{ queuesMonitored: true, forwardedLeg: "visible", queueRows: "with-agents" },
  ...{ attendedJoin: "consultation", pickUpCallId: "new", logCallId: "own", devicesPerExtension: 2 },
};

describe.each([
  ["the default switches", defaultSwitches],
  ["others", others],
])("with %s", (_switches, switches) => {
  describe.each(["legs", "rows"] as const)("the %s are heard first", (first) => {
    const known = interrupted.filter(({ name }) => switches.pickUpCallId === "same" || !ambiguous.has(name));
    it.each(known.map((scenario) => [scenario.name, scenario] as const))("%s", async (_name, scenario) => {
      const wrong: string[] = [];
      for (const atMs of momentsOf(scenario))
        for (const way of ways)
          wrong.push(...(await differencesOf(scenario, switches, { ...way, atMs, first })));
      expect(wrong).toEqual([]);
    });
  });
});
