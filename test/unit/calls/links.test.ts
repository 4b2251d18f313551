/** The phone of the one who transferred rings again, and what only looks like a transfer. */
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

describe("what is no transfer", () => {
  it("other agents of a queue the caller was sent to, still ringing when one answers", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.leg("101", 5, "ringing", 7, { onBehalfOf: QUEUE, referredBy: A });
    watch.leg("102", 6, "ringing", 7, { onBehalfOf: QUEUE, referredBy: A });
    watch.wait(1);
    watch.news();
    watch.leg("101", 5, "connected", 7);
    watch.leg("101", 5, "connected", 7);
    watch.gone("102", 6);
    expect(watch.news()).toEqual(["started 101 link 2 blind"]);
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
