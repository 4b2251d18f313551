/** A simulated PBX and the room that talks to it, on one clock that waits until both have come to rest. */
import { createPbx } from "../../src-main/pbx/create-pbx.ts";
import type { PbxState } from "../../src-main/pbx/types.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import type { SimulatorOptions } from "../../src-main/simulator/options.ts";
import { findScenario } from "../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../src-main/simulator/scenarios/player.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";

export interface WorldOptions extends Partial<SimulatorOptions> {
  readonly settings?: Partial<PbxSettings>;
}

const quietLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export async function createPbxWorld(options: WorldOptions = {}) {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 0, 5, 9) });
  const random = createSeededRandom(7);
  const model = createPbxModel({ clock, random });
  const monitored = model.dns().flatMap(({ dn, type }) => (type === "Wextension" ? [dn] : []));
  const clients = [{ clientId: "webhook", secret: "s3cret", monitored }];
  const simulator = createSimulator({ clock, random, model, clients, ...options });
  const { url } = await simulator.start();

  const seen: Observation[] = [];
  const states: PbxState[] = [];
  const settings: PbxSettings = {
    url,
    clientId: "webhook",
    clientSecret: "s3cret",
    caFile: undefined,
    allowSelfSigned: false,
    timezone: undefined,
    internalCalls: false,
    numbers: "digits",
    activeCallsPollS: 1,
    ...options.settings,
  };
  let stoodMs = 0;
  const pbx = createPbx({
    settings,
    clock: { ...clock, nowMs: () => clock.nowMs() + stoodMs },
    random,
    log: quietLog,
    onObservation: (observation) => seen.push(observation),
    onState: (state) => states.push(state),
  });

  const atRest = () => pbx.busy() <= simulator.waiting() && simulator.inFlight() <= simulator.waiting();
  /** Requests that wait for the clock are left to it. Ends with an error rather than never. */
  const settle = async () => {
    for (let turn = 0; turn < 20_000; turn++) {
      await simulator.barrier();
      await new Promise((resolve) => setImmediate(resolve));
      if (atRest()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (atRest()) return;
      }
    }
    throw new Error(`Never at rest: ${pbx.busy()} under way here, ${simulator.inFlight()} at the PBX.`);
  };

  const runFor = (ms: number) => clock.runFor(ms, settle);
  const play = async (name: string) => {
    const found = findScenario(name);
    if (!found.found) throw new Error(found.message);
    let over = false;
    void createScenarioPlayer({ model, clock })
      .play(found.scenario)
      .then(() => {
        over = true;
      });
    await clock.runUntil(() => over, 600_000, settle);
  };
  const stop = async () => {
    await pbx.stop();
    await simulator.stop();
  };
  const legsAtPbx = () =>
    model
      .dns()
      .flatMap((dn) => (monitored.includes(dn.dn) ? dn.participants : []))
      .map(({ dn, id, status }) => `${dn}/${id} ${status.toLowerCase()}`)
      .toSorted();
  /** The connection finds that so much time has passed in which nothing of it ran. */
  const standStill = (ms: number) => void (stoodMs += ms);
  return { standStill, clock, model, simulator, pbx, seen, states, settle, runFor, play, stop, legsAtPbx };
}

export type PbxWorld = Awaited<ReturnType<typeof createPbxWorld>>;

/** What somebody who only has the observations knows of each leg: its states in order, and which exist now. */
export function legStories(seen: readonly Observation[]): {
  readonly stories: Readonly<Record<string, readonly string[]>>;
  readonly present: readonly string[];
} {
  const stories = new Map<string, string[]>();
  const present = new Map<string, string>();
  const tell = (key: string, status: string) => {
    const story = stories.get(key) ?? [];
    if (story.at(-1) !== status) story.push(status);
    stories.set(key, story);
    if (status === "gone") present.delete(key);
    else present.set(key, status);
  };
  for (const each of seen) {
    if (each.type === "leg") tell(`${each.leg.dn}/${each.leg.legId}`, each.leg.status);
    else if (each.type === "leg-gone") {
      const key = `${each.dn}/${each.legId}`;
      if (stories.has(key)) tell(key, "gone");
    } else if (each.type === "snapshot") {
      const listed = new Map(each.legs.map((leg) => [`${leg.dn}/${leg.legId}`, leg.status]));
      for (const key of present.keys()) if (!listed.has(key)) tell(key, "gone");
      for (const [key, status] of listed) tell(key, status);
    }
  }
  return {
    stories: Object.fromEntries(stories),
    present: [...present].map(([key, status]) => `${key} ${status}`).toSorted(),
  };
}
