/** What each kind of call becomes: a table of observations and events per scenario (design: events, rules, settled details). */
import { describe, expect, it } from "vitest";
import { createWatch, OUTSIDE, rowOf, loggedCall } from "./watch.ts";

const QUEUE = { dn: "800", type: "queue" } as const;
const GROUP = { dn: "802", type: "ring-group" } as const;
const A = { dn: "101", type: "extension" } as const;
const B = { dn: "102", type: "extension" } as const;

describe("incoming to an extension", () => {
  it("rings, starts and ends", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.wait(3);
    watch.leg("101", 1, "connected", 7);
    watch.wait(65);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 65 s",
    ]);
    expect(watch.events[0]).toMatchObject({
      chainId: "261122090000_7",
      callerId: "420774852629",
      direction: "incoming",
      did: "DirectDID",
      didNumber: "420223003091",
      userName: "Name 101",
    });
    expect(watch.calls.openChains()).toBe(0);
  });

  it("is missed when nobody answers, with the extension as user", () => {
    const watch = createWatch({ activeCalls: false });
    watch.leg("101", 1, "ringing", 7);
    watch.wait(20);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual(["ringing 101 ext link 0", "ended 101 link 0 missed 0 s"]);
  });

  it("takes several devices of one extension as one DN, and repeated upserts as nothing", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 2, "ringing", 7);
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 2, "connected", 7);
    watch.gone("101", 1);
    watch.leg("101", 2, "connected", 7);
    watch.wait(5);
    watch.gone("101", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 5 s",
    ]);
  });

  it("tells the ringing of a leg first seen connected", () => {
    const watch = createWatch();
    watch.leg("101", 1, "connected", 7, { originatedBy: { dn: "ROUTER", type: "route-point" } });
    expect(watch.news()).toEqual(["ringing 101 ext link 0", "started 101 link 1 none"]);
  });

  it("begins a new wave after a second of silence, not before", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.gone("101", 1);
    watch.wait(0.9);
    watch.leg("101", 2, "ringing", 7);
    watch.gone("101", 2);
    watch.wait(1);
    watch.leg("101", 3, "ringing", 7);
    expect(watch.news()).toEqual(["ringing 101 ext link 0", "ringing 101 ext link 0"]);
  });

  it("has an empty callerid for an anonymous caller", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7, { number: "Anonymous" });
    expect(watch.events[0]).toMatchObject({ callerId: "", callerNumber: "Anonymous" });
  });
});

describe("IVR, queue and ring group", () => {
  it("goes through IVR and queue to the agent who answers", () => {
    const watch = createWatch();
    watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
    watch.wait(3);
    watch.rows(rowOf(7, OUTSIDE, "800", "talking"));
    watch.wait(2);
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: QUEUE });
    watch.wait(1);
    watch.rows(rowOf(7, OUTSIDE, "101", "routing"));
    watch.leg("102", 2, "connected", 7);
    watch.gone("101", 1);
    watch.wait(10);
    watch.rows(rowOf(7, OUTSIDE, "102", "talking"));
    watch.gone("102", 2);
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ringing 900 other link 0",
      "ringing 800 queue link 0",
      "ringing 101 ext link 0",
      "ringing 102 ext link 0",
      "started 102 link 1 none",
      "ended 102 link 1 ok 10 s",
    ]);
    expect(new Set(watch.events.map((event) => event.did))).toEqual(new Set(["PragueDID"]));
  });

  it("is missed by the IVR, by the queue, and by the queue while its agents ring", () => {
    const watch = createWatch();
    watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
    watch.wait(1);
    watch.rows();
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual(["ringing 900 other link 0", "ended 900 link 0 missed 0 s"]);

    watch.rows(rowOf(8, OUTSIDE, "800", "talking"));
    watch.wait(1);
    watch.leg("101", 1, "ringing", 8);
    watch.wait(1);
    watch.rows(rowOf(8, OUTSIDE, "101", "routing"));
    watch.gone("101", 1);
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ringing 800 queue link 0",
      "ringing 101 ext link 0",
      "ended 800 link 0 missed 0 s",
    ]);
  });

  it("names the queue or group before its members when only a leg names it", () => {
    const watch = createWatch({ activeCalls: false });
    watch.leg("101", 1, "ringing", 7, { referredBy: GROUP });
    watch.leg("102", 2, "ringing", 7, { referredBy: GROUP });
    watch.gone("101", 1);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ringing 802 other link 0",
      "ringing 101 ext link 0",
      "ringing 102 ext link 0",
      "ended 802 link 0 missed 0 s",
    ]);
  });

  it("keeps a call open between the waves of a hunt queue", () => {
    const watch = createWatch({ activeCalls: false });
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.wait(10);
    watch.gone("101", 1);
    watch.wait(1.9);
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: QUEUE });
    watch.wait(10);
    watch.gone("102", 2);
    watch.wait(2);
    expect(watch.news()).toEqual([
      "ringing 800 queue link 0",
      "ringing 101 ext link 0",
      "ringing 102 ext link 0",
      "ended 800 link 0 missed 0 s",
    ]);
  });

  it("is missed by the extension whose voicemail answered", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.rows(rowOf(7, OUTSIDE, "101", "routing"));
    watch.pollFor(10, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 1);
    watch.wait(1);
    watch.rows(rowOf(7, OUTSIDE, "666", "talking"));
    watch.pollFor(20, rowOf(7, OUTSIDE, "666", "talking"));
    watch.rows();
    watch.wait(1);
    watch.rows();
    expect(watch.newsInFull()).toEqual([
      "ringing 101 ext link 0",
      "ringing_stopped 101",
      "voicemail 101",
      "ended 101 link 0 missed 0 s",
      "chain_ended 101",
    ]);
  });

  it("waits for the call log when a queue offers callbacks", () => {
    const watch = createWatch();
    watch.rows(rowOf(7, OUTSIDE, "801", "talking"));
    watch.wait(2);
    watch.rows();
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual(["ringing 801 queue link 0"]);
    expect(watch.calls.callLogWanted()).toBeDefined();
    watch.log(true, loggedCall({ callbackOrdered: true }));
    expect(watch.events.find((event) => event.type === "ended")).toMatchObject({
      callbackOrdered: true,
      reconstructed: false,
      standingPoint: "queue",
    });
    expect(watch.calls.callLogWanted()).toBeUndefined();
  });
});

describe("outgoing, internal and forwarded", () => {
  it.each([true, false])("outgoing, answered: %s", (answered) => {
    const watch = createWatch();
    watch.leg("101", 1, "dialing", 7, { party: { dn: "", type: "none" }, number: OUTSIDE });
    watch.leg("101", 1, "dialing", 7);
    watch.wait(4);
    if (answered) watch.leg("101", 1, "connected", 7);
    watch.wait(9);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual(
      answered
        ? ["dialing 101 link 0", "started 101 link 1 none", "ended 101 link 1 ok 9 s"]
        : ["dialing 101 link 0", "ended 101 link 0 missed 0 s"],
    );
    expect(watch.events[0]?.direction).toBe("outgoing");
  });

  it("internal calls say nothing unless switched on", () => {
    for (const internalCalls of [false, true]) {
      const watch = createWatch({ internalCalls });
      watch.leg("101", 1, "dialing", 7, { party: B });
      watch.leg("102", 2, "ringing", 7, { party: A });
      watch.wait(2);
      watch.leg("101", 1, "connected", 7, { party: B });
      watch.leg("102", 2, "connected", 7, { party: A });
      watch.wait(4);
      watch.gone("101", 1);
      watch.gone("102", 2);
      watch.wait(3);
      expect(watch.news()).toEqual(
        internalCalls ? ["ringing 102 ext link 0", "started 102 link 1 none", "ended 102 link 1 ok 4 s"] : [],
      );
    }
  });

  it.each([true, false])("forwarded to a mobile, with a visible leg: %s", (visible) => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.rows(rowOf(7, OUTSIDE, "101", "routing"));
    watch.wait(5);
    watch.gone("101", 1);
    if (visible) {
      watch.leg("101", 2, "dialing", 7, { number: "+420600123456", originatedBy: A });
      watch.wait(3);
      watch.leg("101", 2, "connected", 7, { number: "+420600123456", originatedBy: A });
    } else {
      watch.rows(rowOf(7, OUTSIDE, "+420600123456", "routing"));
      watch.wait(3);
      watch.rows(rowOf(7, OUTSIDE, "+420600123456", "talking"));
    }
    watch.wait(6);
    if (visible) watch.gone("101", 2);
    watch.wait(1);
    watch.rows();
    watch.wait(1);
    watch.rows();
    expect(watch.news().map((line) => line.replace(/\d+ s$/, ""))).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok ",
    ]);
  });

  it("ActiveCalls alone tells ringing, talk and end of extensions nobody monitors", () => {
    const watch = createWatch({ callControl: false });
    watch.rows(rowOf(7, OUTSIDE, "105", "routing"));
    watch.wait(2);
    watch.rows(rowOf(7, OUTSIDE, "105", "talking"));
    watch.wait(10);
    watch.rows();
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ringing 105 ext link 0",
      "started 105 link 1 none",
      "ended 105 link 1 ok 10 s",
    ]);
  });
});
