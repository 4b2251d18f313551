/** What legs and rows say together when one of them is behind, odd or silent. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

const B = { dn: "102", type: "extension" } as const;
const QUEUE = { dn: "800", type: "queue" } as const;

describe("rows", () => {
  it("asked before a leg changed say nothing about stages", () => {
    const watch = createTalk();
    const askedAtMs = watch.nowMs();
    watch.wait(0.3);
    watch.gone("101", 1);
    watch.wait(0.1);
    const calls = [rowOf(7, OUTSIDE, "800", "talking")];
    watch.feed({ type: "active-calls", atMs: watch.nowMs(), askedAtMs, afterGap: false, calls });
    expect(watch.news()).toEqual([]);
    watch.pollFor(1, ...calls);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "ringing 800 queue link 2"]);
  });

  it("of a source that is lost say nothing about stages", () => {
    const watch = createTalk();
    watch.rows(rowOf(7, OUTSIDE, "800", "talking"));
    watch.lost("active-calls");
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news().at(-1)).toBe("ended 101 link 1 ok 10 s");
  });

  it("of a source that is lost keep open what is parked, waits or talks outside", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.leg("104", 5, "ringing", 10, { number: "+420600999888" });
    watch.leg("104", 5, "connected", 10, { number: "+420600999888" });
    watch.wait(1);
    watch.gone("104", 5);
    const rows = [
      rowOf(7, OUTSIDE, "SP0", "talking"),
      rowOf(8, "+420600123456", "800", "talking"),
      rowOf(10, "+420600999888", "+420600777666", "talking"),
    ];
    watch.pollFor(3, ...rows);
    watch.news();
    watch.lost("active-calls");
    watch.wait(300);
    expect(watch.news()).toEqual([]);
    watch.leg("102", 2, "connected", 9);
    watch.leg("103", 3, "ringing", 8, { number: "+420600123456" });
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "started 102 link 2 blind",
      "ringing 103 ext link 0",
    ]);
  });

  it("show parking slots by name, known to the directory or not", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "SP17", "talking"));
    watch.leg("102", 2, "connected", 9);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "started 102 link 2 blind"]);
  });

  it("may show the outside party as a bare number", () => {
    const watch = createWatch();
    watch.rows({ ...rowOf(7, OUTSIDE, "900", "talking"), caller: { dn: "774852629", name: "", number: "" } });
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("that name a number of unknown kind give a missed call its user", () => {
    const watch = createWatch();
    watch.pollFor(3, rowOf(7, OUTSIDE, "555", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 555 link 0 missed 0 s"]);
  });

  it("that name a monitored phone whose leg is not seen give a missed call its user", () => {
    const watch = createWatch();
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "routing"));
    expect(watch.news()).toEqual([]);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 0 missed 0 s"]);
  });

  it("say `transferring` of a talk that goes on until somebody else rings", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(3, rowOf(7, OUTSIDE, "105", "talking"));
    watch.pollFor(2, rowOf(7, OUTSIDE, "105", "transferring"));
    expect(watch.news()).toEqual(["ringing 105 ext link 0", "started 105 link 1 none"]);
    watch.pollFor(2, rowOf(7, OUTSIDE, "104", "transferring"));
    watch.pollFor(2, rowOf(7, OUTSIDE, "104", "talking"));
    expect(watch.news()).toEqual([
      "ended 105 link 1 ok 5 s transferred",
      "ringing 104 ext link 2",
      "started 104 link 2 blind",
    ]);
  });

  it("two seconds late do not disturb a blind transfer that comes back", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: { dn: "101", type: "extension" } });
    watch.gone("101", 1);
    watch.pollFor(2, rowOf(7, OUTSIDE, "101", "talking"));
    watch.pollFor(2, rowOf(7, OUTSIDE, "102", "transferring"));
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7);
    watch.pollFor(2, rowOf(7, OUTSIDE, "102", "transferring"));
    watch.leg("101", 3, "connected", 7);
    watch.pollFor(2, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 3);
    watch.pollFor(2, rowOf(7, OUTSIDE, "101", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
      "started 101 link 3 blind",
      "ended 101 link 3 ok 2 s",
    ]);
  });
});

describe("legs", () => {
  it("of a queue that outlive the answer are no transfer back to it", () => {
    const watch = createWatch();
    watch.leg("800", 40, "connected", 7);
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.wait(1);
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.wait(0.5);
    watch.gone("800", 40);
    watch.pollNothing();
    expect(watch.news().slice(3)).toEqual(["ended 101 link 1 ok 5 s"]);
  });

  it("of a queue that outlive the whole call end with the next snapshot, and the talk when its phone left", () => {
    const watch = createWatch();
    watch.leg("800", 40, "connected", 7);
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.pollFor(20);
    expect(watch.calls.openChains()).toBe(1);
    watch.snapshot(false);
    watch.pollNothing();
    expect(watch.news().slice(2)).toEqual(["started 101 link 1 none", "ended 101 link 1 ok 5 s"]);
  });

  it("of two devices that both show the answer are one talk", () => {
    const watch = createWatch();
    watch.leg("101", 1, "connected", 7);
    watch.leg("101", 2, "connected", 7);
    watch.leg("101", 3, "dialing", 7);
    watch.gone("101", 1);
    watch.pollFor(2, rowOf(7, OUTSIDE, "101", "talking"));
    expect(watch.news()).toEqual(["dialing 101 link 0", "started 101 link 1 none"]);
  });

  it("that dial without a party yet are no part of an incoming call", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.leg("102", 2, "dialing", 7, { party: { dn: "", type: "none" } });
    watch.gone("101", 1);
    watch.pollFor(2, rowOf(7, OUTSIDE, "900", "talking"));
    expect(watch.news()).toEqual(["ringing 101 ext link 0", "ringing 900 other link 0"]);
  });

  it("of a consultation are believed for a second and a half against the row", () => {
    const watch = createTalk();
    watch.leg("101", 2, "connected", 8, { party: B });
    watch.leg("102", 3, "connected", 8, { party: { dn: "101", type: "extension" } });
    watch.gone("101", 1);
    watch.gone("101", 2);
    watch.pollFor(1, rowOf(8, "101", "102", "talking"), rowOf(7, OUTSIDE, "101", "talking"));
    watch.rows(rowOf(7, OUTSIDE, "102", "talking"), rowOf(8, "101", "102", "talking"));
    expect(watch.news()).toEqual([]);
  });

  it("stand while nobody tells more, whatever a row said long ago", () => {
    const watch = createTalk();
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(100);
    expect(watch.news()).toEqual([]);
    expect(watch.calls.openChains()).toBe(1);
    watch.snapshot(true, legOf("101", 1, "connected", 7));
    watch.rowsAfterGap(rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 110 s"]);
  });
});

describe("garbage", () => {
  it("of ten thousand unknown ids says nothing and is not kept", () => {
    const watch = createTalk();
    for (let n = 1; n <= 10_000; n += 1) {
      watch.gone(`9${n}`, n * 7919);
      if (n % 50 === 0) watch.rows(rowOf(7, OUTSIDE, "101", "talking"), rowOf(n, "x", "y", "unknown"));
    }
    watch.snapshot(false, legOf("101", 1, "connected", 7));
    watch.pollNothing();
    expect(watch.events.filter((event) => !event.chainId.endsWith("_7"))).toEqual([]);
    expect([...watch.calls.peek().calls.keys()]).toEqual([7]);
  });
});
