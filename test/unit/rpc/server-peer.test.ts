// What one window may cost the engine, whatever it sends and however little it reads.
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../../src-shared/rpc/close-reason.ts";
import type { RpcLimits } from "../../../src-shared/rpc/limits.ts";
import { createServerPeer } from "../../../src-shared/rpc/server-peer.ts";
import {
  createHandClock,
  createLogBook,
  createSmallEngine,
  smallContract,
} from "../../contract/small-contract.ts";

/** A window in the test's hand. */
function createWindow() {
  let onMessage: (text: string) => void = () => {};
  let onClose: (reason: CloseReason) => void = () => {};
  const heard: { kind: string; [key: string]: unknown }[] = [];
  const closed: CloseReason[] = [];
  const line = { buffered: 0 };
  const channel: Channel = {
    send: (text) => void heard.push(JSON.parse(text) as (typeof heard)[number]),
    onMessage: (listener) => (onMessage = listener),
    onClose: (listener) => (onClose = listener),
    close: (reason) => void closed.push(reason),
    buffered: () => line.buffered,
  };
  return {
    channel,
    heard,
    closed,
    line,
    send: (text: string) => onMessage(text),
    say: (message: object) => onMessage(JSON.stringify(message)),
    vanish: () => onClose("lost"),
    kinds: () => heard.map(({ kind }) => kind),
  };
}

function newPeer(limits: Partial<RpcLimits> = {}) {
  const engine = createSmallEngine();
  const log = createLogBook();
  const clock = createHandClock();
  const { handlers, source } = engine;
  const peer = createServerPeer({
    contract: smallContract,
    handlers,
    source,
    version: "2.0.0",
    clock,
    log,
    limits,
  });
  return { engine, log, clock, peer };
}

const hello = { kind: "hello", protocol: 7, version: "2.0.0" };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("a full transport gets no more events; once it has emptied, one snapshot stands for them all", () => {
  const { engine, peer } = newPeer({ fullBuffer: 1_000 });
  const window = createWindow();
  peer.accept(window.channel, undefined);
  window.say(hello);
  engine.count();
  window.line.buffered = 1_001;
  for (let times = 0; times < 10_000; times++) engine.count();
  expect(window.kinds()).toEqual(["welcome", "event"]);
  window.line.buffered = 0;
  engine.count();
  expect(window.kinds()).toEqual(["welcome", "event", "snapshot"]);
  expect(window.heard[2]).toMatchObject({ seq: 10_002, snapshot: { count: 10_002 } });
});

test("a window that catches up while nothing happens is told at its next sign of life", () => {
  const { engine, peer } = newPeer({ fullBuffer: 1_000 });
  const window = createWindow();
  peer.accept(window.channel, undefined);
  window.say(hello);
  window.line.buffered = 1_001;
  engine.count();
  window.line.buffered = 0;
  window.say({ kind: "ping" });
  expect(window.kinds()).toEqual(["welcome", "pong", "snapshot"]);
});

test("a window that asks and never reads is given up", async () => {
  const { log, peer } = newPeer({ mostBuffered: 5_000 });
  const window = createWindow();
  peer.accept(window.channel, undefined);
  window.say(hello);
  window.line.buffered = 5_001;
  window.say({ kind: "ping" });
  expect(window.closed).toEqual(["too-slow"]);
  expect(log.lines.join()).toContain("could not keep up");
  window.say({ kind: "request", id: 1, method: "echo", params: { text: "x" } });
  await settle();
  expect(window.kinds()).toEqual(["welcome", "pong", "bye"]);
});

test("asking for snapshots without taking them is bounded, too", () => {
  const { peer } = newPeer({ mostUntaken: 10 });
  const window = createWindow();
  peer.accept(window.channel, undefined);
  window.say(hello);
  for (let times = 0; times < 1_000; times++) window.say({ kind: "snapshot" });
  expect(window.heard).toHaveLength(10);
});

test("an event is checked and written once, however many windows there are", () => {
  let checks = 0;
  const counted = z.object({ to: z.int() }).refine(() => {
    checks += 1;
    return true;
  });
  const engine = createSmallEngine();
  const contract = { ...smallContract, events: { ...smallContract.events, count: counted } };
  const peer = createServerPeer({
    contract,
    handlers: engine.handlers,
    source: engine.source,
    version: "2.0.0",
    clock: createHandClock(),
    log: createLogBook(),
  });
  const windows = Array.from({ length: 20 }, createWindow);
  for (const window of windows) {
    peer.accept(window.channel, undefined);
    window.say(hello);
  }
  engine.count();
  expect(windows.every(({ heard }) => heard.length === 2)).toBe(true);
  expect(checks).toBe(1);
});

test("one number cannot stand for two requests at a time", async () => {
  const { peer } = newPeer();
  const window = createWindow();
  peer.accept(window.channel, undefined);
  window.say(hello);
  const request = { kind: "request", id: 5, method: "wait", params: {} };
  window.say(request);
  window.say(request);
  expect(window.closed).toEqual(["malformed"]);
});

test("a snapshot that cannot be made is logged and closes politely", () => {
  const { engine, log } = newPeer();
  const broken = createServerPeer({
    contract: smallContract,
    handlers: engine.handlers,
    source: {
      ...engine.source,
      snapshot() {
        throw new Error("no state");
      },
    },
    version: "2.0.0",
    clock: createHandClock(),
    log,
  });
  const window = createWindow();
  broken.accept(window.channel, undefined);
  window.say(hello);
  expect([window.closed, broken.windows(), engine.listeners()]).toEqual([["closed"], 0, 0]);
  expect(log.lines.join()).toContain("The snapshot could not be made");
});

test("after close, later windows are refused with the same reason", () => {
  const { peer, clock } = newPeer();
  const [before, after] = [createWindow(), createWindow()];
  peer.accept(before.channel, undefined);
  peer.close("stopping");
  peer.accept(after.channel, undefined);
  expect([before.closed, after.closed, peer.windows(), clock.waiting]).toEqual([
    ["stopping"],
    ["stopping"],
    0,
    0,
  ]);
});

test("a window that vanishes leaves nothing behind", async () => {
  const { engine, peer, clock } = newPeer();
  const window = createWindow();
  peer.accept(window.channel, undefined);
  window.say(hello);
  window.say({ kind: "request", id: 1, method: "wait", params: {} });
  await settle();
  window.vanish();
  await settle();
  expect(engine.waits.map(({ aborted }) => aborted)).toEqual([true]);
  expect([peer.windows(), engine.listeners(), clock.waiting]).toEqual([0, 0, 0]);
  expect(window.kinds()).toEqual(["welcome"]);
});

const anything = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record({
      kind: fc.constantFrom("hello", "request", "cancel", "snapshot", "taken", "ping", "event", "bye"),
      id: fc.oneof(fc.integer(), fc.string()),
      method: fc.constantFrom("echo", "misfit", "crash", "__proto__", "toString", ""),
      params: fc.jsonValue(),
      count: fc.integer(),
      protocol: fc.constantFrom(7, 6, "7"),
      version: fc.string(),
    })
    .map((message) => JSON.stringify(message)),
);

test("whatever a window sends, the engine and the other windows go on", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 20 }), async (texts) => {
      const { peer } = newPeer();
      const [good, bad] = [createWindow(), createWindow()];
      peer.accept(good.channel, undefined);
      peer.accept(bad.channel, undefined);
      good.say(hello);
      bad.say(hello);
      for (const text of texts) bad.send(text);
      good.say({ kind: "request", id: 1, method: "echo", params: { text: "alive" } });
      await settle();
      expect(good.heard.at(-1)).toEqual({ kind: "reply", id: 1, result: { text: "alive" } });
      expect(bad.closed.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});
