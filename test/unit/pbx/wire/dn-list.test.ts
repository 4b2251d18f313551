import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDnList } from "../../../../src-main/pbx/wire/dn-list.ts";
import { dnEntry, leg, participant } from "../helpers.ts";

describe("the list of DNs", () => {
  it("gives the monitored DNs and their legs", () => {
    const json = [dnEntry("webhook", [], "Wroutepoint"), dnEntry("150", [participant()])];
    expect(parseDnList(json)).toEqual({
      monitored: [
        { dn: "webhook", type: "route-point" },
        { dn: "150", type: "extension" },
      ],
      legs: [leg()],
      unreadable: [],
      damaged: 0,
    });
  });

  it("names legs it cannot read, and counts what says nothing", () => {
    const json = [
      dnEntry("150", [participant({ status: "?" }), null, {}]),
      { dn: "151", type: null, participants: null },
      { type: "Wextension" },
      "150",
    ];
    expect(parseDnList(json)).toEqual({
      monitored: [
        { dn: "150", type: "extension" },
        { dn: "151", type: "none" },
      ],
      legs: [],
      unreadable: [{ dn: "150", legId: 8106 }],
      damaged: 4,
    });
  });

  it.each([[null], [{}], [{ value: [] }], ["[]"], [undefined]])("is not %j", (json) => {
    expect(parseDnList(json)).toBeUndefined();
  });

  it("never throws, whatever comes", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => (parseDnList([json])?.damaged ?? 0) <= 100));
  });
});
