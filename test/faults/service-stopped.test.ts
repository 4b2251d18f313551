/**
 * The whole service, stopped by the operating system in mid-call and continued: as near as a test comes to a
 * machine that is put to sleep. The PBX and the receiver go on meanwhile.
 */
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { receivedEvents } from "../../src-main/demo/received-events.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { createServiceFolder, startService, until } from "../integration/service-process.ts";
import { allFaults } from "./selection.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function world() {
  const clock = createRealClock();
  const random = createSeededRandom(1);
  const model = createPbxModel({ clock, random });
  const monitored = model.dns().map(({ dn }) => dn);
  const clients = [{ clientId: "webhook", secret: "secret", monitored }];
  const simulator = createSimulator({ model, clock, random, clients });
  const receiver = createReceiver({ clock });
  const { url } = await simulator.start();
  await receiver.start();
  const folder = createServiceFolder();
  closers.push(folder.remove, receiver.stop, simulator.stop);
  folder.write([
    "[pbx]",
    `url = ${url}`,
    "client_id = webhook",
    "client_secret = secret",
    "[endpoint.native]",
    `url = ${receiver.url()}/native`,
    "dialect = native",
    "events = ringing, started, ended",
    "[server]",
    "port = 0",
  ]);
  const service = startService(folder.args);
  closers.push(async () => {
    service.child.kill("SIGKILL");
    await service.ended();
  });
  const events = () =>
    receivedEvents(receiver.requests()).map(({ event, chainId, link }) => ({
      chainId,
      what: `${event} ${link}`,
    }));
  const connected = async () => (await service.health()).pbx.call_control.state === "connected";
  await until(async () => ((await connected()) ? true : undefined), service.output);
  const untilEvents = (count: number) =>
    until(
      () => (events().length >= count ? true : undefined),
      () => `${JSON.stringify(events())}\n${service.output()}`,
    );
  return { model, service, events, untilEvents };
}

// Windows has no such signals.
describe.skipIf(!allFaults || process.platform === "win32")("a service, run by npm run test:faults,", () => {
  it("that was stopped in mid-call for ten seconds tells what happened meanwhile, once and in order", async () => {
    const { model, service, events, untilEvents } = await world();
    const arrive = (call: string, from: string, dn: string) => {
      model.perform({ type: "arrive", call, from, rule: "DirectDID" });
      model.perform({ type: "ring", call, dns: [dn] });
    };
    arrive("long", "+420601000001", "101");
    arrive("short", "+420601000002", "102");
    await untilEvents(2);

    service.child.kill("SIGSTOP");
    for (const [call, dn] of [["long", "101"] as const, ["short", "102"] as const]) {
      model.perform({ type: "answer", call, dn });
    }
    await pause(5000);
    model.perform({ type: "hang-up", call: "short", by: "outside" });
    await pause(5000);
    service.child.kill("SIGCONT");

    // The short call's talk began and ended unseen: of that there is only the end.
    await untilEvents(4);
    model.perform({ type: "hang-up", call: "long", by: "outside" });
    await untilEvents(5);
    arrive("next", "+420601000003", "103");
    await untilEvents(6);

    const stories = Object.groupBy(events(), ({ chainId }) => chainId);
    expect(Object.values(stories).map((story) => story?.map(({ what }) => what))).toEqual([
      ["ringing 0", "started 1", "ended 1"],
      ["ringing 0", "ended 1"],
      ["ringing 0"],
    ]);
  });
});
