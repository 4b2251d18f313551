// The simulator of the window, before it is loaded and while it is.
import { randomFillSync } from "node:crypto";
import { expect, test } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import { settingsOf } from "../../../../src-main/demo/stage.ts";
import type { RunParams } from "../../../../src-main/monitor/simulation/order.ts";
import { createSimulationLater } from "../../../../src-main/monitor/simulation/simulation-later.ts";
import { createEventIds } from "../../../../src-main/webhooks/event-ids.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const call = { signal: { aborted: false } as AbortSignal, caller: undefined };
const order: RunParams = {
  ...{ scenario: "inbound-answered", speed: 1, count: 1, atOnce: 1, faults: [] },
  target: { kind: "built-in", dialect: "komplit", status: 200, delayMs: 0 },
};

const simulation = () =>
  createSimulationLater({
    ...{ clock: createRealClock(), version: "1.2.3", newId: createEventIds(randomFillSync) },
    ...{ logger: () => silent, settings: () => settingsOf(""), onChange() {} },
  });

test("it is idle until somebody asks, and stops without having been loaded", async () => {
  const unasked = simulation();
  expect(unasked.view().state).toBe("idle");
  await unasked.stop();
});

test("it answers as the simulator does", async () => {
  const { handlers } = simulation();
  expect(await handlers["simulator.catalogue"]({}, call)).toMatchObject({
    scenarios: expect.arrayContaining([expect.objectContaining({ name: "inbound-answered" })]),
  });
  expect(await handlers["simulator.run"]({ ...order, scenario: "unheard-of" }, call)).toMatchObject({
    refused: { code: "bad-params" },
  });
});

test("a run that was asked for while it loaded is stopped with the program", async () => {
  const asked = simulation();
  const answer = asked.handlers["simulator.run"](order, call);
  await asked.stop();
  expect(await answer).toMatchObject({ runId: expect.any(String) });
  expect(asked.view().state).toBe("stopped");
});
