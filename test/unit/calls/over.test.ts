/** When a call is over: as soon as that is sure, and not before. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

describe("a call known from its legs alone", () => {
  it("is over two seconds after its last leg", () => {
    const watch = createTalk({ activeCalls: false });
    watch.gone("101", 1);
    watch.wait(1.999);
    expect(watch.news()).toEqual([]);
    watch.wait(0.001);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s"]);
  });
});

describe("a call that no row has listed, because rows come late", () => {
  function talkWithoutRows() {
    const watch = createWatch();
    watch.wait(4);
    watch.lateRows(4);
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(5);
    watch.gone("101", 1);
    watch.news();
    return watch;
  }

  it("is looked for in the rows that are asked for now: it may have gone on to a queue", () => {
    const watch = talkWithoutRows();
    watch.wait(4);
    watch.lateRows(6, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: { dn: "800", type: "queue" } });
    watch.leg("102", 2, "connected", 7);
    watch.pollFor(2, rowOf(7, OUTSIDE, "102", "talking"));
    watch.gone("102", 2);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 5 s transferred",
      "ringing 800 queue link 2",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 2 s",
    ]);
    expect(new Set(watch.events.map(({ chainId }) => chainId)).size).toBe(1);
  });

  it("is not over by rows from before its last leg went, and is by later ones", () => {
    const watch = talkWithoutRows();
    watch.wait(4);
    watch.lateRows(6);
    expect(watch.news()).toEqual([]);
    watch.lateRows(1);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 5 s"]);
  });

  it("is over after ten seconds without any", () => {
    const watch = talkWithoutRows();
    watch.wait(9.999);
    expect(watch.news()).toEqual([]);
    watch.wait(0.001);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 5 s"]);
  });

  it("is over after two seconds where rows come at once, but seldom", () => {
    const watch = createWatch({ activeCallsPollS: 5 });
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(3);
    watch.gone("101", 1);
    watch.wait(2);
    expect(watch.news().at(-1)).toBe("ended 101 link 1 ok 3 s");
  });
});

describe("a call that rows list", () => {
  it("is over with the first poll that is asked a quarter of a second after the last leg went", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.wait(0.2);
    watch.rows();
    expect(watch.news()).toEqual([]);
    watch.wait(0.05);
    watch.rows();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s"]);
  });

  it("is not over while a row lists it, however long its legs are gone", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(120, rowOf(7, OUTSIDE, "555", "routing"));
    expect(watch.news()).toEqual([]);
  });

  it("is not over when only one poll lacks it", () => {
    const watch = createWatch({ callControl: false });
    const row = rowOf(7, OUTSIDE, "900", "talking");
    watch.pollFor(2, row);
    watch.pollFor(1);
    watch.pollFor(2, row);
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("is not over because rows are not told any more", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "900", "talking"));
    watch.rows();
    watch.lost("active-calls");
    watch.wait(60);
    watch.snapshot(false);
    watch.wait(60);
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("is over although legs that rows overrule are on record, when legs are not told any more", () => {
    const watch = createTalk();
    watch.lost("call-control");
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([expect.stringMatching(/^ended 101 link 1 ok 1\d s$/)]);
  });

  it("may come back before the call log has said how it ended", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "801", "talking"));
    watch.pollNothing();
    expect(watch.calls.callLogWanted()).toBeDefined();
    watch.pollFor(2, rowOf(7, OUTSIDE, "801", "talking"));
    watch.log(true);
    expect(watch.news()).toEqual(["ringing 801 queue link 0"]);
    expect(watch.calls.openChains()).toBe(1);
  });
});

describe("the call log", () => {
  it("has a minute to say how a call ended", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "801", "talking"));
    watch.pollNothing();
    watch.wait(59);
    expect(watch.news()).toEqual(["ringing 801 queue link 0"]);
    watch.wait(1);
    expect(watch.news()).toEqual(["ended 801 link 0 missed 0 s"]);
  });

  it("is not asked about answered or outgoing calls that were watched", () => {
    const watch = createTalk();
    watch.leg("102", 2, "dialing", 8);
    watch.pollFor(1, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "102", OUTSIDE, "routing"));
    watch.gone("101", 1);
    watch.gone("102", 2);
    watch.pollNothing();
    expect(watch.calls.callLogWanted()).toBeUndefined();
    expect(watch.calls.openChains()).toBe(0);
  });

  it("is not asked where XAPI never answered", () => {
    const watch = createWatch({ activeCalls: false });
    watch.leg("101", 1, "ringing", 7);
    watch.gone("101", 1);
    watch.wait(2);
    expect(watch.news()).toEqual(["ringing 101 ext link 0", "ended 101 link 0 missed 0 s"]);
  });

  it("is asked about what waited while polls were too far apart, unless settings want them so", () => {
    for (const [activeCallsPollS, asked] of [
      [1, true],
      [5, false],
    ] as const) {
      const watch = createWatch({ callControl: false, activeCallsPollS });
      watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
      watch.wait(5);
      watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
      watch.wait(1);
      watch.rows();
      watch.wait(1);
      watch.rows();
      expect(watch.calls.callLogWanted() !== undefined).toBe(asked);
    }
  });

  it("is not asked about a gap of rows that legs bridged", () => {
    const watch = createTalk();
    watch.lost("active-calls");
    watch.wait(30);
    watch.gone("101", 1);
    watch.wait(0.1);
    watch.rowsAfterGap();
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 40 s"]);
  });
});

describe("a source that is back", () => {
  it("ends what the other kept open", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(3, rowOf(7, OUTSIDE, "105", "talking"));
    watch.rows();
    watch.lost("active-calls");
    watch.wait(30);
    watch.rowsAfterGap();
    watch.pollNothing();
    watch.log(true);
    expect(watch.calls.openChains()).toBe(0);
  });

  it("ends what was over when nobody told anything any more", () => {
    const watch = createTalk({ activeCalls: false });
    watch.gone("101", 1);
    watch.lost("call-control");
    watch.wait(60);
    expect(watch.news()).toEqual([]);
    watch.snapshot(true);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s"]);
  });

  it("does not end a leg that was seen after the snapshot was asked for", () => {
    const watch = createWatch({ activeCalls: false });
    const askedAtMs = watch.nowMs();
    watch.wait(0.2);
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(0.1);
    const monitored = [{ dn: "101", type: "extension" } as const];
    watch.feed({ type: "snapshot", atMs: watch.nowMs(), askedAtMs, afterGap: false, monitored, legs: [] });
    watch.wait(10);
    expect(watch.news()).toEqual(["ringing 101 ext link 0", "started 101 link 1 none"]);
  });
});

it("never lets time run backwards", () => {
  const watch = createTalk();
  const backMs = watch.nowMs() - 5000;
  watch.feed({ type: "leg-gone", atMs: backMs, dn: "101", legId: 1 });
  watch.feed({ type: "leg", atMs: backMs, leg: legOf("102", 2, "ringing", 7) });
  const times = watch.events.map((event) => event.atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(watch.news()[0]).toBe("ended 101 link 1 ok 10 s transferred");
});

it("forgets an internal call with its last leg", () => {
  const watch = createWatch({ activeCalls: false });
  watch.leg("101", 2, "connected", 8, { party: { dn: "102", type: "extension" } });
  watch.gone("101", 2);
  expect(watch.calls.peek().calls.size).toBe(0);
});
