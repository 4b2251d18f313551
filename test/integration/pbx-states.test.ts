/** What stands in the way is named, the other source goes on alone, and everything comes back by itself. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { selfSigned } from "../../src-main/simulator/certificate.ts";
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";
import { createPbxWorld, legStories, type PbxWorld, type WorldOptions } from "./pbx-world.ts";

const worlds: PbxWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function begin(options?: WorldOptions): Promise<PbxWorld> {
  const world = await createPbxWorld(options);
  worlds.push(world);
  world.pbx.start();
  await world.runFor(5_000);
  return world;
}

function standing({ pbx }: PbxWorld): readonly string[] {
  const { overall, callControl, activeCalls } = pbx.state();
  return [overall, callControl.name, activeCalls.name];
}

const well = ["connected", "connected", "connected"];

describe("the connection to a PBX", () => {
  it("stands, and says so", async () => {
    const world = await begin();
    expect(standing(world)).toEqual(well);
    expect(world.pbx.state()).toMatchObject({ monitored: 12, version: "20.0.8.1109" });
    expect(world.states[0]?.overall).toBe("connecting");
    await world.play("inbound-answered");
    expect(world.pbx.state().lastEventAtMs).toBeGreaterThan(0);
  });

  it.each<[FaultName, string, string, string]>([
    ["no-licence", "degraded", "no-licence", "connected"],
    ["no-monitored", "degraded", "no-monitored-extensions", "connected"],
    ["xapi-role", "degraded", "connected", "role-too-low"],
    ["wrong-secret", "not-connected", "wrong-secret", "wrong-secret"],
    ["old-version", "not-connected", "old-version", "old-version"],
  ])("with %s is %s, and recovers within 40 s", async (fault, overall, callControl, activeCalls) => {
    const world = await begin({ faults: [fault] });
    expect(standing(world)).toEqual([overall, callControl, activeCalls]);
    await world.runFor(200_000);
    expect(standing(world)).toEqual([overall, callControl, activeCalls]);
    world.simulator.setFaults([]);
    await world.runFor(40_000);
    expect(standing(world)).toEqual(well);
    await world.play("inbound-answered");
    expect(Object.keys(legStories(world.seen).stories)).toHaveLength(1);
  });

  it("goes on with either source alone", async () => {
    const noLegs = await begin({ faults: ["no-licence"] });
    await noLegs.play("inbound-answered");
    const texts = noLegs.seen.flatMap((each) => (each.type === "active-calls" ? each.calls : []));
    expect(texts.some((call) => call.status === "talking")).toBe(true);
    const noRows = await begin({ faults: ["xapi-role"] });
    await noRows.play("inbound-answered");
    expect(Object.values(legStories(noRows.seen).stories)).toEqual([["ringing", "connected", "gone"]]);
  });

  it("says when a source falls silent, once, and marks the gap when it speaks again", async () => {
    const world = await begin();
    const from = world.seen.length;
    world.simulator.restartPbx();
    await world.runFor(30_000);
    const story = world.seen.slice(from).flatMap((each) => {
      if (each.type === "source-lost") return [`${each.source} lost`];
      if (each.type === "snapshot" || each.type === "active-calls")
        return each.afterGap ? [`${each.type} after a gap`] : [];
      return [];
    });
    expect(story.toSorted()).toEqual([
      "active-calls after a gap",
      "active-calls lost",
      "call-control lost",
      "snapshot after a gap",
    ]);
    expect(standing(world)).toEqual(well);
  });

  it("reconnects at once when a healthy connection breaks", async () => {
    const world = await begin();
    await world.runFor(20_000);
    const from = world.seen.length;
    world.simulator.dropSockets();
    await world.runFor(100);
    const since = world.seen.slice(from).map((each) => each.type);
    expect(since).toEqual(expect.arrayContaining(["source-lost", "snapshot"]));
    expect(standing(world)).toEqual(well);
  });

  it("takes time in which it did not run for a gap: legs and rows are looked at anew, and it stays connected", async () => {
    const world = await begin();
    const { perform } = world.model;
    perform({ type: "arrive", call: "a", from: "0301234567", rule: "DirectDID" });
    perform({ type: "ring", call: "a", dns: ["101"] });
    await world.runFor(3_000);
    world.seen.length = 0;
    world.standStill(10_000);
    perform({ type: "answer", call: "a", dn: "101" });
    await world.runFor(3_000);
    const afterGap = world.seen.filter((each) => "afterGap" in each && each.afterGap).map(({ type }) => type);
    expect(world.seen[0]).toMatchObject({ type: "source-lost", source: "call-control" });
    expect(afterGap.toSorted()).toEqual(["active-calls", "snapshot"]);
    expect(legStories(world.seen).present).toEqual(["101/1 connected"]);
    expect(world.pbx.state()).toMatchObject({ callControl: { name: "connected" } });
  });

  it("does not take a PBX-wide count of events for lost ones forever", async () => {
    const world = await begin({ sequenceScope: "pbx", faults: ["sequence-gaps"] });
    const snapshots = () => world.seen.filter((each) => each.type === "snapshot").length;
    await world.play("thirty-calls");
    expect(snapshots()).toBeLessThan(60);
    expect(legStories(world.seen).present).toEqual([]);
  });

  it("names a rival for the token", async () => {
    const world = await begin({ faults: ["expired-tokens"] });
    await world.runFor(60_000);
    expect(standing(world)).toEqual(["degraded", "token-stolen", "token-stolen"]);
  });

  it("asks the call log and finds the call", async () => {
    const world = await begin();
    const fromMs = world.clock.nowMs();
    await world.play("ivr-queue-answered");
    await world.runFor(5_000);
    world.pbx.askCallLog(fromMs, world.clock.nowMs());
    await world.runFor(20_000);
    const answers = world.seen.flatMap((each) => (each.type === "call-log" ? [each] : []));
    expect(answers.map(({ final }) => final)).toEqual([false, false, false, true]);
    expect(answers.at(-1)?.calls[0]?.segments.map(({ dnType }) => dnType)).toEqual(
      expect.arrayContaining(["ivr", "queue", "extension"]),
    );
  });

  it("ends quickly and says nothing afterwards, whatever is under way", async () => {
    const world = await begin({ faults: ["endless-answer", "slow-xapi", "late-gets"] });
    world.model.perform({ type: "arrive", call: "a", from: "0301234567", rule: "DirectDID" });
    world.model.perform({ type: "ring", call: "a", dns: ["101"] });
    await world.simulator.barrier();
    expect(world.pbx.busy()).toBeGreaterThan(0);
    const [seen, states] = [world.seen.length, world.states.length];
    await world.pbx.stop();
    expect(world.pbx.busy()).toBe(0);
    await world.simulator.stop();
    world.pbx.askCallLog(0, 1);
    world.pbx.resyncSoon("test");
    await world.clock.runFor(60_000);
    expect([world.seen.length, world.states.length]).toEqual([seen, states]);
  });
});

describe("a PBX behind https", () => {
  it("is not trusted with a certificate of its own, unless told so or given its CA", async () => {
    const tls = await selfSigned();
    const stranger = await begin({ tls });
    expect(standing(stranger)).toEqual([
      "not-connected",
      "certificate-not-trusted",
      "certificate-not-trusted",
    ]);
    expect(standing(await begin({ tls, settings: { allowSelfSigned: true } }))).toEqual(well);

    const folder = mkdtempSync(join(tmpdir(), "pbx-ca-"));
    const caFile = join(folder, "ca.pem");
    writeFileSync(caFile, tls.cert);
    expect(standing(await begin({ tls, settings: { caFile } }))).toEqual(well);
    rmSync(folder, { recursive: true });
  });

  it("cannot be reached when the CA file is missing, and the file is named", async () => {
    const world = await begin({ settings: { caFile: "/nowhere/ca.pem" } });
    expect(standing(world)).toEqual(["not-connected", "ca-file-unreadable", "ca-file-unreadable"]);
    expect(world.seen).toEqual([]);
  });
});

describe("without a PBX", () => {
  it("nothing is asked while nothing is set up", async () => {
    const world = await begin({ settings: { url: undefined } });
    expect(world.pbx.state().overall).toBe("not-configured");
    expect(world.simulator.stats().requests).toBe(0);
    world.pbx.askCallLog(1, 2);
    expect(world.seen).toMatchObject([{ type: "call-log", final: true, calls: [] }]);
  });

  it("the closed port is named", async () => {
    const world = await begin({ settings: { url: "http://127.0.0.1:1" } });
    expect(standing(world)).toEqual(["not-connected", "connection-refused", "connection-refused"]);
    expect(world.pbx.state().callControl.sentence).toBe("127.0.0.1 is there, but nothing listens on port 1.");
  });
});
