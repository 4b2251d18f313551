import { describe, expect, it } from "vitest";
import type { Action } from "../../../../src-main/simulator/model/actions.ts";
import { allLegs } from "./consistency.ts";
import { answer101, arrive, caller, createBench, outsideHangsUp, ring101, startMs } from "./bench.ts";

describe("the company", () => {
  it("shows extensions and the API client's route point; queues and IVRs by switch", () => {
    const { pbx } = createBench();
    expect(
      pbx
        .dns()
        .map((each) => each.dn)
        .join(" "),
    ).toBe("101 102 103 104 105 106 107 108 109 110 111 112 webhook");
    pbx.setSwitches({ queuesMonitored: true, ivrsMonitored: true });
    const added = pbx.dns().filter((each) => each.type === "Wqueue" || each.type === "Wivr");
    expect(added.map((each) => each.dn)).toEqual(["800", "801", "900"]);
  });

  it("lists the devices of extensions", () => {
    const { pbx } = createBench({ devicesPerExtension: 2 });
    expect(pbx.dns()[0]?.devices).toEqual([
      {
        dn: "101",
        device_id: expect.stringMatching(/^sip:101@127\.0\.0\.1:5483;rinstance=/),
        user_agent: "3CX Web Client",
      },
      { dn: "101", device_id: "sip:101@127.0.0.1:5063", user_agent: "Desk Phone" },
    ]);
  });

  it("hands out copies", () => {
    const { act, pbx } = createBench();
    act(arrive, ring101);
    const leg = allLegs(pbx)[0];
    if (leg !== undefined) leg.status = "Connected";
    expect(allLegs(pbx)[0]?.status).toBe("Ringing");
  });
});

describe("actions that make no sense", () => {
  const refused: readonly [string, Action, string][] = [
    ["unknown call", { type: "hang-up", call: "other", by: "inside" }, "There is no call other."],
    ["call twice", { ...arrive, call: "call" }, "There is a call call already."],
    ["unknown rule", { ...arrive, call: "new", rule: "No" }, "There is no inbound rule No."],
    ["answer without ringing", { ...answer101, call: "call" }, "101 does not ring for this call."],
    ["queue as phone", { type: "ring", call: "call", dns: ["800"] }, "800 is no extension."],
    ["phone as queue", { type: "route-to", call: "call", dn: "101" }, "101 is no IVR, queue or ring group."],
    [
      "transfer without talk",
      { type: "blind-transfer", call: "call", to: "102" },
      "There is no outside talk to transfer.",
    ],
    ["join without consultation", { type: "join", call: "call" }, "There is no consultation to join."],
    ["pick-up without parking", { type: "pick-up", call: "call", dn: "101" }, "The call is not parked."],
    [
      "callback outside of a queue",
      { type: "order-callback", call: "call" },
      "The caller does not wait in a queue.",
    ],
  ];

  it.each(refused)("%s", (_, action, why) => {
    const { act, pbx, trace, rows } = createBench();
    act(arrive);
    const before = rows();
    expect(pbx.perform(action)).toEqual({ done: false, why });
    expect(trace()).toEqual([]);
    expect(rows()).toEqual(before);
  });
});

describe("rows of live calls", () => {
  it("say when the call came and when the row took its form", () => {
    const { act, passS, pbx } = createBench();
    act(arrive, ring101, answer101);
    passS(5);
    expect(pbx.activeCalls()).toEqual([
      {
        Id: 1,
        Caller: `10007 Trunk (${caller})`,
        Callee: "101 Jana Nováková",
        Status: "Talking",
        EstablishedAt: new Date(startMs + 1000).toISOString(),
        LastChangeStatus: new Date(startMs + 3000).toISOString(),
        ServerNow: new Date(startMs + 8000).toISOString(),
      },
    ]);
  });
});

describe("restart", () => {
  it("wipes out calls without a word and numbers from one again; the log stays", () => {
    const { act, pbx, passS, trace } = createBench();
    act(arrive, ring101, answer101, outsideHangsUp, arrive, ring101);
    trace();
    pbx.restart();
    passS(60);
    expect(trace()).toEqual([]);
    expect(allLegs(pbx)).toEqual([]);
    expect(pbx.activeCalls()).toEqual([]);
    expect(pbx.callLog(startMs, startMs + 60_000)).toHaveLength(1);
    act(arrive, ring101);
    expect(allLegs(pbx)[0]).toMatchObject({ id: 1, callid: 1 });
  });
});

describe("drop", () => {
  it("ends a talk", () => {
    const { act, pbx, rows } = createBench();
    act(arrive, ring101, answer101);
    expect(pbx.drop("101", 1)).toBe(true);
    expect(rows()).toEqual([]);
    expect(pbx.drop("101", 1)).toBe(false);
  });

  it("stops one agent's phone while the caller waits on", () => {
    const { act, pbx, rows } = createBench();
    act(
      { ...arrive, rule: "SupportDID" },
      { type: "route-to", dn: "800" },
      { type: "ring", dns: ["104", "105"] },
    );
    expect(pbx.drop("104", 1)).toBe(true);
    expect(allLegs(pbx).map((leg) => leg.dn)).toEqual(["105"]);
    expect(rows()).toHaveLength(1);
  });

  it("ends a consultation and leaves the outside talk alone", () => {
    const { act, pbx, rows } = createBench();
    act(arrive, ring101, answer101, { type: "consult", to: "102" });
    expect(pbx.drop("101", 2)).toBe(true);
    expect(rows()).toEqual([`1: 10007 Trunk (${caller}) -> 101 Jana Nováková Talking`]);
  });
});

describe("onChange", () => {
  it("stops telling who unsubscribed", () => {
    const { act, pbx } = createBench();
    let count = 0;
    const unsubscribe = pbx.onChange(() => {
      count += 1;
    });
    act(arrive, ring101);
    unsubscribe();
    act(answer101);
    expect(count).toBe(1);
  });
});
