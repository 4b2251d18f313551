/**
 * The whole service, stopped by the operating system in mid-call and continued: as near as a test comes to a
 * machine that is put to sleep. The PBX and the receiver go on meanwhile.
 */
import { afterEach, describe, expect, it } from "vitest";
import { allFaults } from "./selection.ts";
import { createServiceWorld } from "./service-world.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// Windows has no such signals.
describe.skipIf(!allFaults || process.platform === "win32")("a service, run by npm run test:faults,", () => {
  it("that was stopped in mid-call for ten seconds tells what happened meanwhile, once and in order", async () => {
    const { model, service, arrive, stories, untilEvents, close } = await createServiceWorld();
    closers.push(close);
    arrive("long", "+420601000001", "101");
    arrive("short", "+420601000002", "102");
    await untilEvents(2);

    service.child.kill("SIGSTOP");
    for (const [call, dn] of [["long", "101"] as const, ["short", "102"] as const]) {
      model.perform({ type: "answer", call, dn });
    }
    await pause(2000);
    arrive("unseen", "+420601000003", "103");
    model.perform({ type: "answer", call: "unseen", dn: "103" });
    await pause(3000);
    model.perform({ type: "hang-up", call: "short", by: "outside" });
    model.perform({ type: "hang-up", call: "unseen", by: "outside" });
    await pause(5000);
    service.child.kill("SIGCONT");

    // Talks that began and ended unseen: of them there is only the end.
    await untilEvents(5);
    model.perform({ type: "hang-up", call: "long", by: "outside" });
    await untilEvents(6);
    arrive("next", "+420601000004", "104");
    await untilEvents(7);

    expect(stories()).toEqual([
      ["ringing 0", "started 1", "ended 1"],
      ["ringing 0", "ended 1"],
      ["ended 1"],
      ["ringing 0"],
    ]);
  });
});
