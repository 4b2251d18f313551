/** Whatever goes wrong on the way, legs are seen as they are: exactly where nothing is lost, in the end where something is. */
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { faultCatalogue } from "../../src-main/simulator/faults/catalogue.ts";
import { createPbxWorld, legStories, type PbxWorld } from "./pbx-world.ts";

const worlds: PbxWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function begin(options?: Parameters<typeof createPbxWorld>[0]): Promise<PbxWorld> {
  const world = await createPbxWorld(options);
  worlds.push(world);
  world.pbx.start();
  await world.runFor(3_000);
  return world;
}

const names = (lossy: boolean) =>
  faultCatalogue.filter((fault) => fault.lossy === lossy).map((fault) => fault.name);
/** These change what the PBX shows, so the stories differ from those without them. */
const showsMore = ["phantom-devices"];

describe("thirty calls", () => {
  let quiet: ReturnType<typeof legStories>["stories"] = {};
  beforeAll(async () => {
    const world = await begin();
    await world.play("thirty-calls");
    await world.runFor(5_000);
    quiet = legStories(world.seen).stories;
  });

  it("are many legs", () => {
    expect(Object.keys(quiet).length).toBeGreaterThan(40);
  });

  it.each(names(false).filter((name) => !showsMore.includes(name)))(
    "are seen exactly with %s",
    async (name) => {
      const world = await begin({ faults: [name] });
      await world.play("thirty-calls");
      await world.runFor(5_000);
      expect(legStories(world.seen).stories).toEqual(quiet);
      await world.stop();
      expect(world.pbx.busy()).toBe(0);
    },
  );

  it.each(names(true))("leave no ghost with %s, and all is well once it is over", async (name) => {
    const world = await begin({ faults: [name] });
    await world.play("thirty-calls");
    world.simulator.setFaults([]);
    await world.play("inbound-answered");
    await world.runFor(60_000);
    expect(legStories(world.seen).present).toEqual([]);
    expect(world.pbx.state()).toMatchObject({
      callControl: { name: "connected" },
      activeCalls: { name: "connected" },
    });
    await world.settle();
    expect(world.pbx.busy()).toBe(0);
    expect(world.seen.every((each, index) => each.atMs >= (world.seen[index - 1]?.atMs ?? 0))).toBe(true);
  });
});

describe("calls that go on", () => {
  it.each(names(true))("are known again after %s", async (name) => {
    const world = await begin();
    const { perform } = world.model;
    perform({ type: "arrive", call: "a", from: "0301234567", rule: "DirectDID" });
    perform({ type: "ring", call: "a", dns: ["101"] });
    await world.runFor(2_000);
    world.simulator.setFaults([name]);
    await world.runFor(10_000);
    perform({ type: "answer", call: "a", dn: "101" });
    perform({ type: "dial", call: "b", from: "102", to: "0307654321" });
    perform({ type: "trunk-chosen", call: "b" });
    await world.runFor(10_000);
    world.simulator.setFaults([]);
    await world.runFor(60_000);
    expect(world.legsAtPbx().length).toBeGreaterThan(0);
    expect(legStories(world.seen).present).toEqual(world.legsAtPbx());
  });
});
