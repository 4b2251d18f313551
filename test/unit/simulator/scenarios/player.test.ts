import { describe, expect, it } from "vitest";
import type { Action } from "../../../../src-main/simulator/model/actions.ts";
import { createPbxModel } from "../../../../src-main/simulator/model/pbx-model.ts";
import { scenarios } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import { withCallerSuffix } from "../../../../src-main/simulator/scenarios/numbers.ts";
import { createScenarioPlayer } from "../../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../../src-main/simulator/scenarios/types.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { allLegs } from "../model/consistency.ts";

const startMs = Date.UTC(2026, 4, 4, 8, 0, 0);

function scenarioNamed(name: string): Scenario {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`No scenario ${name}.`);
  return scenario;
}

function createRecordedPlayer() {
  const clock = createVirtualClock({ startMs });
  const actions: { readonly atMs: number; readonly action: Action; readonly overrides: unknown }[] = [];
  const player = createScenarioPlayer({
    clock,
    model: {
      perform: (action, overrides) => {
        actions.push({ atMs: clock.nowMs() - startMs, action, overrides });
        return { done: true };
      },
    },
  });
  return { clock, player, actions };
}

describe("the player", () => {
  it("does each step at its time and resolves with the last one", async () => {
    const { clock, player, actions } = createRecordedPlayer();
    let done = false;
    const played = player.play(scenarioNamed("inbound-missed"), { startInMs: 500 }).then(() => {
      done = true;
    });
    await clock.runFor(8599);
    expect(done).toBe(false);
    expect(player.playing()).toBe(1);
    await clock.runFor(1);
    await played;
    expect(done).toBe(true);
    expect(player.playing()).toBe(0);
    expect(actions.map(({ atMs, action }) => `${atMs} ${action.type}`)).toEqual([
      "500 arrive",
      "600 ring",
      "8600 hang-up",
    ]);
  });

  it("gives each playing its own numbers and labels, and the scenario's overrides", async () => {
    const { clock, player, actions } = createRecordedPlayer();
    const scenario = scenarioNamed("two-devices");
    void player.play(scenario, { callerSuffix: "01" });
    void player.play(scenario, { callerSuffix: "02" });
    await clock.runFor(0);
    expect(actions.map(({ action }) => action.type === "arrive" && action.from)).toEqual([
      "+420601000401",
      "+420601000402",
    ]);
    expect(new Set(actions.map(({ action }) => action.call)).size).toBe(2);
    expect(actions.map(({ overrides }) => overrides)).toEqual([
      { devicesPerExtension: 2 },
      { devicesPerExtension: 2 },
    ]);
    expect(
      withCallerSuffix(scenario, "02").promise(createPbxModel({ clock, random: () => 0 }).switches()),
    ).toMatchObject([{ callerId: "420601000402" }]);
  });

  it("stops: no further step, and whoever waits is released", async () => {
    const { clock, player, actions } = createRecordedPlayer();
    const played = player.play(scenarioNamed("inbound-answered"));
    await clock.runFor(1000);
    player.stop();
    await played;
    await clock.runFor(60_000);
    expect(actions).toHaveLength(2);
    expect(clock.pending()).toBe(0);
  });

  it("goes on when the PBX has forgotten its calls", async () => {
    const clock = createVirtualClock({ startMs });
    const pbx = createPbxModel({ clock, random: () => 0.5 });
    const outcomes: boolean[] = [];
    const player = createScenarioPlayer({
      clock,
      model: pbx,
      onStep: (_, outcome) => outcomes.push(outcome.done),
    });
    const played = player.play(scenarioNamed("inbound-answered"));
    await clock.runFor(1000);
    pbx.restart();
    await clock.runFor(60_000);
    await played;
    expect(outcomes).toEqual([true, true, false, false]);
  });

  it("plays hundreds at once without mixing them up", async () => {
    const clock = createVirtualClock({ startMs });
    const pbx = createPbxModel({ clock, random: () => 0.5 });
    const refusals: string[] = [];
    const player = createScenarioPlayer({
      clock,
      model: pbx,
      onStep: (_, outcome) => {
        if (!outcome.done) refusals.push(outcome.why);
      },
    });
    const single = scenarios.filter((each) => each.name !== "thirty-calls");
    const playings = Array.from({ length: 300 }, (_, index) => {
      const scenario = single[index % single.length] ?? scenarioNamed("inbound-answered");
      return player.play(scenario, { callerSuffix: String(index).padStart(4, "0"), startInMs: index * 37 });
    });
    await clock.runUntilIdle(120_000);
    await Promise.all(playings);
    expect(refusals).toEqual([]);
    expect(allLegs(pbx)).toEqual([]);
    expect(pbx.activeCalls()).toEqual([]);
  });
});
