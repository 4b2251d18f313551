import { describe, expect, it } from "vitest";
import { defaultSwitches } from "../../../../src-main/simulator/model/switches.ts";
import { scenarios } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import {
  ended,
  incoming,
  missed,
  outgoing,
  passedOn,
  ringing,
  started,
} from "../../../../src-main/simulator/scenarios/define.ts";
import type { ChainPromise, ReceivedEvent } from "../../../../src-main/simulator/scenarios/types.ts";
import { judge } from "../../../../src-main/simulator/scenarios/verdict.ts";

const talk = incoming("+420111", "DirectDID", ringing("101"), started("101"), ended("101", 1, 8));
const transferred = incoming(
  "+420222",
  "DirectDID",
  ringing("101"),
  started("101"),
  passedOn("101", 1, 5),
  ringing("102", 2),
  started("102", 2, "blind"),
  ended("102", 2, 7),
);
const group = incoming("+420333", "SalesDID", ringing("802"), ringing("108"), ringing("109"), missed("802"));

/** What a receiver gets when all goes well. */
function deliver(promise: ChainPromise, chainId = `260504080000_${promise.callerId}`): ReceivedEvent[] {
  const { callerId, direction, did } = promise;
  return promise.events.map((event) => ({
    ...event,
    chainId,
    callerId,
    direction,
    did,
    reconstructed: false,
  }));
}

function without(events: readonly ReceivedEvent[], ...indexes: readonly number[]): ReceivedEvent[] {
  return events.filter((_, index) => !indexes.includes(index));
}

function replaced(
  events: readonly ReceivedEvent[],
  index: number,
  patch: Partial<ReceivedEvent>,
): ReceivedEvent[] {
  return events.map((each, at) => (at === index ? { ...each, ...patch } : each));
}

/** Two chains' events in turns, as they arrive when calls overlap. */
function interleaved(a: readonly ReceivedEvent[], b: readonly ReceivedEvent[]): ReceivedEvent[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => [a[index], b[index]])
    .flat()
    .filter((each) => each !== undefined);
}

describe.each(["exact", "lossy"] as const)("judging %s", (mode) => {
  it.each(scenarios.map((each) => [each.name, each] as const))("accepts what %s promises", (_, scenario) => {
    const promises = scenario.promise(defaultSwitches);
    const received = promises.flatMap((promise, index) => deliver(promise, `260504080000_${index}`));
    expect(judge(promises, received, mode)).toEqual({ ok: true, differences: [] });
  });

  it("accepts chains whose events arrive in turns", () => {
    const received = interleaved(deliver(talk), deliver(transferred));
    expect(judge([talk, transferred], received, mode).ok).toBe(true);
  });

  it("tells chains of one number apart", () => {
    const missedFirst = incoming("+420111", "DirectDID", ringing("101"), missed("101"));
    const received = [...deliver(missedFirst, "a"), ...deliver(talk, "b")];
    expect(judge([talk, missedFirst], received, mode).ok).toBe(true);
    expect(judge([talk, talk], received, mode).ok).toBe(false);
  });

  it("misses a chain that never came", () => {
    expect(judge([talk, group], deliver(talk), mode).differences).toEqual([
      "Chain 420333 incoming: expected ringing 802 (other) link 0, ringing 108 (ext) link 0, ringing 109 (ext) link 0, ended 802 (other) link 0 missed; got no such chain.",
    ]);
  });

  it("refuses a chain that nobody promised", () => {
    const received = [...deliver(talk, "a"), ...deliver(outgoing("+420111", missed("101")), "b")];
    expect(judge([talk], received, mode).differences).toEqual([
      "Chain 420111 outgoing (b): expected no such chain; got ended 101 (ext) link 0 missed.",
    ]);
  });

  it("refuses one conversation that became two chains", () => {
    const all = deliver(transferred);
    const split = all.map((each, index) => (index < 3 ? each : { ...each, chainId: "other" }));
    expect(judge([transferred], split, mode).ok).toBe(false);
  });

  it.each([
    ["an end twice", [...deliver(talk), ...deliver(talk).slice(2)]],
    ["no end", deliver(talk).slice(0, 2)],
    ["something after the end", [...deliver(talk), ...deliver(talk).slice(0, 1)]],
    ["somebody who never answered", replaced(deliver(talk), 1, { user: "102" })],
    ["a missed call that was answered", replaced(deliver(talk), 2, { finish: "missed" })],
    [
      "a wrong order",
      [...deliver(talk).slice(1, 2), ...deliver(talk).slice(0, 1), ...deliver(talk).slice(2)],
    ],
    ["a hole in the links", replaced(deliver(talk), 2, { link: 2 })],
  ])("refuses %s", (_, received) => {
    expect(judge([talk], received, mode).ok).toBe(false);
  });

  it("does not judge what it was not told", () => {
    const bare = deliver(talk).map(({ did: _did, talkS: _talkS, transferType: _type, ...each }) => each);
    expect(judge([talk], bare, mode).ok).toBe(true);
  });
});

describe("judging exactly", () => {
  it.each<[string, number, Partial<ReceivedEvent>, string]>([
    ["user", 1, { user: "102" }, "user: expected 101, got 102"],
    ["link", 0, { link: 1 }, "link: expected 0, got 1"],
    ["transfer", 1, { transferType: "blind" }, "transferType: expected none, got blind"],
    ["transferred", 2, { transferred: true }, "transferred: expected false, got true"],
    ["duration", 2, { talkS: 11 }, "talkS: expected 8, got 11"],
    ["rule", 2, { did: "" }, "did: expected DirectDID, got "],
    ["caller", 0, { callerId: "" }, "expected 420111 incoming, got anonymous incoming"],
  ])("names a wrong %s", (_, index, patch, words) => {
    const { differences } = judge([talk], replaced(deliver(talk), index, patch), "exact");
    expect(differences).toHaveLength(1);
    expect(differences[0]).toContain(words);
  });

  it("puts expected and got side by side", () => {
    expect(judge([talk], without(deliver(talk), 1), "exact").differences).toEqual([
      "Chain 420111 incoming (260504080000_420111): event 2: expected started 101 (ext) link 1 none; got ended 101 (ext) link 1 ok (event: expected started, got ended).",
      "Chain 420111 incoming (260504080000_420111): event 3: expected ended 101 (ext) link 1 ok; got nothing.",
    ]);
  });

  it("allows a rule that becomes known late, and a second of rounding", () => {
    const late = replaced(replaced(deliver(talk), 0, { did: "" }), 2, { talkS: 7 });
    expect(judge([talk], late, "exact").ok).toBe(true);
  });
});

describe("judging what came through a lossy line", () => {
  it.each<[string, ChainPromise, ReceivedEvent[]]>([
    ["everything but the end", talk, without(deliver(talk), 0, 1)],
    ["the ringing", transferred, without(deliver(transferred), 0, 3)],
    ["one of several phones", group, without(deliver(group), 1)],
    [
      "the transfer, which is told as one link",
      transferred,
      [...deliver(transferred).slice(0, 2), ...replaced(deliver(transferred).slice(5), 0, { link: 1 })],
    ],
  ])("forgives the loss of %s", (_, promise, received) => {
    expect(judge([promise], received, "lossy")).toEqual({ ok: true, differences: [] });
    expect(judge([promise], received, "exact").ok).toBe(false);
  });

  it("forgives phones that change places, but no other order", () => {
    const [stage, first, second, end] = deliver(group);
    const pick = (...events: (ReceivedEvent | undefined)[]) => events.filter((each) => each !== undefined);
    expect(judge([group], pick(stage, second, first, end), "lossy").ok).toBe(true);
    expect(judge([group], pick(first, stage, second, end), "lossy").differences).toEqual([
      expect.stringContaining("got out of place or unpromised ringing 802 (other) link 0."),
    ]);
  });

  it("names a link that did not end", () => {
    const received = without(deliver(transferred), 2);
    expect(judge([transferred], received, "lossy").differences).toEqual([
      "Chain 420222 incoming (260504080000_420222): expected one end for each of the links 1, 2; got 2.",
    ]);
  });

  it("insists on the last end", () => {
    const received = deliver(transferred).slice(0, 3);
    expect(judge([transferred], received, "lossy").differences).toEqual([
      "Chain 420222 incoming (260504080000_420222): the last end: expected ended 102 (ext) link 2 ok; got ended 101 (ext) link 1 ok transferred.",
    ]);
  });
});
