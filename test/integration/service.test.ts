/** What an administrator meets: the service starts, says how it stands, heals by itself, stops, and comes back after a crash. */
import { relative } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { receivedEvents } from "../../src-main/demo/received-events.ts";
import { selfSigned } from "../../src-main/simulator/certificate.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { createServiceFolder, type ServiceProcess, startService, until } from "./service-process.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function world() {
  const clock = createRealClock();
  const random = createSeededRandom(1);
  const model = createPbxModel({ clock, random });
  const simulator = createSimulator({
    model,
    clock,
    random,
    tls: await selfSigned(),
    clients: [
      { clientId: "webhook", secret: "s3cret-of-the-pbx", monitored: model.dns().map(({ dn }) => dn) },
    ],
  });
  const receiver = createReceiver({ clock });
  const { url } = await simulator.start();
  await receiver.start();
  const folder = createServiceFolder();
  closers.push(folder.remove, receiver.stop, simulator.stop);
  const settings = (extra: readonly string[] = []) => [
    "[pbx]",
    `url = ${url}`,
    "client_id = webhook",
    "client_secret = s3cret-of-the-pbx",
    "allow_self_signed = yes",
    "[endpoint.native]",
    `url = ${receiver.url()}/native`,
    "dialect = native",
    ...extra,
    "[server]",
    "port = 0",
  ];
  folder.write(settings());
  const start = () => {
    const service = startService(folder.args);
    closers.push(async () => {
      service.child.kill("SIGKILL");
      await service.ended();
    });
    return service;
  };
  return { model, simulator, receiver, folder, settings, start };
}

async function untilState(service: ServiceProcess, source: "call_control" | "active_calls", state: string) {
  await until(
    async () => ((await service.health()).pbx[source].state === state ? true : undefined),
    () => `${source} did not become ${state}:\n${service.output()}`,
  );
  return (await service.health()).pbx;
}

describe("the service on a PBX over https", () => {
  it("does not run on defaults when the settings file that was named is not there", async () => {
    const folder = createServiceFolder();
    closers.push(folder.remove);
    for (const extra of [["--check"], []]) {
      const service = startService([...folder.args, ...extra]);
      closers.push(() => service.child.kill("SIGKILL"));
      expect(await service.ended()).toBe(2);
      expect(service.output()).toContain(`there is no settings file at ${folder.settings}.`);
    }
  });

  it("names the settings file by its whole path, however it was given", async () => {
    const folder = createServiceFolder();
    closers.push(folder.remove);
    folder.write(["[server]", "port = 0"]);
    const service = startService(["--settings", relative(process.cwd(), folder.settings), "--check"]);
    expect(await service.ended()).toBe(0);
    expect(service.output()).toContain(`No mistakes in the settings (${folder.settings})`);
  });

  it("tells the truth about a wrong secret and recovers by itself", async () => {
    const { simulator, start } = await world();
    simulator.setFaults(["wrong-secret"]);
    const service = start();
    const pbx = await untilState(service, "call_control", "wrong-secret");
    expect(pbx.state).toBe("not-connected");
    expect(pbx.call_control.advice).not.toBe("");
    simulator.setFaults([]);
    await untilState(service, "call_control", "connected");
    await untilState(service, "active_calls", "connected");
    await until(
      async () => ((await service.health()).status === "ok" ? true : undefined),
      () => service.output(),
    );
    expect(service.output()).toContain(`"state":"wrong-secret"`);
    expect(service.output()).not.toContain("s3cret-of-the-pbx");
  });

  it.each([
    ["no-monitored", "no-monitored-extensions"],
    ["no-licence", "no-licence"],
  ] as const)("tells the truth about %s and recovers by itself", async (fault, state) => {
    const { simulator, start } = await world();
    simulator.setFaults([fault]);
    const service = start();
    const pbx = await untilState(service, "call_control", state);
    expect(pbx.state).toBe("degraded");
    expect(pbx.active_calls.state).toBe("connected");
    expect(pbx.call_control.advice).not.toBe("");
    simulator.setFaults([]);
    await untilState(service, "call_control", "connected").catch(() =>
      untilState(service, "call_control", "connected"),
    );
  });

  it("takes changed settings while it runs, and keeps the old ones when there is a mistake", async () => {
    const { folder, settings, receiver, start, model } = await world();
    const service = start();
    await untilState(service, "active_calls", "connected");
    folder.write(settings(["timeout_s = soon"]));
    await until(
      () => (service.output().includes("stay in force") ? true : undefined),
      () => service.output(),
    );
    expect(service.output()).toContain("timeout_s");
    folder.write(settings(["[endpoint.second]", `url = ${receiver.url()}/second`]));
    await until(
      async () => ((await service.health()).endpoints.length === 2 ? true : undefined),
      () => service.output(),
    );
    folder.write(settings(["[endpoit.second]", `url = ${receiver.url()}/second`]));
    await until(
      () => (service.output().includes("Did you mean [endpoint.second]?") ? true : undefined),
      () => service.output(),
    );
    await untilState(service, "call_control", "connected");
    model.perform({ type: "arrive", call: "a", from: "+420601000001", rule: "DirectDID" });
    model.perform({ type: "ring", call: "a", dns: ["101"] });
    await until(
      () => receiver.requests().find((request) => request.path === "/second"),
      () => service.output(),
    );
  });

  it("goes on with the same ids after kill -9 in mid-call, and stops within five seconds when told to", async () => {
    const { model, receiver, start, folder } = await world();
    const first = start();
    await untilState(first, "call_control", "connected");
    model.perform({ type: "arrive", call: "a", from: "+420601000001", rule: "DirectDID" });
    model.perform({ type: "ring", call: "a", dns: ["101"] });
    model.perform({ type: "answer", call: "a", dn: "101" });
    const events = () => receivedEvents(receiver.requests());
    await until(
      () => events().find(({ event }) => event === "started"),
      () => first.output(),
    );
    first.child.kill("SIGKILL");
    await first.ended();

    const second = start();
    await untilState(second, "call_control", "connected");
    const third = startService(folder.args);
    expect(await third.ended()).toBe(1);
    expect(third.output()).toMatch(/in use by another 3CX Webhook/);

    model.perform({ type: "hang-up", call: "a", by: "outside" });
    await until(
      () => events().find(({ event }) => event === "ended"),
      () => second.output(),
    );
    expect(new Set(events().map(({ chainId }) => chainId)).size).toBe(1);
    expect(events().map(({ event, link }) => `${event} ${link}`)).toEqual([
      "ringing 0",
      "started 1",
      "ended 1",
    ]);

    model.perform({ type: "arrive", call: "b", from: "+420601000002", rule: "DirectDID" });
    model.perform({ type: "ring", call: "b", dns: ["101"] });
    second.child.kill("SIGTERM");
    expect(await second.ended()).toBe(0);
  });
});
