import { describe, expect, it } from "vitest";
import { defaultSwitches, isSwitchName, switchSides } from "../../../../src-main/simulator/model/switches.ts";
import { allLegs } from "./consistency.ts";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101 } from "./bench.ts";

const toQueue = [
  { ...arrive, rule: "SupportDID" },
  { type: "route-to", dn: "800" },
] as const;
const agentsRing = { type: "ring", dns: ["104", "105"] } as const;
const outside = `10007 Trunk (${caller})`;

describe("the table of switches", () => {
  it("has at least two sides of each, the default among them", () => {
    for (const name of Object.keys(defaultSwitches)) {
      expect(isSwitchName(name), name).toBe(true);
      if (!isSwitchName(name)) continue;
      const sides: readonly unknown[] = switchSides[name];
      expect(sides.length, name).toBeGreaterThan(1);
      expect(sides, name).toContain(defaultSwitches[name]);
    }
    expect(Object.keys(switchSides).toSorted()).toEqual(Object.keys(defaultSwitches).toSorted());
    expect(isSwitchName("constructor")).toBe(false);
  });
});

describe("switches", () => {
  it.each(["on_behalf_of", "originated_by", "referred_by"] as const)("queueNamedOn = %s", (queueNamedOn) => {
    const { act, pbx } = createBench({ queueNamedOn });
    act(...toQueue, agentsRing);
    const leg = allLegs(pbx)[0];
    expect(leg?.[`${queueNamedOn}_dn`]).toBe("800");
    expect(leg?.[`${queueNamedOn}_type`]).toBe("Wqueue");
  });

  it("queueNamedOn = nowhere", () => {
    const { act, trace } = createBench({ queueNamedOn: "nowhere" });
    act(...toQueue, { type: "ring", dns: ["104"] });
    expect(trace()).toEqual(["U 104/1 Ringing 10007 [1.6] orig=ROUTER"]);
  });

  it.each([
    ["ascending", ["104", "105"]],
    ["descending", ["105", "104"]],
  ] as const)("ringOrder = %s", (ringOrder, order) => {
    const { act, trace } = createBench({ ringOrder });
    act(...toQueue, agentsRing);
    expect(trace().map((line) => line.slice(2, 5))).toEqual(order);
  });

  it.each([
    ["after-answer", ["U 104/1 Connected", "R 105/2"]],
    ["before-answer", ["R 105/2", "U 104/1 Connected"]],
  ] as const)("losersLeave = %s", (losersLeave, order) => {
    const { act, trace } = createBench({ losersLeave });
    act(...toQueue, agentsRing);
    trace();
    act({ type: "answer", dn: "104" });
    expect(trace().map((line) => line.split(" ", 3).join(" "))).toEqual(order);
  });

  it.each([
    ["after-ringing", ["U 102/2", "R 101/1"]],
    ["before-ringing", ["R 101/1", "U 102/2"]],
  ] as const)("transferorLeaves = %s", (transferorLeaves, order) => {
    const { act, trace } = createBench({ transferorLeaves });
    act(arrive, ring101, answer101);
    trace();
    act({ type: "blind-transfer", to: "102" });
    expect(trace().map((line) => line.split(" ", 2).join(" "))).toEqual(order);
  });

  it.each([
    ["cleared", ""],
    ["kept", "101"],
  ] as const)("referredByAfterAnswer = %s", (referredByAfterAnswer, referrer) => {
    const { act, pbx } = createBench({ referredByAfterAnswer });
    act(arrive, ring101, answer101, { type: "blind-transfer", to: "102" }, { type: "answer", dn: "102" });
    expect(allLegs(pbx).map((leg) => leg.referred_by_dn)).toEqual([referrer]);
  });

  it.each([
    [false, ""],
    [true, "101"],
  ])("queueAgentsReferredBy = %s", (queueAgentsReferredBy, referrer) => {
    const { act, pbx } = createBench({ queueAgentsReferredBy });
    act(arrive, ring101, answer101, { type: "blind-transfer", to: "800" }, { type: "ring", dns: ["104"] });
    expect(allLegs(pbx).map((leg) => leg.referred_by_dn)).toEqual([referrer]);
  });

  it.each([
    ["one", [`1: ${outside} -> 800 Support Talking`]],
    [
      "with-agents",
      [
        `1: ${outside} -> 800 Support Talking`,
        `1: ${outside} -> 104 Petr Dvořák Routing`,
        `1: ${outside} -> 105 Anna Svobodová (Support) Routing`,
      ],
    ],
  ] as const)("queueRows = %s", (queueRows, expected) => {
    const { act, rows } = createBench({ queueRows });
    act(...toQueue, agentsRing);
    expect(rows()).toEqual(expected);
  });

  it("words of rows", () => {
    const { act, rows } = createBench({
      stageStatus: "Routing",
      ringingStatus: "Initiating",
      transferStatus: "Rerouting",
      voicemailCallee: "words",
      rowNames: "caller",
    });
    const texts: (string | undefined)[] = [];
    const note = (): unknown => texts.push(rows()[0]?.split(" -> ")[1]);
    act({ ...arrive, name: "Marta", rule: "PragueDID" }, { type: "route-to", dn: "900" });
    note();
    act(ring101);
    note();
    expect(rows()[0]).toContain(`10007 Marta (${caller})`);
    act(answer101, { type: "blind-transfer", to: "102" });
    note();
    act({ type: "voicemail" });
    note();
    expect(texts).toEqual([
      "900 Welcome Routing",
      "101 Jana Nováková Initiating",
      "102 Jürgen Groß Rerouting",
      "Voicemail of Jürgen Groß Talking",
    ]);
  });

  it.each([
    ["trunk", ["U 103/1 Dialing 10007 [1.1]"]],
    ["nothing", ["U 103/1 Dialing - [1.1]", "U 103/1 Dialing 10007 [1.1]"]],
  ] as const)("outboundFirstShows = %s", (outboundFirstShows, expected) => {
    const { act, trace } = createBench({ outboundFirstShows });
    act({ type: "dial", from: "103", to: caller }, { type: "trunk-chosen" });
    expect(trace()).toEqual(expected);
  });

  it.each([
    ["empty", ""],
    ["filled", "420225000101"],
  ] as const)("partyDid = %s", (partyDid, did) => {
    const { act, pbx } = createBench({ partyDid });
    act(arrive, ring101);
    expect(allLegs(pbx).map((leg) => leg.party_did)).toEqual([did]);
  });

  it.each([
    ["empty", "", "10007 Trunk"],
    ["anonymous", "anonymous", "10007 Trunk (anonymous)"],
  ] as const)("anonymousShownAs = %s", (anonymousShownAs, number, text) => {
    const { act, pbx } = createBench({ anonymousShownAs });
    act({ ...arrive, from: "" }, ring101);
    expect(allLegs(pbx).map((leg) => leg.party_caller_id)).toEqual([number]);
    expect(pbx.activeCalls()[0]?.Caller).toBe(text);
  });

  it("may be changed while calls are under way: they keep theirs", () => {
    const { act, pbx } = createBench();
    act(arrive);
    pbx.setSwitches({ devicesPerExtension: 3 });
    act(ring101);
    expect(allLegs(pbx)).toHaveLength(1);
    pbx.perform({ ...arrive, call: "second" });
    pbx.perform({ type: "ring", call: "second", dns: ["102"] });
    expect(allLegs(pbx)).toHaveLength(4);
    expect(pbx.switches().devicesPerExtension).toBe(3);
  });

  it("may differ for one conversation", () => {
    const { pbx } = createBench();
    pbx.perform({ ...arrive, call: "own" }, { devicesPerExtension: 2 });
    pbx.perform({ type: "ring", call: "own", dns: ["101"] });
    expect(allLegs(pbx)).toHaveLength(2);
    act101AndHangUp(pbx);
    expect(allLegs(pbx)).toEqual([]);
  });
});

function act101AndHangUp(pbx: ReturnType<typeof createBench>["pbx"]): void {
  pbx.perform({ ...answer101, call: "own" });
  pbx.perform({ ...outsideHangsUp, call: "own" });
}
