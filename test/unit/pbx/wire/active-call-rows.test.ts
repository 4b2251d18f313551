import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseActiveCall, parseParty } from "../../../../src-main/pbx/wire/active-call-rows.ts";

describe("one side of an active call", () => {
  it.each([
    ["10007 Trunk (+49123456789)", "10007", "Trunk", "+49123456789"],
    ["10007 Trunk", "10007", "Trunk", ""],
    ["10007 My (old) trunk (00 49 123-456)", "10007", "My (old) trunk", "00 49 123-456"],
    ["10007 (+49123)", "10007", "", "+49123"],
    ["10007 Trunk (anonymous)", "10007", "Trunk", "anonymous"],
    ["10007 Trunk (john.doe)", "10007", "Trunk", "john.doe"],
    ["10007 Trunk (+49123", "10007", "Trunk", "+49123"],
    ["150 Alice", "150", "Alice", ""],
    ["150 Alice (Sales)", "150", "Alice (Sales)", ""],
    ["150 Alice (12)", "150", "Alice (12)", ""],
    ["150 Alice )(", "150", "Alice )(", ""],
    ["150", "150", "", ""],
    ["800 Support (queue) 2", "800", "Support (queue) 2", ""],
    ["+49123", "", "", "+49123"],
    ["0049123456 Bob", "", "Bob", "0049123456"],
    ["Alice (0301234567)", "", "Alice", "0301234567"],
    ["Voicemail of Bob", "", "Voicemail of Bob", ""],
    ["SP0 Parking", "SP0", "Parking", ""],
    ["150abc", "", "150abc", ""],
    ["10007 line\nbreak (+49123)", "10007", "line\nbreak", "+49123"],
    ["  150  Alice  ", "150", "Alice", ""],
    ["", "", "", ""],
  ])("%j", (source, dn, name, number) => {
    expect(parseParty(source)).toEqual({ dn, name, number });
  });

  it("takes any text, also a long hostile one", () => {
    expect(parseParty(`10007 ${"(".repeat(50_000)}`).dn).toBe("10007");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (source) => parseParty(source).name.length <= source.length),
    );
  });
});

describe("a row of active calls", () => {
  const row = {
    Id: 1264,
    Caller: "10007 Trunk (+49123456789)",
    Callee: "150 Alice",
    Status: "Talking",
    EstablishedAt: "2024-12-30T10:00:00Z",
  };

  it("becomes a call", () => {
    expect(parseActiveCall(row)).toEqual({
      callId: 1264,
      caller: { dn: "10007", name: "Trunk", number: "+49123456789" },
      callee: { dn: "150", name: "Alice", number: "" },
      status: "talking",
      establishedAtMs: Date.UTC(2024, 11, 30, 10),
    });
  });

  it.each([
    ["REROUTING", "rerouting"],
    [" initiating ", "initiating"],
    ["Dreaming", "unknown"],
    [null, "unknown"],
    ["constructor", "unknown"],
  ])("has the status %j as %j", (word, status) => {
    expect(parseActiveCall({ ...row, Status: word })?.status).toBe(status);
  });

  it("lives with missing fields, but not without an id", () => {
    expect(parseActiveCall({ Id: "7" })).toEqual({
      callId: 7,
      caller: { dn: "", name: "", number: "" },
      callee: { dn: "", name: "", number: "" },
      status: "unknown",
    });
    expect(parseActiveCall({ ...row, Id: null })).toBeUndefined();
    expect(parseActiveCall([])).toBeUndefined();
    expect(parseActiveCall("row")).toBeUndefined();
  });
});
