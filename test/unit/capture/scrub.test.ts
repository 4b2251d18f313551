import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { createPseudonyms } from "../../../src-main/capture/pseudonyms.ts";
import { createScrubber } from "../../../src-main/capture/scrub.ts";

const scrubber = () => createScrubber(createPseudonyms(new Uint8Array(32).fill(9)));

describe("a participant", () => {
  it("keeps what says how the call goes", () => {
    const participant = {
      ...{ id: 8106, status: "Ringing", dn: "150", callid: 1264, legid: 4, direct_control: false },
      ...{ party_dn_type: "Wexternalline", originated_by_dn: "ROUTER", originated_by_type: "Wroutepoint" },
      party_did: "",
    };
    expect(scrubber().json(participant)).toEqual({ ...participant, dn: expect.stringMatching(/^1\d\d$/) });
  });

  it("loses the caller's name and number, the device and whatever field nobody knows", () => {
    const file = JSON.stringify(
      scrubber().json({
        ...{ party_caller_name: "Anna Berg", party_caller_id: "+49891112223", note: "call her at home" },
        device_id: "sip:150@192.168.7.20:5483",
        attached: { deep: ["Anna Berg", { "Anna Berg": "Secret Lane 5" }] },
      }),
    );
    for (const planted of ["Anna", "1112223", "home", "192.168", "Lane"]) expect(file).not.toContain(planted);
  });
});

describe("secrets", () => {
  it.each([
    "access_token",
    "RefreshToken",
    "Password",
    "client_secret",
    "ApiKey",
    "Authorization",
    "pin",
    "AuthID",
  ])("%s is left out with its field", (name) => {
    expect(scrubber().json({ [name]: "hunter2", status: "Ringing" })).toEqual({ status: "Ringing" });
  });
});

describe("rows", () => {
  it("of active calls keep their form", () => {
    const { json } = scrubber();
    expect(
      json({ Caller: "10007 Trunk (+49891112223)", Callee: "150 Anna Berg", Status: "Talking" }),
    ).toEqual({
      Caller: expect.stringMatching(/^1\d{4} Name-1 \(\+49\d{9}\)$/),
      Callee: expect.stringMatching(/^1\d\d Name 2$/),
      Status: "Talking",
    });
    expect(json({ Callee: "SP0" })).toEqual({ Callee: "SP0" });
  });

  it("keep times, durations and the words that 3CX picks from a list", () => {
    const row = {
      ...{ StartTime: "2026-01-30T15:27:48Z", TalkingDuration: "PT1M5.2S", RingingDuration: "00:00:05" },
      ...{
        Status: "Parked",
        Direction: "Inbound Queue",
        CallType: "Digital Receptionist",
        CallId: 12_345_678,
      },
    };
    expect(scrubber().json(row)).toEqual(row);
  });

  it("lose words that are none of a list, and numbers sent as numbers", () => {
    const row = JSON.stringify(scrubber().json({ Reason: "Redirected to Anna Berg", Phone: 491_112_223 }));
    expect(row).not.toContain("Anna");
    expect(row).not.toContain("1112223");
  });
});

describe("paths", () => {
  it("replace the number of a leg as its fields do", () => {
    const { json, path } = scrubber();
    const { dn } = json({ dn: "150" }) as { dn: string };
    expect(path("/callcontrol/150/participants/8106")).toBe(`/callcontrol/${dn}/participants/8106`);
    expect(path("/xapi/v1/Peers?$top=100&$skip=0")).toBe("/xapi/v1/Peers?$top=100&$skip=0");
    expect(path("/xapi/v1/Users?$filter=Name eq 'Anna'")).not.toContain("Anna");
  });
});

it("takes any JSON, and a planted word is gone from every place but a list of words", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ maxLength: 8 }), (value, field) => {
      const made = scrubber().json({ value, [`x${field}`]: "Anna Berg 0891112223" });
      expect(JSON.stringify(made)).not.toContain("Anna Berg");
    }),
  );
});
