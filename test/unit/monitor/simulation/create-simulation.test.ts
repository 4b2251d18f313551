/** The simulator of the window, from the order to the verdict, against the built-in and a real receiver. */
import { randomFillSync } from "node:crypto";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import { settingsOf } from "../../../../src-main/demo/stage.ts";
import {
  createSimulation,
  type Simulation,
} from "../../../../src-main/monitor/simulation/create-simulation.ts";
import type { RunParams } from "../../../../src-main/monitor/simulation/order.ts";
import { createReceiver, type Receiver } from "../../../../src-main/simulator/receiver.ts";
import type { DeliveryLog } from "../../../../src-main/store/log/create-delivery-log.ts";
import type { DeliveryRecord } from "../../../../src-main/store/log/types.ts";
import { createEventIds } from "../../../../src-main/webhooks/event-ids.ts";
import { simulationSchema, type SimulationView } from "../../../../src-shared/contract/snapshot.ts";
import { isRefusal } from "../../../../src-shared/rpc/rpc-error.ts";
import type { AttemptRecord } from "../../../../src-shared/webhooks/delivery-report.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const caller = { signal: { aborted: false } as AbortSignal, caller: undefined };
const clock = createRealClock();

const order: RunParams = {
  ...{ scenario: "inbound-answered", speed: 1000, count: 1, atOnce: 1, faults: [] },
  target: { kind: "built-in", dialect: "komplit", status: 200, delayMs: 0 },
};

const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.stop();
});

function simulated(settings = "", notes?: { records: DeliveryRecord[]; attempts: AttemptRecord[] }) {
  const views: SimulationView[] = [];
  let told = () => {};
  const simulation: Simulation = createSimulation({
    ...{ clock, version: "1.2.3", newId: createEventIds(randomFillSync), logger: () => silent },
    settings: () => settingsOf(settings),
    ...(notes === undefined ? {} : { deliveryLog: noting(notes) }),
    onChange: () => {
      views.push(simulation.view());
      told();
    },
  });
  opened.push(simulation);
  return {
    simulation,
    views,
    run: (params: Partial<RunParams> = {}) =>
      simulation.handlers["simulator.run"]({ ...order, ...params }, caller),
    /** Resolves at the first view, told from now on, that fits. */
    until: (fits: (view: SimulationView) => boolean) =>
      new Promise<SimulationView>((resolve) => {
        told = () => {
          const view = views.at(-1);
          if (view !== undefined && fits(view)) resolve(view);
        };
      }),
  };
}

const over = ({ state }: SimulationView) => state !== "running" && state !== "idle";

function noting({
  records,
  attempts,
}: {
  records: DeliveryRecord[];
  attempts: AttemptRecord[];
}): DeliveryLog {
  const none = async () => ({ ok: false as const, sentence: "Not asked here." });
  return {
    accepted: (record) => records.push(record),
    record: (attempt) => attempts.push(attempt),
    replayed() {},
    onNoted: () => () => {},
    ...{ query: none, total: none, counts: none, delivery: none, resendPlan: none, frozen: none },
    async *export() {},
    ...{ keep() {}, prune: async () => {}, stats: none as never, close: async () => {} },
  };
}

async function receiving(): Promise<{ receiver: Receiver; url: string }> {
  const receiver = createReceiver({ clock });
  const { url } = await receiver.start();
  opened.push(receiver);
  return { receiver, url };
}

describe("a simulation", () => {
  it("plays a scenario, shows each event with its request, and says that it came as promised", async () => {
    const { run, until, simulation } = simulated();
    expect(simulation.view().state).toBe("idle");
    const ended = until(over);
    const answer = await run();
    expect(isRefusal(answer)).toBe(false);
    const view = await ended;
    expect(view.verdict).toBe(
      "All 3 events came as the scenario promises. All 3 requests were accepted by the built-in receiver.",
    );
    expect(view).toMatchObject({ state: "done", expected: 3, sent: 3 });
    expect(view.calls).toEqual({ planned: 1, running: 0, finished: 1 });
    expect(view.events.map(({ type, user, state }) => `${type} ${user} ${state}`)).toEqual([
      "ringing 101 delivered",
      "started 101 delivered",
      "ended 101 delivered",
    ]);
    expect(view.events[0]?.request).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/\?event=ringing&callerid=/);
    expect(simulationSchema.safeParse(view).success).toBe(true);
  });

  it("tells many calls at once apart, in a bounded view", async () => {
    const { run, until } = simulated();
    const ended = until(over);
    await run({
      count: 60,
      atOnce: 30,
      target: { ...order.target, dialect: "native" } as RunParams["target"],
    });
    const view = await ended;
    expect(view.verdict).toContain("All 180 events came as the scenario promises.");
    expect(view.calls.finished).toBe(60);
    expect(view.events).toHaveLength(200);
    expect(JSON.stringify(view).length).toBeLessThan(120_000);
  });

  it("sends to real endpoints with a mark, in the request and in the log, and with the user's own numbers", async () => {
    const { receiver, url } = await receiving();
    const notes = { records: [] as DeliveryRecord[], attempts: [] as AttemptRecord[] };
    const settings = `[endpoint.crm]\nurl = ${url}/crm?key=Planted-1\n[endpoint.desk]\nurl = ${url}/desk`;
    const { run, until } = simulated(settings, notes);
    const ended = until(over);
    await run({
      ...{ callerNumber: "+49 30 1234567", extension: "4711", did: "Our line" },
      target: { kind: "endpoints", names: ["crm"] },
    });
    const view = await ended;
    expect(view.verdict).toContain("All 3 requests were accepted by crm.");
    const requests = receiver.requests();
    expect(requests.map(({ path }) => path)).toEqual(["/crm", "/crm", "/crm"]);
    expect(requests.every(({ headers }) => headers["webhook-simulated"] === "1")).toBe(true);
    const query = Object.fromEntries(requests[0]?.query ?? []);
    expect(query).toMatchObject({ key: "Planted-1", callerid: "49301234567", user: "4711", did: "Our line" });
    expect(query["id"]).toMatch(/^\d{12}_\d+-0$/);
    expect(notes.records.every(({ simulated }) => simulated)).toBe(true);
    expect(notes.records.map(({ test, headers }) => [test, headers["webhook-simulated"]])).toEqual(
      Array(3).fill([true, "1"]),
    );
    expect(notes.attempts.map(({ test, result }) => [test, result])).toEqual(
      Array(3).fill([true, "delivered"]),
    );
    expect(JSON.stringify([view, notes])).not.toContain("Planted");
  });

  it("says what a receiver answered, and leaves nothing waiting", async () => {
    const notes = { records: [] as DeliveryRecord[], attempts: [] as AttemptRecord[] };
    const { receiver, url } = await receiving();
    receiver.setBehaviour({ status: 422, body: "user is required" });
    const { run, until, simulation } = simulated(`[endpoint.crm]\nurl = ${url}/`, notes);
    const failing = until(({ events }) => events.some(({ state }) => state === "failed"));
    await run({ target: { kind: "endpoints", names: ["crm"] } });
    await failing;
    const ended = until(over);
    await simulation.handlers["simulator.stop"]({}, caller);
    const view = await ended;
    expect(view.state).toBe("stopped");
    expect(view.verdict).toMatch(/^Stopped by hand: /);
    expect(view.events.every(({ state }) => state === "failed")).toBe(true);
    const last = new Map(notes.attempts.map((attempt) => [attempt.eventId, attempt]));
    expect([...last.values()].every(({ result }) => result === "dropped" || result === "gave-up")).toBe(true);
  });

  it("goes at the pace asked for, can be stopped at once, and listens to nothing afterwards", async () => {
    const { run, until, simulation } = simulated();
    const first = until(({ events }) => events.length > 0);
    await run({ speed: 10 });
    const { events } = await first;
    const port = Number(
      /:(\d+)\//.exec(
        (await until(({ events: [row] }) => row?.request !== undefined)).events[0]?.request ?? "",
      )?.[1],
    );
    expect(events[0]?.type).toBe("ringing");
    const again = await run();
    expect(isRefusal(again) && again.refused.sentence).toBe(
      "A simulation is running already; stop it first.",
    );
    await simulation.stop();
    expect(simulation.view().state).toBe("stopped");
    await expect(reach(port)).rejects.toThrow("ECONNREFUSED");
    expect(isRefusal(await run())).toBe(false);
  });

  it("says why no call is made when the phone system shows nothing", async () => {
    const { run, until } = simulated();
    const ended = until(over);
    await run({ faults: ["wrong-secret"] });
    expect(await ended).toMatchObject({ state: "failed", sent: 0 });
    expect((await ended).verdict).toContain("3CX refuses the client id or the API key.");
  });

  it("is judged by what can be promised when events get lost", async () => {
    const { run, until } = simulated();
    const ended = until(over);
    await run({ scenario: "ivr-queue-answered", faults: ["drop-socket", "duplicate-upserts"], seed: 7 });
    expect(await ended).toMatchObject({ state: "done" });
  });

  it("lists what can be played", async () => {
    const list = await simulated().simulation.handlers["simulator.catalogue"]({}, caller);
    if (isRefusal(list)) throw new Error(list.refused.sentence);
    const simple = list.scenarios.find(({ name }) => name === "inbound-answered");
    expect(simple).toMatchObject({ lengthMs: 12_100, events: ["ringing 101", "started 101", "ended 101"] });
    expect(list.faults.some(({ name, lossy }) => name === "drop-socket" && lossy)).toBe(true);
  });
});

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", (error) => reject(new Error("code" in error ? String(error.code) : String(error))));
  });
}
