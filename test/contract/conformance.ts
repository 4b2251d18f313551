// What every transport between window and engine must show alike.
import { describe, expect, onTestFinished, test } from "vitest";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import { createClientPeer, type ClientPeer } from "../../src-shared/rpc/client-peer.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import type { EventOf } from "../../src-shared/rpc/contract-shape.ts";
import type { RpcLimits } from "../../src-shared/rpc/limits.ts";
import type { ServerConnection } from "../../src-shared/rpc/server-connection.ts";
import { createServerPeer, type ServerPeer } from "../../src-shared/rpc/server-peer.ts";
import {
  createHandClock,
  createLogBook,
  createSmallEngine,
  plantedSecret,
  smallContract,
  type SmallContract,
} from "./small-contract.ts";

export interface Transport {
  /** Opens a window's end; its other end was or will be handed to `accept`. */
  connect(): Channel;
  close(): Promise<void>;
}

/** Makes a transport whose engine ends go to `accept`. */
export type OpenTransport = (accept: (channel: Channel) => ServerConnection) => Promise<Transport>;

const limits: Partial<RpcLimits> = {
  mostRequestChars: 10_000,
  mostAnswerChars: 50_000,
  mostRequestsInFlight: 4,
  mostUntaken: 100,
};

async function open(openTransport: OpenTransport) {
  const engine = createSmallEngine();
  const log = createLogBook();
  const clock = createHandClock();
  const server: ServerPeer<string> = createServerPeer({
    contract: smallContract,
    handlers: engine.handlers,
    source: engine.source,
    version: "2.0.0",
    clock,
    log,
    limits,
  });
  const transport = await openTransport((channel) => server.accept(channel, "test"));
  onTestFinished(() => transport.close());
  return { engine, log, clock, server, transport };
}

interface Window {
  readonly peer: ClientPeer<SmallContract>;
  readonly counts: number[];
  readonly events: EventOf<SmallContract>[];
  readonly closed: { reason: CloseReason; sentence: string; version?: string }[];
  readonly raw: string[];
}

function openWindow(channel: Channel, version = "2.0.0", contract: SmallContract = smallContract): Window {
  const counts: number[] = [];
  const events: EventOf<SmallContract>[] = [];
  const closed: Window["closed"] = [];
  const raw: string[] = [];
  const listened: Channel = {
    ...channel,
    onMessage: (listener) =>
      channel.onMessage((text) => {
        raw.push(text);
        listener(text);
      }),
  };
  const peer = createClientPeer({
    contract,
    channel: listened,
    version,
    listener: {
      onSnapshot: (snapshot) => counts.push(snapshot.count),
      onEvent: (event) => events.push(event),
      onClosed: (reason, details) => closed.push({ reason, ...details }),
    },
  });
  return { peer, counts, events, closed, raw };
}

/** A window that says what it likes. */
function openRaw(channel: Channel) {
  const heard: { kind: string; [key: string]: unknown }[] = [];
  const closed: CloseReason[] = [];
  channel.onMessage((text) => heard.push(JSON.parse(text) as (typeof heard)[number]));
  channel.onClose((reason) => closed.push(reason));
  return { heard, closed, say: (message: object) => channel.send(JSON.stringify(message)), channel };
}

const hello = { kind: "hello", protocol: 7, version: "2.0.0" };

export function describeConformance(name: string, openTransport: OpenTransport): void {
  describe(`over ${name}`, () => {
    test("hello brings the version and everything, then events come in their order", async () => {
      const { engine, transport } = await open(openTransport);
      engine.count();
      const window = openWindow(transport.connect());
      await expect.poll(() => window.counts).toEqual([1]);
      for (let times = 0; times < 50; times++) engine.count();
      engine.say("done");
      await expect.poll(() => window.events).toHaveLength(51);
      expect(window.events.slice(0, 50).map(({ data }) => data)).toEqual(
        Array.from({ length: 50 }, (_, index) => ({ to: index + 2 })),
      );
      expect(window.events[50]).toEqual({ event: "word", data: { word: "done" } });
      expect(window.counts).toEqual([1]);
    });

    test("requests are answered, each its own, also when asked before the welcome", async () => {
      const { transport } = await open(openTransport);
      const { peer } = openWindow(transport.connect());
      const answers = await Promise.all(
        ["a", "b", "ü 漢 \u0000"].map((text) => peer.request("echo", { text })),
      );
      expect(answers).toEqual(["a", "b", "ü 漢 \u0000"].map((text) => ({ ok: true, result: { text } })));
    });

    test("a gap in the numbers brings a fresh snapshot, and events go on after it", async () => {
      const { engine, transport } = await open(openTransport);
      const window = openWindow(transport.connect());
      await expect.poll(() => window.counts).toEqual([0]);
      engine.skip();
      engine.say("after the gap");
      await expect.poll(() => window.counts).toEqual([0, 1]);
      engine.say("goes on");
      await expect.poll(() => window.events).toEqual([{ event: "word", data: { word: "goes on" } }]);
    });

    test("an event that does not fit is a gap, not an end", async () => {
      const { engine, transport, log } = await open(openTransport);
      const window = openWindow(transport.connect());
      await expect.poll(() => window.counts).toEqual([0]);
      engine.tell("count", { to: "many" });
      engine.tell("nonsense", {});
      engine.count();
      await expect.poll(() => window.counts).toEqual([0, 1]);
      expect(log.lines.join()).toContain("does not fit the contract");
      expect(window.closed).toEqual([]);
    });

    test("a cancelled request is over at once, and the engine hears of it", async () => {
      const { engine, transport } = await open(openTransport);
      const { peer } = openWindow(transport.connect());
      const cancel = new AbortController();
      const answer = peer.request("wait", {}, { signal: cancel.signal });
      await expect.poll(() => engine.waits).toHaveLength(1);
      cancel.abort();
      expect(await answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
      await expect.poll(() => engine.waits[0]?.aborted).toBe(true);
      expect(await peer.request("echo", { text: "on" })).toEqual({ ok: true, result: { text: "on" } });
      expect(await peer.request("echo", { text: "" }, { signal: cancel.signal })).toMatchObject({
        ok: false,
      });
    });

    test("what goes wrong has a code and a sentence, and no secret", async () => {
      const { transport, log } = await open(openTransport);
      const window = openWindow(transport.connect());
      const { peer } = window;
      const codeOf = async (answer: ReturnType<typeof peer.request>) => {
        const came = await answer;
        return came.ok ? "ok" : `${came.error.code}: ${came.error.sentence}`;
      };
      expect(await codeOf(peer.request("deny", {}))).toBe("not-allowed: Only the desktop may do that.");
      expect(await codeOf(peer.request("crash", {}))).toMatch(/^failed: .*log says why/);
      expect(await codeOf(peer.request("misfit", {}))).toMatch(/^failed: /);
      expect(await codeOf(peer.request("echo", { text: 1 } as never))).toMatch(/^bad-params: .*in text/);
      expect(await codeOf(peer.request("constructor" as never, {} as never))).toMatch(/^not-known: /);
      expect(await codeOf(peer.request("big", { chars: 60_000 }))).toMatch(/^failed: .*too large/);
      expect(await peer.request("leak", {})).toEqual({ ok: true, result: { name: "crm" } });
      expect(window.raw.join()).not.toContain(plantedSecret);
      expect(log.lines.filter((line) => line.startsWith("error"))).toHaveLength(2);
    });

    test("more requests at a time than allowed are refused, not queued", async () => {
      const { engine, transport } = await open(openTransport);
      const { peer } = openWindow(transport.connect());
      for (let times = 0; times < 4; times++) void peer.request("wait", {});
      expect(await peer.request("echo", { text: "x" })).toMatchObject({
        ok: false,
        error: { code: "too-many" },
      });
      expect(engine.waits).toHaveLength(4);
    });

    test.each([
      ["no JSON", "{kind"],
      ["no message", '{"kind":"shout"}'],
      ["no object", "[]"],
      ["an id that is no number", '{"kind":"request","id":"1","method":"echo","params":{}}'],
      ["very deep nesting", "[".repeat(9_000)],
      ["more taken than sent", '{"kind":"taken","count":99}'],
      ["a second hello", JSON.stringify(hello)],
    ])("%s closes that connection with a reason, and no other", async (_name, text) => {
      const { server, transport } = await open(openTransport);
      const good = openWindow(transport.connect());
      const bad = openRaw(transport.connect());
      bad.say(hello);
      bad.channel.send(text);
      await expect.poll(() => bad.closed).toEqual(["malformed"]);
      expect(bad.heard.at(-1)).toMatchObject({ kind: "bye", reason: "malformed" });
      expect(await good.peer.request("echo", { text: "alive" })).toMatchObject({ ok: true });
      await expect.poll(() => server.windows()).toBe(1);
    });

    test("a message that is too large closes its connection", async () => {
      const { transport } = await open(openTransport);
      const bad = openRaw(transport.connect());
      bad.say(hello);
      bad.say({ kind: "request", id: 1, method: "echo", params: { text: "x".repeat(20_000) } });
      await expect.poll(() => bad.closed).toEqual(["too-large"]);
    });

    test("who asks before saying hello, or says nothing, is closed", async () => {
      const { transport, clock, server } = await open(openTransport);
      const rude = openRaw(transport.connect());
      rude.say({ kind: "ping" });
      await expect.poll(() => rude.closed).toEqual(["malformed"]);
      const mute = openRaw(transport.connect());
      await expect.poll(() => server.windows()).toBe(1);
      clock.fire();
      await expect.poll(() => mute.closed).toEqual(["silent"]);
    });

    test("a window that takes nothing gets a bounded number of events, and a snapshot when it goes on", async () => {
      const { engine, transport } = await open(openTransport);
      const slow = openRaw(transport.connect());
      slow.say(hello);
      const quick = openWindow(transport.connect());
      await expect.poll(() => [slow.heard.length, quick.counts.length]).toEqual([1, 1]);
      for (let round = 0; round < 20; round++) {
        for (let times = 0; times < 50; times++) engine.count();
        await expect.poll(() => quick.events.at(-1)?.data).toEqual({ to: (round + 1) * 50 });
        // Once this is answered, the service has heard what was taken before it.
        await quick.peer.request("echo", { text: "" });
      }
      await expect.poll(() => slow.heard).toHaveLength(100);
      slow.say({ kind: "taken", count: 100 });
      await expect.poll(() => slow.heard).toHaveLength(101);
      expect(slow.heard[100]).toEqual({ kind: "snapshot", seq: 1000, snapshot: { count: 1000 } });
      engine.count();
      await expect.poll(() => slow.heard.at(-1)).toMatchObject({ kind: "event", seq: 1001 });
      expect(quick.counts).toEqual([0]);
    });

    test("different protocols refuse each other and name both versions", async () => {
      const { transport, log } = await open(openTransport);
      const old = { ...smallContract, protocolVersion: 6 as 7 };
      const window = openWindow(transport.connect(), "1.0.0", old);
      const answer = await window.peer.request("echo", { text: "x" });
      expect(answer).toMatchObject({ ok: false, error: { code: "version" } });
      expect(window.closed).toEqual([
        { reason: "version", sentence: expect.stringContaining("different versions"), version: "2.0.0" },
      ]);
      expect(log.lines.join()).toContain('"window":"1.0.0","service":"2.0.0"');
    });

    test("the engine's end says why; what was asked ends as disconnected", async () => {
      const { engine, server, transport } = await open(openTransport);
      const window = openWindow(transport.connect());
      const answer = window.peer.request("wait", {});
      await expect.poll(() => engine.waits).toHaveLength(1);
      server.close("stopping");
      await expect.poll(() => window.closed).toMatchObject([{ reason: "stopping" }]);
      expect(await answer).toMatchObject({ ok: false, error: { code: "disconnected" } });
      expect(engine.waits[0]?.aborted).toBe(true);
      expect(await window.peer.request("echo", { text: "" })).toMatchObject({ ok: false });
    });

    test("a window that goes away ends what it asked for, and nobody listens any more", async () => {
      const { engine, server, transport } = await open(openTransport);
      const window = openWindow(transport.connect());
      void window.peer.request("wait", {});
      await expect.poll(() => [engine.waits.length, engine.listeners()]).toEqual([1, 1]);
      window.peer.close("closed");
      await expect.poll(() => engine.waits[0]?.aborted).toBe(true);
      expect([server.windows(), engine.listeners()]).toEqual([0, 0]);
      expect(window.closed).toMatchObject([{ reason: "closed" }]);
    });

    test("many windows share one listener at the source", async () => {
      const { engine, transport } = await open(openTransport);
      const windows = Array.from({ length: 5 }, () => openWindow(transport.connect()));
      await expect.poll(() => windows.every(({ counts }) => counts.length === 1)).toBe(true);
      expect(engine.listeners()).toBe(1);
      engine.count();
      await expect.poll(() => windows.every(({ events }) => events.length === 1)).toBe(true);
    });

    test("a malformed or unasked message of the service ends the window's connection alone", async () => {
      const window = openWindow({ ...mute, onMessage: (listener) => listener("{") });
      expect(window.closed).toMatchObject([{ reason: "malformed" }]);
    });
  });
}

const mute: Channel = { send() {}, onMessage() {}, onClose() {}, close() {} };
