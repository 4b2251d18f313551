/** The service as a process of its own, between a simulated PBX and a receiver that stay well while it is troubled. */
import { createRealClock } from "../../src-main/clock.ts";
import { receivedEvents } from "../../src-main/demo/received-events.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { createServiceFolder, startService, until } from "../integration/service-process.ts";

export async function createServiceWorld() {
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
  const close = async () => {
    service.child.kill("SIGKILL");
    await service.ended();
    await simulator.stop();
    await receiver.stop();
    folder.remove();
  };
  const events = () =>
    receivedEvents(receiver.requests()).map(({ event, chainId, link }) => ({
      chainId,
      what: `${event} ${link}`,
    }));
  const connected = async () => (await service.health()).pbx.call_control.state === "connected";
  await until(async () => ((await connected()) ? true : undefined), service.output);
  const arrive = (call: string, from: string, dn: string) => {
    model.perform({ type: "arrive", call, from, rule: "DirectDID" });
    model.perform({ type: "ring", call, dns: [dn] });
  };
  /** What each chain told, in the order in which it first came. */
  const stories = () =>
    Object.values(Object.groupBy(events(), ({ chainId }) => chainId)).map((story) =>
      (story ?? []).map(({ what }) => what),
    );
  const untilEvents = (count: number) =>
    until(
      () => (events().length >= count ? true : undefined),
      () => `${JSON.stringify(events())}\n${service.output()}`,
    );
  return { model, service, arrive, stories, untilEvents, close };
}
