import { describe, expect, it } from "vitest";
import type { SimSwitches } from "../../../../src-main/simulator/model/switches.ts";
import { defaultSwitches, isSwitchName, switchSides } from "../../../../src-main/simulator/model/switches.ts";
import { createPbxModel, type SimPbx } from "../../../../src-main/simulator/model/pbx-model.ts";
import type { SimChange } from "../../../../src-main/simulator/model/types.ts";
import { scenarios } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import { outsideNumbers, withCallerSuffix } from "../../../../src-main/simulator/scenarios/numbers.ts";
import { createScenarioPlayer } from "../../../../src-main/simulator/scenarios/player.ts";
import type { ChainPromise, Scenario } from "../../../../src-main/simulator/scenarios/types.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { allLegs, expectConsistent } from "../model/consistency.ts";

const startMs = Date.UTC(2026, 4, 4, 8, 0, 0);

/** Each side of each switch once, all other switches at their default. */
const sides: Partial<SimSwitches>[] = Object.entries(switchSides).flatMap(([name, values]) =>
  isSwitchName(name) ? values.map((value) => ({ [name]: value })) : [],
);

interface Playing {
  readonly pbx: SimPbx;
  readonly refusals: readonly string[];
  readonly changes: readonly SimChange[];
}

async function play(scenario: Scenario, switches: Partial<SimSwitches>): Promise<Playing> {
  const clock = createVirtualClock({ startMs });
  const pbx = createPbxModel({ clock, random: () => 0.5, switches });
  const refusals: string[] = [];
  const changes: SimChange[] = [];
  pbx.onChange((change) => changes.push(change));
  const player = createScenarioPlayer({
    model: pbx,
    clock,
    onStep: (step, outcome) => {
      if (!outcome.done) refusals.push(`${step.atMs} ${step.do.type}: ${outcome.why}`);
      expectConsistent(pbx);
    },
  });
  const played = player.play(scenario);
  await clock.runUntilIdle(300_000);
  await played;
  await clock.runFor(60_000);
  return { pbx, refusals, changes };
}

describe.each(scenarios.map((scenario) => ({ name: scenario.name, scenario })))("$name", ({ scenario }) => {
  it("is played to its end and leaves nothing but the log", async () => {
    const { pbx, refusals } = await play(scenario, {});
    expect(refusals).toEqual([]);
    expect(allLegs(pbx)).toEqual([]);
    expect(pbx.activeCalls()).toEqual([]);
    expect(pbx.underWay()).toEqual([]);
    const numbers = new Set(pbx.callLog(startMs, startMs + 300_000).map(outsideNumberOfRow));
    for (const number of outsideNumbers(scenario)) expect(numbers).toContain(number);
  });

  it("is played on every side of every switch", async () => {
    // What happens to the thirty happens to the others singly too: some sides are enough there.
    const some = scenario.name === "thirty-calls" ? sides.filter((_, index) => index % 9 === 0) : sides;
    for (const switches of some) {
      const { pbx, refusals } = await play(scenario, switches);
      expect(refusals, JSON.stringify(switches)).toEqual([]);
      expect(allLegs(pbx), JSON.stringify(switches)).toEqual([]);
      expect(pbx.activeCalls(), JSON.stringify(switches)).toEqual([]);
    }
  });

  it("upserts before it removes, and removes each leg once", async () => {
    const { changes } = await play(scenario, {});
    const removed = changes.filter((each) => each.kind === "remove").map((each) => each.participantId);
    expect(new Set(removed).size).toBe(removed.length);
    const upserted = new Set(
      changes.filter((each) => each.kind === "upsert").map((each) => each.participantId),
    );
    expect([...upserted].toSorted((a, b) => a - b)).toEqual(removed.toSorted((a, b) => a - b));
  });

  it("promises chains that could be true, on every side of every switch", () => {
    for (const switches of sides) {
      const all = { ...defaultSwitches, ...switches };
      const promises = [...scenario.promise(all), ...scenario.promiseInternal(all)];
      expect(promises.length === 0).toBe(scenario.name === "own-mailbox");
      for (const chain of promises) expectPossible(chain);
    }
  });

  it("promises chains for the numbers it dials and is called from", () => {
    const suffixed = withCallerSuffix(scenario, "0042");
    const digits = new Set(outsideNumbers(suffixed).map((number) => number.replace("+", "")));
    for (const number of digits) expect(number.endsWith("0042")).toBe(true);
    const promised = suffixed.promise(defaultSwitches).map((chain) => chain.callerId);
    expect(new Set(promised.filter((each) => each !== ""))).toEqual(digits);
  });

  it("gives a poll each second the time to see every stage", () => {
    const stages = scenario.steps.filter((each) => each.do.type === "route-to");
    for (const stage of stages) {
      const next = scenario.steps.find((each) => each.do.call === stage.do.call && each.atMs > stage.atMs);
      expect((next?.atMs ?? 0) - stage.atMs).toBeGreaterThanOrEqual(1500);
    }
  });
});

/** The rules that every chain follows, whatever happened in it. */
function expectPossible(chain: ChainPromise): void {
  const ends = chain.events.filter((each) => each.event === "ended");
  const links = ends.map((each) => each.link);
  const answered = chain.events.some((each) => each.event === "started");
  expect(links).toEqual(answered ? links.map((_, index) => index + 1) : [0]);
  expect(chain.events.at(-1)?.event).toBe("ended");
  expect(ends.slice(0, -1).every((each) => each.transferred === true)).toBe(true);
  expect(ends.at(-1)?.transferred).toBe(false);
  let link = 0;
  for (const each of chain.events) {
    expect(each.link).toBeGreaterThanOrEqual(link);
    expect(each.event === "started").toBe(each.transferType !== undefined);
    expect(each.event === "ended").toBe(each.finish !== undefined && each.transferred !== undefined);
    expect(each.finish === "missed").toBe(each.standingPoint !== undefined);
    if (each.event === "started") expect(each.userType).toBe("ext");
    link = each.link;
  }
}

function outsideNumberOfRow(row: Record<string, unknown>): unknown {
  return row.SourceType === 1 ? row.SourceCallerId : row.DestinationCallerId;
}
