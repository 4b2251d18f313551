/**
 * The whole product on a PBX that misbehaves: each fault alone with all scenarios at once, then random
 * combinations of faults and switches. Seeds make every run repeatable:
 * npm run demo -- --once --faults … --seed …
 */
import { describe, expect, it } from "vitest";
import { playOnce } from "../../src-main/demo/play-once.ts";
import { createStage } from "../../src-main/demo/stage.ts";
import { faultCatalogue } from "../../src-main/simulator/faults/catalogue.ts";
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";
import type { SimSwitches, SwitchName } from "../../src-main/simulator/model/switches.ts";
import { switchSides } from "../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../src-main/simulator/scenarios/catalogue.ts";
import type { Scenario } from "../../src-main/simulator/scenarios/types.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";

const SEEDS = 200;
const SCENARIOS_PER_SEED = 5;

interface Run {
  readonly seed: number;
  readonly faults: readonly FaultName[];
  readonly switches: Partial<SimSwitches>;
  readonly scenarios: readonly Scenario[];
}

async function differencesOf({ seed, faults, switches, scenarios }: Run): Promise<string[]> {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 0, 15, 9) });
  const stage = await createStage({ clock, seed, faults, switches });
  try {
    const reports = await playOnce({ stage, clock, faults, scenarios, together: true });
    return reports.flatMap(({ scenario, differences }) =>
      differences.map((difference) => `${scenario.name}: ${difference}`),
    );
  } finally {
    await stage.stop();
  }
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new RangeError("Nothing to pick from.");
  return picked;
}

function randomRun(seed: number): Run {
  const random = createSeededRandom(seed);
  const count = Math.floor(random() * 5);
  const faults = new Set(Array.from({ length: count }, () => pick(random, faultCatalogue).name));
  const names = Object.keys(switchSides) as SwitchName[];
  const switches = Object.fromEntries(
    Array.from({ length: 4 }, () => {
      const name = pick(random, names);
      return [name, pick<unknown>(random, switchSides[name])];
    }),
  ) as Partial<SimSwitches>;
  const small = scenarios.filter((scenario) => scenario.steps.length <= 40);
  const chosen = new Set(Array.from({ length: SCENARIOS_PER_SEED }, () => pick(random, small)));
  return { seed, faults: [...faults], switches, scenarios: [...chosen] };
}

describe("all scenarios at once", () => {
  it("on a PBX that behaves", async () => {
    const run = { seed: 1, faults: [], switches: {}, scenarios };
    expect(await differencesOf(run)).toEqual([]);
  });

  it.each(faultCatalogue.map(({ name }) => name))("with %s", async (name) => {
    const run = { seed: 1, faults: [name], switches: {}, scenarios };
    expect(await differencesOf(run)).toEqual([]);
  });
});

describe("random faults and switches", () => {
  const runs = Array.from({ length: SEEDS }, (_, index) => randomRun(index + 1));
  it.each(runs.map((run) => [run.seed, run.faults.join(" and ") || "no fault", run] as const))(
    "seed %i: %s",
    async (_seed, _faults, run) => {
      expect(await differencesOf(run)).toEqual([]);
    },
  );
});
