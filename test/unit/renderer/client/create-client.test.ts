import { z } from "zod";
import { expect, test } from "vitest";
import type { Channel } from "../../../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../../../src-shared/rpc/close-reason.ts";
import { createMemoryChannelPair } from "../../../../src-shared/rpc/memory-channel.ts";
import { createServerPeer } from "../../../../src-shared/rpc/server-peer.ts";
import type { ClientState } from "../../../../src-renderer/client/client-types.ts";
import { createClient } from "../../../../src-renderer/client/create-client.ts";
import { createHandClock } from "./hand-clock.ts";

const contract = {
  protocolVersion: 1,
  methods: { hello: { params: z.object({}), result: z.object({ to: z.string() }) } },
  events: { tick: z.object({ at: z.int() }) },
  snapshot: z.object({ ticks: z.int() }),
} as const;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A service that can be switched off, cut, refused or made mute, and a client of it. */
function newPair() {
  const clock = createHandClock();
  let ticks = 0;
  let told: ((event: { seq: number; event: "tick"; data: { at: number } }) => void) | undefined;
  const server = createServerPeer({
    contract,
    handlers: { hello: () => ({ to: "you" }) },
    source: {
      seq: () => ticks,
      snapshot: () => ({ ticks }),
      subscribe(listener) {
        told = listener;
        return () => (told = undefined);
      },
    },
    version: "2.0.0",
    clock: { nowMs: () => 0, after: () => () => {} },
    log: silent,
  });
  const service = { answer: "yes" as "yes" | CloseReason, mute: false, connects: 0 };
  let line: readonly [Channel, Channel];

  function connect(): Channel {
    service.connects += 1;
    line = createMemoryChannelPair();
    const [window, engine] = line;
    const heard: Channel = {
      ...window,
      onMessage: (listener) => window.onMessage((text) => (service.mute ? undefined : listener(text))),
    };
    if (service.answer === "yes") server.accept(engine, undefined);
    else engine.close(service.answer);
    return heard;
  }

  const client = createClient({ contract, connect, clock, version: "1.0.0", random: () => 1 });
  const states: ClientState[] = [];
  const seen: unknown[] = [];
  client.subscribe({
    onState: (state) => states.push(state),
    onSnapshot: (snapshot) => seen.push(snapshot),
    onEvent: (event) => seen.push(event.data),
  });
  return {
    clock,
    client,
    server,
    service,
    states,
    seen,
    tick() {
      ticks += 1;
      told?.({ seq: ticks, event: "tick", data: { at: ticks } });
    },
    cut: () => line[1].close("lost"),
  };
}

test("it connects, tells snapshot and events, and answers requests", async () => {
  const { client, clock, states, seen, tick } = newPair();
  expect(client.state()).toEqual({ kind: "connecting" });
  client.start();
  await clock.pass(0);
  tick();
  await clock.pass(0);
  expect(seen).toEqual([{ ticks: 0 }, { at: 1 }]);
  expect(states.at(-1)).toEqual({ kind: "connected", serviceVersion: "2.0.0" });
  expect(await client.request("hello", {})).toEqual({ ok: true, result: { to: "you" } });
  expect(client.heardAtMs()).toBe(clock.nowMs());
});

test("a cut line is made again within the second, and what was missed comes as a snapshot", async () => {
  const { client, clock, states, seen, tick, cut } = newPair();
  client.start();
  await clock.pass(20_000);
  cut();
  tick();
  await clock.pass(0);
  const sinceMs = clock.nowMs();
  expect(client.state()).toEqual({
    kind: "reconnecting",
    sinceMs,
    nextTryAtMs: sinceMs + 500,
    reason: "lost",
  });
  expect(client.snapshot()).toEqual({ ticks: 0 });
  expect(await client.request("hello", {})).toMatchObject({ ok: false, error: { code: "disconnected" } });
  await clock.pass(500);
  expect(seen).toEqual([{ ticks: 0 }, { ticks: 1 }]);
  expect(states.map(({ kind }) => kind)).toEqual([
    "connecting",
    "connected",
    "reconnecting",
    "reconnecting",
    "connected",
  ]);
});

test("tries come more and more seldom, up to ten seconds, and since when is kept", async () => {
  const { client, clock, states, service } = newPair();
  service.answer = "lost";
  client.start();
  const sinceMs = clock.nowMs();
  await clock.pass(60_000);
  const gaps = states.flatMap((state) =>
    state.kind === "reconnecting" && state.nextTryAtMs !== undefined ? [state] : [],
  );
  expect(new Set(gaps.map((state) => state.sinceMs))).toEqual(new Set([sinceMs]));
  const tries = gaps.map(({ nextTryAtMs }) => (nextTryAtMs ?? 0) - sinceMs);
  expect(tries.slice(0, 7)).toEqual([500, 1_500, 3_500, 7_500, 15_500, 25_500, 35_500]);
  service.answer = "yes";
  client.connectNow();
  await clock.pass(0);
  expect(client.state().kind).toBe("connected");
});

test("a line that breaks right after each welcome is not hammered", async () => {
  const { client, clock, service, cut } = newPair();
  client.start();
  for (let second = 0; second < 20; second++) {
    await clock.pass(0);
    if (client.state().kind === "connected") cut();
    await clock.pass(1_000);
  }
  expect(service.connects).toBeLessThan(8);
});

test.each(["login-needed", "session-ended", "remote-off", "switched-off", "second-instance"] as const)(
  "%s waits for a person",
  async (reason) => {
    const { client, clock, service } = newPair();
    service.answer = reason;
    client.start();
    await clock.pass(600_000);
    expect(client.state()).toMatchObject({ kind: "refused", reason });
    expect([service.connects, clock.timers()]).toEqual([1, []]);
    service.answer = "yes";
    client.connectNow();
    await clock.pass(0);
    expect(client.state().kind).toBe("connected");
  },
);

test("a service of another protocol is refused with both versions", async () => {
  const { clock, service } = newPair();
  const { server } = newPair();
  const client = createClient({
    contract: { ...contract, protocolVersion: 2 },
    connect() {
      const [window, engine] = createMemoryChannelPair();
      server.accept(engine, undefined);
      service.connects += 1;
      return window;
    },
    clock,
    version: "1.0.0",
  });
  client.start();
  await clock.pass(60_000);
  expect(client.state()).toMatchObject({
    kind: "refused",
    reason: "version",
    serviceVersion: "2.0.0",
    windowVersion: "1.0.0",
  });
  expect(service.connects).toBe(1);
});

test("a line that went dead without a word is noticed within five seconds", async () => {
  for (const deadAfterMs of [1, 1_000, 1_499, 1_501, 2_900]) {
    const { client, clock, service } = newPair();
    client.start();
    await clock.pass(6_000 + deadAfterMs);
    expect(client.state().kind).toBe("connected");
    service.mute = true;
    await clock.pass(4_999);
    expect(client.state(), `dead after ${deadAfterMs}`).toMatchObject({
      kind: "reconnecting",
      reason: "silent",
    });
  }
});

test("no timer is faster than a second; hidden there is none, and showing again tries the line at once", async () => {
  const { client, clock, service } = newPair();
  client.start();
  await clock.pass(30_000);
  expect(clock.timers()).toEqual([1_500]);
  client.setHidden(true);
  expect(clock.timers()).toEqual([]);
  service.mute = true;
  await clock.pass(3_600_000);
  expect(client.state().kind).toBe("connected");
  client.setHidden(false);
  await clock.pass(1_500);
  expect(client.state().kind).toBe("reconnecting");
});

test("a service that never says welcome is given up and tried again", async () => {
  const { client, clock, service } = newPair();
  service.mute = true;
  client.start();
  await clock.pass(10_000);
  expect(client.state()).toMatchObject({ kind: "reconnecting", reason: "silent" });
  service.mute = false;
  await clock.pass(10_000);
  expect(client.state().kind).toBe("connected");
});

test("stop leaves nothing behind", async () => {
  const { client, clock, server } = newPair();
  client.start();
  await clock.pass(5_000);
  client.stop();
  await clock.pass(0);
  expect([server.windows(), clock.timers()]).toEqual([0, []]);
});
