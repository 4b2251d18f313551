import { expect, test } from "vitest";
import { createMonitorStore } from "../../../../src-renderer/store/monitor-store.ts";
import { createFakeClient } from "../fake-client.ts";
import { aCall, aProblem, aSnapshot, fixtureNowMs } from "../fixtures.ts";

function setUp() {
  const client = createFakeClient({ snapshot: aSnapshot() });
  const frames: (() => void)[] = [];
  let nowMs = fixtureNowMs - 5_000;
  const { store, onEvent } = createMonitorStore(client, {
    nowMs: () => nowMs,
    frame: (run) => void frames.push(run),
  });
  let renders = 0;
  store.subscribe(() => (renders += 1));
  return {
    client,
    store,
    onEvent,
    frame: () => {
      for (const run of frames.splice(0)) run();
    },
    waitMs: (ms: number) => (nowMs += ms),
    renders: () => renders,
  };
}

const call = (at: number) => aCall({ chainId: `call-${at}` });

test("however many events come, they are shown once per frame", () => {
  const { client, store, frame, renders } = setUp();
  for (let at = 0; at < 20; at += 1) client.push("calls", { changed: [call(at)], ended: [] });
  client.push("problems", []);
  expect(renders()).toBe(0);
  frame();
  expect(renders()).toBe(1);
  expect(store.getState().engine?.calls.size).toBe(23);
  expect(store.getState().engine?.problems).toEqual([]);
});

test("a hidden window, which gets no frames, keeps nothing waiting without end", () => {
  const { client, renders } = setUp();
  for (let at = 0; at < 1_000; at += 1) client.push("problems", [aProblem()]);
  expect(renders()).toBe(2);
});

test("a storm of changes is drawn twice a second and says so", () => {
  const { client, store, frame, waitMs, renders } = setUp();
  const storm = () =>
    client.push("calls", { changed: Array.from({ length: 40 }, (_, at) => call(at)), ended: [] });
  for (let tick = 0; tick < 60; tick += 1) {
    waitMs(50);
    storm();
    frame();
  }
  expect(store.getState().changesPerS).toBeGreaterThan(700);
  expect(renders()).toBeLessThan(12);
});

test("what a person waits for is not held up by a storm", () => {
  const { client, store, frame, waitMs } = setUp();
  for (let tick = 0; tick < 30; tick += 1) {
    waitMs(50);
    client.push("calls", { changed: Array.from({ length: 40 }, (_, at) => call(at)), ended: [] });
    frame();
  }
  waitMs(10);
  client.push("problems", []);
  frame();
  expect(store.getState().engine?.problems).toEqual([]);
});

test("the engine's clock is known, and a lost connection keeps the last state", () => {
  const { client, store } = setUp();
  expect(store.getState().clockOffsetMs).toBe(5_000);
  client.become({ kind: "reconnecting", sinceMs: 0, reason: "lost" });
  expect(store.getState().connection.kind).toBe("reconnecting");
  expect(store.getState().engine?.calls.size).toBe(3);
});

test("a fresh snapshot replaces all, waiting events of before too", () => {
  const { client, store, frame } = setUp();
  client.push("problems", []);
  client.tell(aSnapshot({ calls: [] }));
  frame();
  expect(store.getState().engine?.calls.size).toBe(0);
  expect(store.getState().engine?.problems).toHaveLength(2);
});

test("events that are no part of the state reach those who listen, at once", () => {
  const { client, onEvent } = setUp();
  const heard: string[] = [];
  const stop = onEvent((event) => heard.push(event.event));
  client.push("log-rows", { rows: [], skipped: 3 });
  stop();
  client.push("log-rows", { rows: [], skipped: 4 });
  expect(heard).toEqual(["log-rows"]);
});
