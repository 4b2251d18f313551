// A window that hears what it should not, from a service that may be broken or newer.
import { expect, test } from "vitest";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import { createClientPeer } from "../../../src-shared/rpc/client-peer.ts";
import type { CloseReason } from "../../../src-shared/rpc/close-reason.ts";
import { smallContract } from "../../contract/small-contract.ts";

function newWindow() {
  let hear: (text: string) => void = () => {};
  let gone: (reason: CloseReason) => void = () => {};
  const said: { kind: string; [key: string]: unknown }[] = [];
  const channel: Channel = {
    send: (text) => void said.push(JSON.parse(text) as (typeof said)[number]),
    onMessage: (listener) => (hear = listener),
    onClose: (listener) => (gone = listener),
    close() {},
  };
  const told: unknown[] = [];
  const closed: string[] = [];
  const peer = createClientPeer({
    contract: smallContract,
    channel,
    version: "1.0.0",
    mostAnswerChars: 1_000,
    listener: {
      onSnapshot: (snapshot) => told.push(snapshot),
      onEvent: (event) => told.push(event),
      onClosed: (reason) => closed.push(reason),
    },
  });
  const say = (message: object) => hear(JSON.stringify(message));
  const welcome = (seq = 0) => say({ kind: "welcome", version: "2.0.0", seq, snapshot: { count: seq } });
  return {
    peer,
    said,
    told,
    closed,
    say,
    welcome,
    hear: (text: string) => hear(text),
    gone: () => gone("lost"),
  };
}

test.each([
  ["no JSON", "<html>"],
  ["an unknown kind", '{"kind":"shout"}'],
  ["an event whose data does not fit", '{"kind":"event","seq":1,"event":"count","data":{"to":"x"}}'],
  ["a snapshot that does not fit", '{"kind":"snapshot","seq":1,"snapshot":{}}'],
])("%s ends the connection", (_name, text) => {
  const { hear, welcome, closed } = newWindow();
  welcome();
  hear(text);
  hear(text);
  expect(closed).toEqual(["malformed"]);
});

test("a message that is too large ends the connection", () => {
  const { hear, closed } = newWindow();
  hear(" ".repeat(1_001));
  expect(closed).toEqual(["too-large"]);
});

test("events of a newer service that nobody here knows are passed over, and leave no gap", () => {
  const { say, welcome, told, said, closed } = newWindow();
  welcome();
  say({ kind: "event", seq: 1, event: "weather", data: {} });
  say({ kind: "event", seq: 2, event: "toString", data: {} });
  say({ kind: "event", seq: 3, event: "count", data: { to: 3 } });
  expect(told).toEqual([{ count: 0 }, { event: "count", data: { to: 3 } }]);
  expect([said.length, closed]).toEqual([1, []]);
});

test("while a snapshot is awaited nothing else counts, and what it holds is not told again", () => {
  const { say, welcome, told, said } = newWindow();
  welcome(5);
  const event = (seq: number) => say({ kind: "event", seq, event: "count", data: { to: seq } });
  event(8);
  event(9);
  event(10);
  expect(said.filter(({ kind }) => kind === "snapshot")).toHaveLength(1);
  say({ kind: "snapshot", seq: 10, snapshot: { count: 10 } });
  event(10);
  event(11);
  expect(told).toEqual([{ count: 5 }, { count: 10 }, { event: "count", data: { to: 11 } }]);
});

test("an answer that does not fit is an error of that request alone", async () => {
  const { peer, say, welcome, closed } = newWindow();
  welcome();
  const [first, second] = [peer.request("echo", { text: "a" }), peer.request("echo", { text: "b" })];
  say({ kind: "reply", id: 1, result: { text: 1 } });
  say({ kind: "reply", id: 2, result: { text: "b" } });
  say({ kind: "reply", id: 2, result: { text: "twice" } });
  say({ kind: "reply", id: 99, result: {} });
  expect(await first).toMatchObject({ ok: false, error: { code: "failed" } });
  expect(await second).toEqual({ ok: true, result: { text: "b" } });
  expect(closed).toEqual([]);
});

test("what is too large to be sent is told before it costs the connection", async () => {
  const { peer, welcome, said } = newWindow();
  welcome();
  const answer = await peer.request("echo", { text: "x".repeat(9_000_000) });
  expect(answer).toMatchObject({ ok: false, error: { code: "bad-params" } });
  expect(said.map(({ kind }) => kind)).toEqual(["hello"]);
});

test("what was taken is told now and then, so that the service can go on", () => {
  const { say, welcome, said } = newWindow();
  welcome();
  for (let seq = 1; seq <= 100; seq++) say({ kind: "event", seq, event: "count", data: { to: seq } });
  expect(said.slice(1)).toEqual(Array.from({ length: 3 }, () => ({ kind: "taken", count: 32 })));
});

test("a line that breaks ends every request, and each once", async () => {
  const { peer, welcome, gone, closed } = newWindow();
  welcome();
  const cancel = new AbortController();
  const answers = [peer.request("wait", {}, { signal: cancel.signal }), peer.request("wait", {})];
  gone();
  gone();
  cancel.abort();
  for (const answer of await Promise.all(answers)) {
    expect(answer).toMatchObject({ ok: false, error: { code: "disconnected" } });
  }
  expect(closed).toEqual(["lost"]);
});
