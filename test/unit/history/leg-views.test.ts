/** The legs of a call as a window shows them: every scenario, and what goes beyond all bounds. */
import { describe, expect, it } from "vitest";
import { createCalls } from "../../../src-main/calls/create-calls.ts";
import type { LegChange } from "../../../src-main/calls/types.ts";
import { firstView } from "../../../src-main/history/call-change.ts";
import { createHistory } from "../../../src-main/history/create-history.ts";
import { withLegs } from "../../../src-main/history/leg-views.ts";
import { createMemoryCallStore } from "../../../src-main/history/memory-call-store.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { defaultSwitches } from "../../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../src-main/simulator/scenarios/types.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { callViewSchema, mostLegs, mostLegStates } from "../../../src-shared/contract/call-view.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import { createWindow } from "../calls/window-on-model.ts";

const startMs = Date.UTC(2026, 10, 22, 9);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function observationsOf(scenario: Scenario): Promise<readonly Observation[]> {
  const clock = createVirtualClock({ startMs });
  const model = createPbxModel({ clock, switches: defaultSwitches, random: createSeededRandom(1) });
  const { observations } = createWindow(model, clock, {});
  const player = createScenarioPlayer({ model, clock });
  void player.play(scenario, { startInMs: 1500 });
  await clock.runFor((scenario.steps.at(-1)?.atMs ?? 0) + 180_000);
  return observations;
}

/** All calls of the scenario, as the engine would have them in the end. */
async function callsOf(scenario: Scenario): Promise<readonly CallView[]> {
  const clock = createVirtualClock({ startMs });
  const calls = createCalls({
    timezone: "UTC",
    internalCalls: false,
    numbers: "digits",
    activeCallsPollS: 1,
  });
  const store = createMemoryCallStore();
  const history = createHistory({ store, clock, log: silent, timezone: "UTC", simulated: false });
  for (const observation of await observationsOf(scenario)) {
    const { events, legs } = calls.observe(observation);
    for (const event of events) history.event(event);
    history.legs(legs, calls.chainOfCall);
  }
  const { rows } = await history.page({ limit: 200 });
  expect(rows.filter(({ legs }) => legs !== undefined)).toEqual([]);
  const whole = await Promise.all(rows.map(({ chainId }) => history.get(chainId)));
  return whole.flatMap((call) => call ?? []);
}

function scenario(name: string): Scenario {
  const found = scenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe.each(scenarios.map((each) => [each.name, each] as const))("%s", (_name, each) => {
  it("shows a leg for each talk, and none that lasts beyond the call", async () => {
    const calls = await callsOf(each);
    for (const call of calls) {
      expect(callViewSchema.safeParse(call).error).toBeUndefined();
      const legs = call.legs ?? [];
      expect(legs.filter(({ goneAtMs }) => goneAtMs === undefined)).toEqual([]);
      const talked = legs.filter(({ states }) => states.some(({ status }) => status === "connected"));
      const watched = call.stages.filter(
        ({ kind, dn }) => kind === "talk" && legs.some((leg) => leg.dn === dn),
      );
      // The talk of a forwarded call is on a phone outside; the extension's own leg only rang.
      if (each.name === "forward-answered") continue;
      for (const { dn } of watched) expect(talked.map((leg) => leg.dn)).toContain(dn);
      if (call.answeredAtMs !== undefined && !call.reconstructed) expect(legs).not.toEqual([]);
    }
  });
});

it("an attended transfer shows the consultation's legs, too", async () => {
  const [call] = await callsOf(scenario("attended-transfer-consultation"));
  const legs = call?.legs ?? [];
  expect(new Set(legs.map(({ callId }) => callId)).size).toBe(2);
  const joined = legs.find(({ states }) => new Set(states.map(({ number }) => number)).size > 1);
  expect(joined?.kind).toBe("extension");
  expect(joined?.states.at(-1)?.number).toBe(call?.number);
});

const common = {
  chainId: "261122090000_1",
  link: 0,
  atMs: startMs,
  arrivedAtMs: startMs,
  direction: "incoming",
  userType: "ext",
  userDnType: "extension",
  ...{ callerId: "1", callerNumber: "+1", callerName: "", did: "", didNumber: "", trunkDn: "", user: "101" },
  ...{ userName: "", reconstructed: false, callerLeg: "", otherLeg: "" },
} as const;
const view = firstView({ ...common, type: "ringing" }, false);

function change(n: number, atMs: number, more: Partial<LegChange["leg"]> = {}, isGone = false): LegChange {
  const party = { dn: "10000", type: "external-line", number: "+49301", name: "Weber" } as const;
  return {
    ...{ atMs, callId: 7, chainId: view.chainId, dnType: "extension", dnName: "Desk", isGone },
    leg: {
      ...{ legId: n, dn: "101", dnType: "extension", status: "ringing", callId: 7, did: "", deviceId: "" },
      party,
      ...more,
    },
  };
}

it("notes states and the other side with their times, once each", () => {
  const party = { dn: "105", type: "extension", number: "", name: "Hotline" } as const;
  const { legs } = withLegs(view, [
    change(1, 10),
    change(1, 20),
    change(1, 30, { status: "connected" }),
    change(1, 40, { status: "connected", party }),
    change(1, 50, {}, true),
    change(1, 60, {}, true),
  ]);
  expect(legs).toEqual([
    {
      ...{ callId: 7, legId: 1, dn: "101", name: "Desk", kind: "extension", link: 0, goneAtMs: 50 },
      states: [
        { status: "ringing", number: "+49301", name: "Weber", atMs: 10 },
        { status: "connected", number: "+49301", name: "Weber", atMs: 30 },
        { status: "connected", number: "105", name: "Hotline", atMs: 40 },
      ],
    },
  ]);
});

it("a leg belongs to the link in which its state last changed", () => {
  const ringing = withLegs(view, [change(1, 10), change(2, 11, { dn: "102" })]);
  const talking = withLegs({ ...ringing, link: 1 }, [change(1, 20, { status: "connected" })]);
  const gone = withLegs({ ...talking, link: 2 }, [
    change(1, 30, {}, true),
    change(2, 30, { dn: "102" }, true),
  ]);
  expect(gone.legs?.map(({ dn, link }) => [dn, link])).toEqual([
    ["101", 1],
    ["102", 0],
  ]);
});

it("keeps no more than its bounds, and those that talked rather than those that only rang", () => {
  const talk = change(1, 1, { status: "connected" });
  const waves = Array.from({ length: mostLegs + 50 }, (_, n) => [
    change(n + 2, n + 2, { dn: "x".repeat(1000) }),
    change(n + 2, n + 2, { dn: "x".repeat(1000) }, true),
  ]);
  const many = withLegs(view, [talk, change(1, 2, {}, true), ...waves.flat()]);
  expect(many.legs).toHaveLength(mostLegs);
  expect(many.legsLeftOut).toBe(51);
  expect(many.legs?.[0]?.states[0]?.status).toBe("connected");
  expect(many.legs?.at(-1)?.legId).toBe(mostLegs + 51);
  expect(many.legs?.at(-1)?.dn).toHaveLength(200);

  const flapping = Array.from({ length: 100 }, (_, n) =>
    change(1, n, { status: n % 2 === 0 ? "ringing" : "connected" }),
  );
  const states = withLegs(view, flapping).legs?.[0]?.states;
  expect(states).toHaveLength(mostLegStates);
  expect([states?.[0]?.atMs, states?.at(-1)?.atMs]).toEqual([0, 99]);
});
