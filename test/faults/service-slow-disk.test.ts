/** The whole service on a disk on which each commit takes half a second, as on a host that makes a backup. */
import { afterEach, describe, expect, it } from "vitest";
import { allFaults } from "./selection.ts";
import { createServiceWorld } from "./service-world.ts";
import { canSlowDisk, slowDisk } from "./slow-disk.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

describe.skipIf(!allFaults || !canSlowDisk)("a slow disk (needs strace; run by npm run test:faults)", () => {
  it("makes webhooks late, and none is lost, doubled or out of order", async () => {
    const { model, service, arrive, stories, untilEvents, close } = await createServiceWorld();
    closers.push(close);
    const disk = await slowDisk(service.child.pid ?? 0, 500);
    closers.push(disk.end);
    const calls = ["101", "102", "103", "104"];
    for (const dn of calls) arrive(dn, `+420601000${dn}`, dn);
    await untilEvents(4);
    for (const dn of calls) model.perform({ type: "answer", call: dn, dn });
    await untilEvents(8);
    for (const dn of calls) model.perform({ type: "hang-up", call: dn, by: "outside" });
    await untilEvents(12);
    expect(stories()).toEqual(calls.map(() => ["ringing 0", "started 1", "ended 1"]));
  });
});
