import { describe, expect, it } from "vitest";
import { isCompleteParticipant, parseParticipant } from "../../../../src-main/pbx/wire/participant.ts";
import { leg, participant } from "../helpers.ts";

const home = { dn: "150", dnType: "extension" } as const;

describe("a participant", () => {
  it("becomes a leg, unset texts and types left out", () => {
    expect(parseParticipant(participant(), home)).toEqual(leg());
  });

  it("carries who referred it and for whose sake it rings", () => {
    const wire = participant({
      referred_by_dn: "101",
      referred_by_type: "Wextension",
      on_behalf_of_dn: "800",
      on_behalf_of_type: "Wqueue",
    });
    expect(parseParticipant(wire, home)).toMatchObject({
      referredBy: { dn: "101", type: "extension" },
      onBehalfOf: { dn: "800", type: "queue" },
    });
  });

  it("is read in PascalCase as well", () => {
    const wire = {
      Id: 1,
      Status: "CONNECTED",
      Dn: "150",
      CallId: "7",
      PartyDnType: "Wqueue",
      PartyDn: "800",
    };
    expect(parseParticipant(wire, home)).toMatchObject({
      legId: 1,
      status: "connected",
      callId: 7,
      party: { dn: "800", type: "queue", number: "", name: "" },
    });
  });

  it.each([
    ["a type nobody knows", { party_dn_type: "Wsomething" }, { party: { type: "unknown" } }],
    ["a type without W", { party_dn_type: "Queue" }, { party: { type: "queue" } }],
    ["a null type", { party_dn_type: null }, { party: { type: "none" } }],
    ["no own DN", { dn: null }, { dn: "150" }],
    ["a held call", { status: "Held" }, { status: "connected" }],
    ["a null name", { party_caller_name: null }, { party: { name: "" } }],
    ["a null DID", { party_did: null }, { did: "" }],
  ])("with %s is read all the same", (_what, change, expected) => {
    expect(parseParticipant(participant(change), home)).toMatchObject(expected);
  });

  it.each([
    ["nothing", undefined],
    ["a list", []],
    ["a text", "150"],
    ["no id", participant({ id: null })],
    ["no call id", participant({ callid: undefined })],
    ["an unknown status", participant({ status: "Talking" })],
    ["a status of the wrong type", participant({ status: {} })],
  ])("that is %s is no leg", (_what, wire) => {
    expect(parseParticipant(wire, home)).toBeUndefined();
  });

  it("is complete only with every field that is used", () => {
    expect(isCompleteParticipant(participant())).toBe(true);
    const { on_behalf_of_dn: _left, ...less } = participant();
    expect(isCompleteParticipant(less)).toBe(false);
    expect(isCompleteParticipant({ dtmf_input: "12" })).toBe(false);
    expect(isCompleteParticipant(null)).toBe(false);
  });
});
