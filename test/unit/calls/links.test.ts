/** Transfers that differ from the scenarios: who rings again, what is left over, what comes late or never. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

const QUEUE = { dn: "800", type: "queue" } as const;
const A = { dn: "101", type: "extension" } as const;
const B = { dn: "102", type: "extension" } as const;

function consult(watch: ReturnType<typeof createTalk>) {
  watch.leg("101", 2, "dialing", 8, { party: B });
  watch.leg("102", 3, "ringing", 8, { party: A });
  watch.leg("101", 2, "connected", 8, { party: B });
  watch.leg("102", 3, "connected", 8, { party: A });
  watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", "102", "talking"));
}

describe("the phone of the one who transferred rings", () => {
  const orders = ["before its old leg goes", "after its old leg went"];
  it.each(orders)("because the queue rings this very agent, %s", (order) => {
    const watch = createTalk();
    if (order === orders[1]) watch.gone("101", 1);
    watch.leg("101", 5, "ringing", 7, { onBehalfOf: QUEUE, referredBy: A });
    if (order === orders[0]) watch.gone("101", 1);
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("101", 5, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 5);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 800 queue link 2",
      "ringing 101 ext link 2",
      "started 101 link 2 blind",
      "ended 101 link 2 ok 5 s",
    ]);
  });

  it("after another agent of the queue, and that is no return", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.rows(rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("102", 2, "ringing", 7);
    watch.wait(2);
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7);
    watch.leg("101", 3, "connected", 7);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 800 queue link 2",
      "ringing 102 ext link 2",
      "ringing 101 ext link 2",
      "started 101 link 2 blind",
    ]);
  });

  it("on behalf of a queue that nothing named before", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.leg("102", 2, "ringing", 7);
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7, { onBehalfOf: QUEUE });
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ringing 800 queue link 2",
      "ringing 101 ext link 2",
    ]);
  });

  it("because it transferred to itself", () => {
    const watch = createTalk();
    watch.leg("101", 5, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.leg("101", 5, "connected", 7);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 101 ext link 2",
      "started 101 link 2 blind",
    ]);
  });

  it("at once, because the target was busy and nobody saw it ring; its further waves are no further returns", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.wait(0.4);
    watch.leg("101", 6, "ringing", 7);
    watch.gone("101", 6);
    watch.wait(1.5);
    watch.leg("101", 7, "ringing", 7);
    watch.leg("101", 7, "connected", 7);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 101 ext link 2",
      "ringing 101 ext link 2",
      "started 101 link 2 blind",
    ]);
  });

  it("after the target, whose end was lost on the way", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(8);
    watch.leg("101", 3, "ringing", 7);
    watch.leg("101", 3, "ringing", 7);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
    ]);
  });

  it("and is first seen connected", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(8);
    watch.gone("102", 2);
    watch.leg("101", 3, "connected", 7);
    expect(watch.news().slice(2)).toEqual([
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
      "started 101 link 3 blind",
    ]);
  });

  it("because the consulted colleague hung up just before the join", () => {
    const watch = createTalk();
    consult(watch);
    watch.gone("102", 3);
    watch.gone("101", 1);
    watch.gone("101", 2);
    watch.wait(0.5);
    watch.leg("101", 9, "ringing", 7);
    watch.leg("101", 9, "connected", 7);
    watch.pollFor(4, rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 9);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 15 s transferred",
      "ringing 101 ext link 2",
      "started 101 link 2 blind",
      "ended 101 link 2 ok 4 s",
    ]);
  });
});

describe("blind transfers", () => {
  it("are told when the target rings, however long the first leg stands", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "ringing 102 ext link 2"]);
    watch.wait(2);
    watch.gone("101", 1);
    expect(watch.news()).toEqual([]);
  });

  it("are told when the target is first seen connected while the first leg stands", () => {
    const watch = createTalk();
    watch.leg("102", 2, "connected", 7, { referredBy: A });
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
    ]);
  });

  it.each([A, B])("to one who never answers and on to another, named as referred by $dn: one link", (by) => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(1);
    watch.leg("103", 3, "ringing", 7, { referredBy: by });
    watch.gone("102", 2);
    watch.wait(1);
    watch.leg("103", 3, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "103", "talking"));
    watch.gone("103", 3);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ringing 103 ext link 2",
      "started 103 link 2 blind",
      "ended 103 link 2 ok 5 s",
    ]);
  });

  it("A to B to C, B answering", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.leg("102", 2, "connected", 7);
    watch.wait(0.5);
    watch.leg("103", 3, "ringing", 7, { referredBy: B });
    watch.gone("102", 2);
    watch.leg("103", 3, "connected", 7);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      expect.stringMatching(/^ended 102 link 2 ok \d s transferred$/),
      "ringing 103 ext link 3",
      "started 103 link 3 blind",
    ]);
  });

  it("to an outside phone: the link is over when the PBX no longer has the call, as transferred", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "+420600123456", "routing"));
    watch.pollFor(9, rowOf(7, OUTSIDE, "+420600123456", "talking"));
    expect(watch.news()).toEqual([]);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred"]);
  });

  it("two talks of one extension, joined: both are over for it, one goes on outside", () => {
    const watch = createTalk();
    const other = "+420600123456";
    watch.leg("101", 2, "dialing", 8, { number: other });
    watch.leg("101", 2, "connected", 8, { number: other });
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", other, "talking"));
    watch.gone("101", 1);
    watch.gone("101", 2);
    watch.pollFor(9, rowOf(7, OUTSIDE, other, "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "dialing 101 link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 3 s",
      "ended 101 link 1 ok 13 s transferred",
    ]);
  });

  it("to voicemail", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(5, rowOf(7, OUTSIDE, "666", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "ended 101 link 2 missed 0 s"]);
  });

  it("leave behind a queue's leg from before the answer: it is no stage of the next link", () => {
    const watch = createWatch();
    watch.leg("800", 50, "connected", 7);
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.wait(1);
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"));
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "102", "routing"));
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7);
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 3);
    watch.gone("800", 50);
    watch.pollNothing();
    expect(watch.news().slice(3)).toEqual([
      "ended 101 link 1 ok 5 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
      "ended 101 link 3 missed 0 s",
    ]);
  });

  it("start the talk no earlier than the link", () => {
    const watch = createTalk();
    watch.leg("102", 2, "connected", 7);
    watch.wait(3);
    watch.gone("101", 1);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 13 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
    ]);
    expect(watch.events.at(-1)).toMatchObject({ atMs: watch.nowMs(), waitS: 0 });
  });
});

describe("what is no transfer", () => {
  it("other agents of a queue the caller was sent to, still ringing when one answers", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.leg("101", 5, "ringing", 7, { onBehalfOf: QUEUE, referredBy: A });
    watch.leg("102", 6, "ringing", 7, { onBehalfOf: QUEUE, referredBy: A });
    watch.wait(1);
    watch.leg("101", 5, "connected", 7);
    watch.news();
    watch.leg("101", 5, "connected", 7);
    watch.gone("102", 6);
    expect(watch.news()).toEqual([]);
  });

  it("phones that still ring when the one who answered has hung up already", () => {
    const watch = createWatch({ activeCalls: false });
    watch.leg("101", 1, "ringing", 7);
    watch.leg("102", 2, "ringing", 7);
    watch.wait(3);
    watch.leg("101", 1, "connected", 7);
    watch.wait(0.2);
    watch.gone("101", 1);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news().slice(2)).toEqual(["started 101 link 1 none", "ended 101 link 1 ok 0 s"]);
  });

  it("a leg that a snapshot lacks and the next one shows again", () => {
    const watch = createTalk();
    watch.snapshot(false);
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "talking"));
    watch.snapshot(false, legOf("101", 1, "connected", 7));
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 18 s"]);
  });
});

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
