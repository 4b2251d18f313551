/** Talks that differ from the scenarios: joined, parked, without a leg, picked up, going on at first sight. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

const A = { dn: "101", type: "extension" } as const;
const B = { dn: "102", type: "extension" } as const;

function consult(watch: ReturnType<typeof createTalk>) {
  watch.leg("101", 2, "dialing", 8, { party: B });
  watch.leg("102", 3, "ringing", 8, { party: A });
  watch.leg("101", 2, "connected", 8, { party: B });
  watch.leg("102", 3, "connected", 8, { party: A });
  watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", "102", "talking"));
}

describe("attended transfers", () => {
  it("are no blind ones when the join names who referred, and the first leg still stands", () => {
    const watch = createTalk();
    consult(watch);
    watch.leg("102", 3, "connected", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.gone("101", 2);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 15 s transferred", "started 102 link 2 attended"]);
  });

  it("pass a conference on to whoever joined first, repeated upserts or not", () => {
    const watch = createTalk();
    const room = { dn: "700", type: "conference" } as const;
    watch.leg("102", 2, "connected", 12, { party: room });
    watch.wait(1);
    watch.leg("103", 3, "connected", 12, { party: room });
    watch.leg("101", 1, "connected", 12, { party: room });
    watch.wait(1);
    watch.leg("102", 2, "connected", 12, { party: room });
    watch.gone("101", 1);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 12 s transferred", "started 102 link 2 attended"]);
  });
});

describe("parked calls", () => {
  it("once taken back are ordinary talks again: the caller's second call is a call of its own", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "SP0", "talking"));
    watch.leg("101", 2, "connected", 7);
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "talking"));
    watch.leg("103", 3, "connected", 9, { originatedBy: { dn: "ROUTER", type: "route-point" } });
    expect(watch.news()).toEqual(["ringing 103 ext link 0", "started 103 link 1 none"]);
  });

  it.each([
    [0.5, ["ringing 102 ext link 2", "started 102 link 2 blind"]],
    [1.5, ["started 102 link 2 blind"]],
  ])("picked up %f s after the talk, when nobody sees the slot", (afterS, expected) => {
    const watch = createTalk({ activeCalls: false });
    watch.gone("101", 1);
    watch.wait(afterS);
    watch.leg("102", 2, "connected", 7);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", ...expected]);
  });
});

describe("talks on phones without a leg", () => {
  it("last until the row goes: on a mobile that the extension is forwarded to", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 1);
    watch.pollFor(5, rowOf(7, OUTSIDE, "+420600123456", "routing"));
    watch.pollFor(20, rowOf(7, OUTSIDE, "+420600123456", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 20 s",
    ]);
  });

  it("last until the row goes: after a transfer to somebody nobody monitors", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(2, rowOf(7, OUTSIDE, "105", "transferring"));
    watch.pollFor(20, rowOf(7, OUTSIDE, "105", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 105 ext link 2",
      "started 105 link 2 blind",
      "ended 105 link 2 ok 20 s",
    ]);
  });

  it("are not the caller's whom the extension itself rings outside", () => {
    const watch = createWatch();
    watch.leg("101", 1, "dialing", 7);
    watch.pollFor(3, rowOf(7, "+420600123456", OUTSIDE, "talking"));
    expect(watch.news()).toEqual(["dialing 101 link 0"]);
  });
});

it("picks up for a group: the phone that answers never rang", () => {
  const watch = createWatch();
  watch.leg("101", 1, "ringing", 7);
  watch.leg("102", 2, "ringing", 7);
  watch.wait(2);
  watch.leg("103", 3, "connected", 7);
  watch.gone("101", 1);
  watch.gone("102", 2);
  expect(watch.newsInFull()).toEqual([
    "ringing 101 ext link 0",
    "ringing 102 ext link 0",
    "ringing 103 ext link 0",
    "started 103 link 1 none",
    "ringing_stopped 101",
    "ringing_stopped 102",
  ]);
});

it("an outgoing call first seen connected was dialled", () => {
  const watch = createWatch();
  watch.leg("101", 1, "connected", 7);
  expect(watch.news()).toEqual(["dialing 101 link 0", "started 101 link 1 none"]);
});

it("marks a talk that was going on at first sight, also when a row must first show with whom", () => {
  const watch = createWatch({ callControl: false });
  watch.snapshot(true, legOf("101", 1, "connected", 7, { party: { dn: "700", type: "conference" } }));
  expect(watch.news()).toEqual([]);
  watch.pollFor(1, rowOf(7, OUTSIDE, "700", "talking"));
  expect(watch.news()).toEqual(["started 101 link 1 none (reconstructed)"]);
});

it("tells nothing of who rang while nobody watched", () => {
  const watch = createWatch({ callControl: false });
  watch.snapshot(true, legOf("101", 1, "connected", 7), legOf("102", 2, "connected", 7));
  watch.wait(1);
  watch.gone("101", 1);
  expect(watch.news()).toEqual([
    "started 101 link 1 none (reconstructed)",
    expect.stringMatching(/^ended 101 link 1 ok 1 s transferred/),
    "started 102 link 2 blind",
  ]);
});
