import { describe, expect, it } from "vitest";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101 } from "./bench.ts";

const outside = `10007 Trunk (${caller})`;

describe("sequences of legs", () => {
  it("S1: incoming to an extension", () => {
    const { act, trace } = createBench();
    act(arrive, ring101, answer101, outsideHangsUp);
    expect(trace()).toEqual([
      "U 101/1 Ringing 10007 [1.4] orig=ROUTER",
      "U 101/1 Connected 10007 [1.4] orig=ROUTER",
      "R 101/1",
    ]);
  });

  it("S1: each device of an extension rings, one remains", () => {
    const { act, trace } = createBench({ devicesPerExtension: 2 });
    act(arrive, ring101, answer101);
    expect(trace()).toEqual([
      "U 101/1 Ringing 10007 [1.4] orig=ROUTER",
      "U 101/2 Ringing 10007 [1.5] orig=ROUTER",
      "U 101/1 Connected 10007 [1.4] orig=ROUTER",
      "R 101/2",
    ]);
  });

  it("S2: IVR, queue and agents; legs nobody sees leave holes in the numbering", () => {
    const { act, trace } = createBench();
    act({ ...arrive, rule: "PragueDID" }, { type: "route-to", dn: "900" }, { type: "route-to", dn: "800" });
    expect(trace()).toEqual([]);
    act({ type: "ring", dns: ["105", "104"] }, { type: "answer", dn: "105" }, outsideHangsUp);
    expect(trace()).toEqual([
      "U 104/1 Ringing 10007 [1.8] orig=ROUTER behalf=800",
      "U 105/2 Ringing 10007 [1.9] orig=ROUTER behalf=800",
      "U 105/2 Connected 10007 [1.9] orig=ROUTER behalf=800",
      "R 104/1",
      "R 105/2",
    ]);
  });

  it("S2: queue and IVR are legs where they may be watched", () => {
    const { act, trace } = createBench({ queuesMonitored: true, ivrsMonitored: true });
    act({ ...arrive, rule: "PragueDID" }, { type: "route-to", dn: "900" }, { type: "route-to", dn: "800" });
    act({ type: "ring", dns: ["104"] }, { type: "answer", dn: "104" });
    expect(trace()).toEqual([
      "U 900/1 Connected 10007 [1.4] orig=ROUTER",
      "R 900/1",
      "U 800/2 Connected 10007 [1.6] orig=ROUTER",
      "U 104/3 Ringing 10007 [1.8] orig=ROUTER behalf=800",
      "U 104/3 Connected 10007 [1.8] orig=ROUTER behalf=800",
      "R 800/2",
    ]);
  });

  it("S3: hunt waves have new legs each time", () => {
    const { act, trace } = createBench();
    act({ ...arrive, rule: "ServiceDID" }, { type: "route-to", dn: "801" });
    act(
      { type: "ring", dns: ["106"] },
      { type: "stop-ringing", dns: ["106"] },
      { type: "ring", dns: ["106"] },
    );
    expect(trace().map((line) => line.split(" ", 3).join(" "))).toEqual([
      "U 106/1 Ringing",
      "R 106/1",
      "U 106/2 Ringing",
    ]);
  });

  it("S5: blind transfer, and its return", () => {
    const { act, trace } = createBench();
    act(arrive, ring101, answer101);
    trace();
    act({ type: "blind-transfer", to: "102" });
    expect(trace()).toEqual(["U 102/2 Ringing 10007 [1.6] orig=ROUTER ref=101", "R 101/1"]);
    act({ type: "transfer-returns" }, answer101);
    expect(trace()).toEqual([
      "R 102/2",
      "U 101/3 Ringing 10007 [1.8] orig=ROUTER",
      "U 101/3 Connected 10007 [1.8] orig=ROUTER",
    ]);
  });

  it.each([
    ["first-call", "U 102/3 Connected 10007 [1.5]"],
    ["consultation", "U 102/3 Connected 10007 [2.4]"],
  ] as const)("S6: attended transfer, %s goes on", (attendedJoin, joined) => {
    const { act, trace, rows } = createBench({ attendedJoin });
    act(arrive, ring101, answer101);
    trace();
    act({ type: "consult", to: "102" }, { type: "answer", dn: "102" });
    expect(trace()).toEqual([
      "U 101/2 Dialing 102 [2.1]",
      "U 102/3 Ringing 101 [2.2]",
      "U 101/2 Connected 102 [2.1]",
      "U 102/3 Connected 101 [2.2]",
    ]);
    expect(rows()).toEqual([
      `1: ${outside} -> 101 Jana Nováková Talking`,
      "2: 101 Jana Nováková -> 102 Jürgen Groß Talking",
    ]);
    act({ type: "join" });
    expect(trace()).toEqual(["R 101/1", "R 101/2", joined]);
    const survivor = attendedJoin === "first-call" ? 1 : 2;
    expect(rows()).toEqual([`${survivor}: ${outside} -> 102 Jürgen Groß Talking`]);
  });

  it("S8: outgoing", () => {
    const { act, trace, rows } = createBench();
    act({ type: "dial", from: "103", to: caller });
    expect(rows()).toEqual([`1: 103 Zoë Müller-Lüdenscheidt -> ${outside} Routing`]);
    act({ type: "trunk-chosen" }, { type: "outside-answers" }, { type: "hang-up", by: "inside" });
    expect(trace()).toEqual(["U 103/1 Dialing 10007 [1.1]", "U 103/1 Connected 10007 [1.1]", "R 103/1"]);
  });

  it("S8: outgoing through the helper, before a trunk is chosen", () => {
    const { act, trace, rows } = createBench({ ownPhoneRingsFirst: true });
    act({ type: "dial", from: "103", to: caller });
    expect(rows()).toEqual(["1: 103 Zoë Müller-Lüdenscheidt ->  Initiating"]);
    act({ type: "trunk-chosen" });
    expect(trace()).toEqual(["U 103/1 Ringing - [1.1]", "U 103/1 Dialing 10007 [1.1]"]);
  });

  it("S9: internal", () => {
    const { act, trace, rows } = createBench();
    act({ type: "dial-internal", from: "106", to: "107" });
    expect(rows()).toEqual(["1: 106 O'Brien, Sean -> 107 Łukasz Żak Routing"]);
    act({ type: "answer", dn: "107" }, { type: "hang-up", by: "inside" });
    expect(trace()).toEqual([
      "U 106/1 Dialing 107 [1.1]",
      "U 107/2 Ringing 106 [1.2]",
      "U 106/1 Connected 107 [1.1]",
      "U 107/2 Connected 106 [1.2]",
      "R 106/1",
      "R 107/2",
    ]);
  });

  it.each([
    ["same", "U 103/2 Connected 10007 [1.5]"],
    ["new", "U 103/2 Connected 10007 [2.2]"],
  ] as const)("S10: parked and picked up with the %s callid", (pickUpCallId, pickedUp) => {
    const { act, trace, rows } = createBench({ pickUpCallId });
    act(arrive, ring101, answer101);
    trace();
    act({ type: "park", slot: "SP0" });
    expect(rows()).toEqual([`1: ${outside} -> SP0 Parking Talking`]);
    act({ type: "pick-up", dn: "103" });
    expect(trace()).toEqual(["R 101/1", pickedUp]);
  });

  it("S11: voicemail is not seen on legs", () => {
    const { act, trace, rows } = createBench();
    act(arrive, ring101);
    trace();
    act({ type: "voicemail" });
    expect(trace()).toEqual(["R 101/1"]);
    expect(rows()).toEqual([`1: ${outside} -> 666 Voicemail Talking`]);
  });

  it.each([
    ["invisible", ["R 101/1"]],
    [
      "visible",
      [
        "R 101/1",
        "U 101/2 Dialing 10007 [1.5] orig=101 behalf=101",
        "U 101/2 Connected 10007 [1.5] orig=101 behalf=101",
      ],
    ],
  ] as const)("S12: forwarded to a mobile whose leg is %s", (forwardedLeg, legs) => {
    const { act, trace, rows } = createBench({ forwardedLeg });
    act(arrive, ring101);
    trace();
    act({ type: "forward" });
    expect(rows()).toEqual([`1: ${outside} -> 10007 Trunk (+420777000101) Routing`]);
    act({ type: "mobile-answers" });
    expect(trace()).toEqual(legs);
    expect(rows()).toEqual([`1: ${outside} -> 10007 Trunk (+420777000101) Talking`]);
  });

  it.each([
    ["new", ["R 101/2", "U 101/1 Connected 700 [3.2]", "U 102/3 Connected 700 [3.3]"], 3],
    ["same", ["R 101/2", "U 101/1 Connected 700 [1.4]", "U 102/3 Connected 700 [1.5]"], 1],
  ] as const)("S13: conference with the %s callid", (conferenceCallId, legs, callId) => {
    const { act, trace, rows } = createBench({ conferenceCallId });
    act(arrive, ring101, answer101, { type: "consult", to: "102" }, { type: "answer", dn: "102" });
    trace();
    act({ type: "conference" });
    expect(trace().map((line) => line.replace(" orig=ROUTER", ""))).toEqual(legs);
    expect(rows()).toEqual([
      `${callId}: ${outside} -> 700 Conference Talking`,
      `${callId}: 101 Jana Nováková -> 700 Conference Talking`,
      `${callId}: 102 Jürgen Groß -> 700 Conference Talking`,
    ]);
    act({ type: "leave", dn: "101" }, outsideHangsUp);
    expect(trace()).toEqual(["R 101/1", "R 102/3"]);
  });

  it("S14: a callback that shows the queue first", () => {
    const { act, trace, rows } = createBench({ callbackParty: "queue" });
    act({ type: "queue-callback", queue: "800", agent: "104", to: caller });
    expect(rows()).toEqual(["1: 800 Support -> 104 Petr Dvořák Routing"]);
    act({ type: "answer", dn: "104" }, { type: "callback-dials" }, { type: "outside-answers" });
    expect(rows()).toEqual([`1: 104 Petr Dvořák -> ${outside} Talking`]);
    expect(trace()).toEqual([
      "U 104/1 Ringing 800 [1.2] behalf=800",
      "U 104/1 Connected 800 [1.2] behalf=800",
      "U 104/1 Dialing 10007 [1.2] behalf=800",
      "U 104/1 Connected 10007 [1.2] behalf=800",
    ]);
  });

  it("S14: a callback that shows the outside party looks like a call of the queue", () => {
    const { act, trace, rows } = createBench({ callbackParty: "outside", queueNamedOn: "nowhere" });
    act({ type: "queue-callback", queue: "800", agent: "104", to: caller });
    expect(rows()).toEqual([`1: ${outside} -> 800 Support Talking`]);
    act({ type: "answer", dn: "104" }, { type: "callback-dials" }, { type: "outside-answers" });
    expect(rows()).toEqual([`1: ${outside} -> 104 Petr Dvořák Talking`]);
    expect(trace()).toEqual([
      "U 104/1 Ringing 10007 [1.4] orig=ROUTER behalf=800",
      "U 104/1 Connected 10007 [1.4] orig=ROUTER behalf=800",
    ]);
  });

  it.each([
    ["nothing", []],
    ["duplicate-upsert", ["U 101/1 Connected 10007 [1.4] orig=ROUTER"]],
  ] as const)("S15: hold shows %s", (holdShows, legs) => {
    const { act, trace } = createBench({ holdShows });
    act(arrive, ring101, answer101);
    trace();
    act({ type: "hold" });
    expect(trace()).toEqual(legs);
  });
});
