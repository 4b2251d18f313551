import { describe, expect, it } from "vitest";
import {
  parseCallbackQueue,
  parseInboundRule,
  parsePeer,
} from "../../../../src-main/pbx/wire/directory-rows.ts";

describe("rows of the directory", () => {
  it.each([
    ["Extension", "extension"],
    ["RingGroup", "ring-group"],
    ["IVR", "ivr"],
    ["ExternalLine", "external-line"],
    ["RoutePoint", "route-point"],
    ["SpecialMenu", "special-menu"],
    ["Wextension", "extension"],
    ["Whatever", "unknown"],
    [null, "none"],
  ])("name a peer of type %j", (word, type) => {
    expect(parsePeer({ Number: "150", Name: "Alice", Type: word })).toEqual({
      dn: "150",
      type,
      name: "Alice",
    });
  });

  it("leave out what has no number", () => {
    expect(parsePeer({ Name: "Alice" })).toBeUndefined();
    expect(parsePeer(null)).toBeUndefined();
  });

  it("tell which queues offer a callback", () => {
    expect(parseCallbackQueue({ Number: "800", CallbackEnableTime: 60 })).toBe("800");
    expect(parseCallbackQueue({ Number: "800", CallbackOfferOnly: true })).toBe("800");
    expect(parseCallbackQueue({ Number: "800", CallbackEnableTime: 0 })).toBeUndefined();
    expect(parseCallbackQueue({ CallbackEnableTime: 60 })).toBeUndefined();
  });

  const rule = {
    RuleName: "Sales",
    Condition: "BasedOnDID",
    Data: "*+420 225 000 100",
    TrunkDN: { Number: "10007", Type: "ExternalLine" },
    OfficeHoursDestination: { To: "Extension", Number: "101" },
    OutOfOfficeHoursDestination: { To: "IVR", Number: "900" },
    HolidaysDestination: { To: "None", Number: "" },
    AlterDestinationDuringOutOfOfficeHours: true,
    AlterDestinationDuringHolidays: null,
  };

  it("tell where an inbound rule leads", () => {
    expect(parseInboundRule(rule)).toEqual({
      name: "Sales",
      didNumber: "420225000100",
      trunkDn: "10007",
      destinations: ["101", "900"],
    });
  });

  it("ignore destinations that the rule does not use", () => {
    const same = { ...rule, AlterDestinationDuringOutOfOfficeHours: false };
    expect(parseInboundRule(same)?.destinations).toEqual(["101"]);
  });

  it("do not take a caller's number for a DID", () => {
    expect(parseInboundRule({ ...rule, Condition: "BasedOnCallerID" })?.didNumber).toBe("");
  });

  it("live with missing fields", () => {
    expect(parseInboundRule({})).toEqual({ name: "", didNumber: "", trunkDn: "", destinations: [] });
    expect(parseInboundRule({ ...rule, TrunkDN: null, OfficeHoursDestination: "101" })).toMatchObject({
      trunkDn: "",
      destinations: ["900"],
    });
    expect(parseInboundRule(7)).toBeUndefined();
  });
});
