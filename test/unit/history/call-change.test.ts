/** What a window shows of a call is made of its events: every scenario, watched from the first to the last. */
import { describe, expect, it } from "vitest";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { callViewSchema } from "../../../src-shared/contract/call-view.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import { callAfter, firstView } from "../../../src-main/history/call-change.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { defaultSwitches } from "../../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../src-main/simulator/scenarios/types.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { createWindow } from "../calls/window-on-model.ts";

async function eventsOf(scenario: Scenario): Promise<readonly CallEvent[]> {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 10, 22, 9) });
  const model = createPbxModel({ clock, switches: defaultSwitches, random: createSeededRandom(1) });
  const window = createWindow(model, clock, {});
  const player = createScenarioPlayer({ model, clock });
  void player.play(scenario, { startInMs: 1500 });
  await clock.runFor((scenario.steps.at(-1)?.atMs ?? 0) + 180_000);
  return window.events;
}

/** All views of each chain, one after each of its events. */
function watch(events: readonly CallEvent[]): Map<string, CallView[]> {
  const watched = new Map<string, CallView[]>();
  for (const event of events) {
    const views = watched.get(event.chainId) ?? [];
    views.push(callAfter(views.at(-1) ?? firstView(event, false), event));
    watched.set(event.chainId, views);
  }
  return watched;
}

function scenario(name: string): Scenario {
  const found = scenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

async function lastView(name: string): Promise<CallView> {
  const [views] = [...watch(await eventsOf(scenario(name))).values()];
  const last = views?.at(-1);
  if (last === undefined) throw new Error(`${name} made no call`);
  return last;
}

describe.each(scenarios.map((each) => [each.name, each] as const))("%s", (_name, each) => {
  it("ends as its last event says, without a stage that still lasts", async () => {
    const events = await eventsOf(each);
    for (const [chainId, views] of watch(events)) {
      const last = views.at(-1);
      const end = events.find((event) => event.chainId === chainId && event.type === "chain_ended");
      expect(end?.type).toBe("chain_ended");
      if (last === undefined || end?.type !== "chain_ended") continue;
      expect(callViewSchema.safeParse(last).error).toBeUndefined();
      expect(last.state).toBe(end.finish === "missed" ? "missed" : "ended");
      expect(last.stages.filter(({ toMs }) => toMs === undefined)).toEqual([]);
      expect(last.links.map(({ link, user, finish }) => ({ link, user, finish }))).toEqual(
        end.links.map(({ link, user, finish }) => ({ link, user, finish })),
      );
      expect(last.talkS).toBe(end.links.reduce((total, link) => total + link.talkS, 0));
    }
  });

  it("has begins and ends of stages in their order, and stands somewhere while it lives", async () => {
    for (const views of watch(await eventsOf(each)).values()) {
      for (const view of views) {
        const begins = view.stages.map(({ fromMs }) => fromMs);
        expect(begins).toEqual(begins.toSorted((a, b) => a - b));
        for (const { fromMs, toMs = fromMs } of view.stages) expect(toMs).toBeGreaterThanOrEqual(fromMs);
        expect(view.talkSinceMs === undefined).toBe(view.state !== "talking");
        if (view.state === "talking") expect(view.at).toHaveLength(1);
      }
    }
  });
});

const shape = (view: CallView) => view.stages.map(({ kind, dn, end }) => `${kind} ${dn} ${end}`);

describe("stages", () => {
  it("of a queue go on while its agents ring", async () => {
    expect(shape(await lastView("transfer-to-queue"))).toEqual([
      "ringing 101 answered",
      "talk 101 transferred",
      "queue 800 answered",
      "ringing 104 answered",
      "ringing 105 stopped",
      "talk 104 hung-up",
    ]);
  });

  it("of a missed call at an IVR say where it was missed", async () => {
    expect(shape(await lastView("ivr-missed"))).toEqual(["ivr 900 missed"]);
  });

  it("of a transfer that came back begin again at the one who transferred", async () => {
    expect(shape(await lastView("blind-transfer-returned"))).toEqual([
      "ringing 101 answered",
      "talk 101 transferred",
      "ringing 102 missed",
      "ringing 101 answered",
      "talk 101 hung-up",
    ]);
  });
});
