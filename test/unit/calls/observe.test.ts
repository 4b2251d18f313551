/** What each kind of call becomes: a table of observations and events per scenario (design: events, rules, settled details). */
import { describe, expect, it } from "vitest";
import { createWatch, type WatchOptions, legOf, OUTSIDE, rowOf } from "./watch.ts";

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

describe("transfers", () => {
  const talk = (options: WatchOptions = {}) => {
    const watch = createWatch(options);
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(10);
    watch.news();
    return watch;
  };

  it.each(["before", "after"])("blind, the first leg removed %s the target rings", (order) => {
    const watch = talk();
    if (order === "before") watch.gone("101", 1);
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    if (order === "after") watch.gone("101", 1);
    watch.wait(2);
    watch.leg("102", 2, "connected", 7);
    watch.wait(7);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 7 s",
    ]);
  });

  it("blind, nobody takes it", () => {
    const watch = talk({ activeCalls: false });
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(8);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s",
    ]);
  });

  it("blind, comes back to the one who transferred", () => {
    const watch = talk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(8);
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7);
    watch.wait(1);
    watch.leg("101", 3, "connected", 7);
    watch.wait(4);
    watch.gone("101", 3);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
      "started 101 link 3 blind",
      "ended 101 link 3 ok 4 s",
    ]);
  });

  it.each(["changes", "stays"])("attended, and the callid %s", (callid) => {
    const watch = talk();
    watch.leg("101", 2, "dialing", 8, { party: B });
    watch.leg("102", 3, "ringing", 8, { party: A });
    watch.leg("101", 2, "connected", 8, { party: B });
    watch.leg("102", 3, "connected", 8, { party: A });
    watch.wait(5);
    expect(watch.news()).toEqual([]);
    watch.gone("101", 1);
    watch.gone("101", 2);
    watch.leg("102", 3, "connected", callid === "changes" ? 7 : 8);
    watch.wait(6);
    watch.gone("102", 3);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 15 s transferred",
      "started 102 link 2 attended",
      "ended 102 link 2 ok 6 s",
    ]);
    expect(watch.calls.openChains()).toBe(0);
  });

  it("to a queue", () => {
    const watch = talk();
    watch.gone("101", 1);
    watch.rows(rowOf(7, OUTSIDE, "800", "talking"));
    watch.wait(2);
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: QUEUE });
    watch.leg("102", 2, "connected", 7);
    watch.wait(3);
    watch.gone("102", 2);
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 800 queue link 2",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 3 s",
    ]);
  });

  it("parked and picked up by another, the caller hanging up later", () => {
    const watch = talk();
    watch.rows(rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.rows(rowOf(7, OUTSIDE, "SP0", "talking"));
    watch.wait(30);
    watch.rows(rowOf(7, OUTSIDE, "SP0", "talking"));
    expect(watch.news()).toEqual([]);
    watch.leg("102", 2, "connected", 9);
    watch.wait(5);
    watch.rows(rowOf(9, OUTSIDE, "102", "talking"));
    watch.gone("102", 2);
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 5 s",
    ]);
  });

  it("conference: the link goes on with the one who stays", () => {
    const watch = talk();
    const room = { dn: "700", type: "conference" } as const;
    watch.leg("102", 2, "connected", 12, { party: room });
    watch.leg("101", 1, "connected", 12, { party: room });
    watch.wait(5);
    watch.gone("101", 1);
    watch.wait(5);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 15 s transferred",
      "started 102 link 2 attended",
      "ended 102 link 2 ok 5 s",
    ]);
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

function loggedCall(extras: object) {
  return {
    historyId: "h",
    callId: 7,
    startedAtMs: Date.UTC(2026, 10, 22, 9, 0, 0),
    endedAtMs: Date.UTC(2026, 10, 22, 9, 0, 5),
    direction: "incoming" as const,
    number: OUTSIDE,
    name: "",
    didNumber: "",
    callbackOrdered: false,
    segments: [],
    ...extras,
  };
}

describe("when one source knows better", () => {
  it("asks the log about a missed call that no row ever showed, and believes it", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.wait(4);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual(["ringing 101 ext link 0"]);
    watch.log(true, loggedCall({ segments: [], endedAtMs: watch.nowMs() }));
    expect(watch.news()).toEqual(["ended 101 link 0 missed 0 s"]);
  });

  it("takes the row's word when the change of a consulted leg was lost", () => {
    const watch = createWatch();
    watch.leg("101", 1, "connected", 7);
    watch.leg("102", 3, "ringing", 8, { party: A });
    watch.leg("102", 3, "connected", 8, { party: A });
    watch.rows(rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", "102", "talking"));
    watch.wait(1);
    watch.gone("101", 1);
    watch.news();
    for (let second = 0; second < 3; second++) {
      watch.wait(1);
      watch.rows(rowOf(8, OUTSIDE, "102", "talking"));
    }
    expect(watch.news()).toEqual(["ended 101 link 1 ok 1 s transferred", "started 102 link 2 attended"]);
  });

  it("understands rows that came before the directory", () => {
    const watch = createWatch({ directory: false });
    watch.rows(rowOf(7, OUTSIDE, "900", "talking"));
    expect(watch.news()).toEqual([]);
    watch.directory();
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });

  it("does not take the leg of a forwarded call for a call that somebody dials", () => {
    const watch = createWatch();
    watch.leg("101", 2, "dialing", 7, { number: "+420600123456", originatedBy: A });
    watch.rows(rowOf(7, OUTSIDE, "+420600123456", "routing"));
    watch.leg("101", 2, "connected", 7, { number: "+420600123456", originatedBy: A });
    expect(watch.news().at(-1)).toBe("started 101 link 1 none");
    expect(watch.events.at(-1)?.direction).toBe("incoming");
  });
});

describe("gaps and restarts", () => {
  it("a talk going on at the first snapshot is started, reconstructed, without ringing", () => {
    const watch = createWatch({ callControl: false });
    watch.snapshot(true, legOf("101", 1, "connected", 7));
    expect(watch.news()).toEqual(["started 101 link 1 none (reconstructed)"]);
  });

  it("a talk that ended unseen ends as the call log says", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(5);
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(60);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.wait(2);
    expect(watch.calls.callLogWanted()).toBeDefined();
    const talk = {
      startedAtMs: Date.UTC(2026, 10, 22, 9, 0, 0),
      dn: "101",
      dnType: "extension" as const,
      answered: true,
      ringingS: 0,
      talkingS: 33,
      reason: "",
    };
    watch.log(true, loggedCall({ segments: [talk], endedAtMs: Date.UTC(2026, 10, 22, 9, 0, 33) }));
    expect(watch.news().slice(-1)[0]).toMatch(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/);
  });

  it("a call answered and ended inside a gap has only an end, as has one that lay wholly inside", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.news();
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(100);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.wait(3);
    const at = (second: number) => Date.UTC(2026, 10, 22, 9, 0, second);
    const segment = (dn: string, second: number, talkingS: number) => ({
      startedAtMs: at(second),
      dn,
      dnType: "extension" as const,
      answered: talkingS > 0,
      ringingS: 2,
      talkingS,
      reason: "",
    });
    watch.log(
      true,
      loggedCall({ segments: [segment("101", 0, 20)], endedAtMs: at(22) }),
      loggedCall({
        historyId: "i",
        callId: 4711,
        number: "0301112223",
        startedAtMs: at(40),
        endedAtMs: at(50),
        segments: [segment("102", 40, 0)],
      }),
    );
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 20 s (reconstructed)",
      "ended 102 link 0 missed 0 s (reconstructed)",
    ]);
    expect(watch.events.at(-1)?.chainId).toBe("261122090040_4711");
  });

  it("goes on with the same ids from a stored state", () => {
    const before = createWatch();
    before.leg("101", 1, "ringing", 7);
    const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
    watch.wait(5);
    watch.snapshot(true, legOf("101", 1, "connected", 7));
    watch.wait(5);
    watch.gone("101", 1);
    watch.wait(3);
    expect(watch.news()).toEqual(["started 101 link 1 none (reconstructed)", "ended 101 link 1 ok 5 s"]);
    expect(new Set([...before.events, ...watch.events].map((event) => event.chainId)).size).toBe(1);
  });

  it("closes what is open when the PBX restarts and uses the callid again", () => {
    const watch = createWatch();
    watch.leg("101", 55, "ringing", 7);
    watch.leg("101", 55, "connected", 7);
    watch.wait(5);
    watch.lost("call-control");
    watch.wait(30);
    watch.snapshot(true, legOf("102", 1, "ringing", 7, { number: "0305556667" }));
    expect(watch.news()).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 35 s (reconstructed)",
      "ringing 102 ext link 0",
    ]);
  });
});
