import { describe, expect, it } from "vitest";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import { createLegBook, legKey } from "../../../src-main/pbx/leg-book.ts";
import { createSnapshots } from "../../../src-main/pbx/snapshot.ts";
import {
  answer,
  createFakeApi,
  createWorld,
  dnEntry,
  fail,
  leg,
  participant,
  rest,
  seenOf,
} from "./helpers.ts";

function create(handle: (path: string) => PbxResult | undefined) {
  const world = createWorld();
  const book = createLegBook();
  const fake = createFakeApi(handle);
  const notes: string[] = [];
  const beingRead = new Set<string>();
  const snapshots = createSnapshots({
    ...world,
    ...fake,
    book,
    beingRead: () => beingRead,
    onTaken: (grew) => void notes.push(grew ? "taken, more extensions" : "taken"),
    onFailing: ({ kind }, failures) => void notes.push(`${kind} ${failures}`),
  });
  const taken = () => seenOf(world.seen, "snapshot");
  return { ...world, ...fake, book, snapshots, notes, beingRead, taken };
}

const quiet = answer([dnEntry("150")]);

describe("snapshots", () => {
  it("are taken after a connect and every 30 s", async () => {
    const { snapshots, clock, taken } = create(() => quiet);
    await snapshots.first();
    await clock.runFor(61_000);
    expect(taken().map(({ afterGap, atMs }) => [afterGap, atMs - (taken()[0]?.atMs ?? 0)])).toEqual([
      [true, 0],
      [false, 30_000],
      [false, 60_000],
    ]);
    expect(taken()[0]).toMatchObject({ monitored: [{ dn: "150", type: "extension" }], legs: [] });
  });

  it("come every 10 s while no extension is monitored", async () => {
    const { snapshots, clock, taken } = create(() => answer([dnEntry("crm", [], "Wroutepoint")]));
    await snapshots.first();
    await clock.runFor(21_000);
    expect(taken()).toHaveLength(3);
  });

  it("come 250 ms after a hint, once for many hints", async () => {
    const { snapshots, clock, asked } = create(() => quiet);
    await snapshots.first();
    for (let hint = 0; hint < 20; hint++) {
      snapshots.soon("test");
      await clock.runFor(10);
    }
    expect(asked).toHaveLength(1);
    await clock.runFor(50);
    expect(asked).toHaveLength(2);
    await clock.runFor(1000);
    expect(asked).toHaveLength(2);
  });

  it("are asked again when a hint came during the question", async () => {
    const { snapshots, clock, asked, open } = create(() => undefined);
    void snapshots.first();
    snapshots.soon("test");
    open.shift()?.reply(quiet);
    await rest();
    await clock.runFor(250);
    expect(asked).toHaveLength(2);
  });

  it("grow rare when numbers skip without anything being lost", async () => {
    const { snapshots, clock, asked } = create(() => quiet);
    await snapshots.first();
    for (let step = 0; step < 600; step++) {
      snapshots.soonAfterGap("test");
      await clock.runFor(100);
    }
    expect(asked.length).toBeLessThan(15);
  });

  it("stay frequent when they bring news each time", async () => {
    let id = 0;
    const { snapshots, clock, asked } = create(() => answer([dnEntry("150", [participant({ id: ++id })])]));
    await snapshots.first();
    for (let step = 0; step < 100; step++) {
      snapshots.soonAfterGap("test");
      await clock.runFor(100);
    }
    expect(asked.length).toBeGreaterThan(30);
  });

  it("do not overrule what was seen while they were under way", async () => {
    const { snapshots, book, beingRead, open, taken, clock } = create(() => undefined);
    const known = leg({ legId: 3 });
    book.put(known);
    void snapshots.first();
    const askedAtMs = clock.nowMs();
    await clock.runFor(2_000);
    book.put(leg({ legId: 1, status: "connected" }));
    book.remove("150", 2);
    beingRead.add(legKey("150", 4));
    const listed = [1, 2, 4].map((id) => participant({ id }));
    open[0]?.reply(answer([dnEntry("150", listed)]));
    await rest();
    expect(taken()).toEqual([
      {
        type: "snapshot",
        atMs: askedAtMs + 2_000,
        askedAtMs,
        afterGap: true,
        monitored: [{ dn: "150", type: "extension" }],
        legs: [leg({ legId: 1, status: "connected" })],
      },
    ]);
  });

  it("are tried again when they fail, and the gap is not forgotten", async () => {
    let tries = 0;
    const { snapshots, clock, notes, taken } = create(() => {
      tries += 1;
      if (tries === 1) return fail("server-error", 500);
      return tries === 2 ? answer({ no: "list" }) : quiet;
    });
    await snapshots.first();
    await clock.runFor(5_000);
    expect(notes).toEqual(["server-error 1", "not-3cx 2", "taken"]);
    expect(taken()).toMatchObject([{ afterGap: true }]);
  });

  it("stop when paused, also the one under way", async () => {
    const { snapshots, clock, open, taken, asked } = create(() => undefined);
    void snapshots.first();
    snapshots.soon("test");
    snapshots.pause();
    open[0]?.reply(quiet);
    await rest();
    await clock.runFor(60_000);
    expect(taken()).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it("notice when more extensions are monitored than at the connect", async () => {
    let dns = ["150"];
    const { snapshots, clock, notes } = create(() => answer(dns.map((dn) => dnEntry(dn))));
    await snapshots.first();
    dns = ["150", "151"];
    await clock.runFor(30_000);
    expect(notes).toEqual(["taken", "taken, more extensions"]);
  });
});
