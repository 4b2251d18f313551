import { describe, expect, it } from "vitest";
import { parseEnvelope, parseJson } from "../../../../src-main/pbx/wire/envelope.ts";

function message(event: Readonly<Record<string, unknown>>, sequence: unknown = 18): string {
  return JSON.stringify({ sequence, event });
}

describe("a message of the socket", () => {
  it("names the leg that changed", () => {
    const entity = "/callcontrol/150/participants/8107";
    expect(parseEnvelope(message({ event_type: 0, entity, attached_data: null }))).toEqual({
      sequence: 18,
      event: { type: "upsert", dn: "150", legId: 8107, attached: null },
    });
    expect(parseEnvelope(message({ event_type: 1, entity }))).toEqual({
      sequence: 18,
      event: { type: "remove", dn: "150", legId: 8107 },
    });
  });

  it("is understood in PascalCase, with types as words or digits in text", () => {
    const pascal = { Sequence: 3, Event: { EventType: "1", Entity: "/CallControl/SP0/Participants/9/" } };
    expect(parseEnvelope(JSON.stringify(pascal))).toEqual({
      sequence: 3,
      event: { type: "remove", dn: "SP0", legId: 9 },
    });
    const upset = parseEnvelope(
      message({ event_type: "Upset", entity: "/callcontrol/a%20b/participants/1" }),
    );
    expect(upset?.event).toMatchObject({ type: "upsert", dn: "a b" });
  });

  it.each([
    ["a device", { event_type: 0, entity: "/callcontrol/150/devices/sip%3A150" }],
    ["keys pressed", { event_type: 2, entity: "/callcontrol/webhook/participants/1" }],
    ["a reply", { event_type: 4, attached_data: { RequestID: "r1" } }],
    ["a type nobody knows", { event_type: 700, entity: "/x" }],
  ])("about %s is of no use and does no harm", (_what, event) => {
    expect(parseEnvelope(message(event))?.event.type).toBe("other");
  });

  it.each([
    ["no JSON", "this is no JSON"],
    ["empty", ""],
    ["half a message", '{"sequence":6,"event":{"event_ty'],
    ["null", "null"],
    ["a list", "[]"],
    ["no event", '{"sequence":6}'],
    ["an event that is a list", '{"sequence":6,"event":[]}'],
    ["no type", message({ entity: "/callcontrol/150/participants/1" })],
    ["no entity", message({ event_type: 0 })],
    ["a leg without a number", message({ event_type: 0, entity: "/callcontrol/150/participants/x" })],
    ["a list of legs", message({ event_type: 0, entity: "/callcontrol/150/participants" })],
  ])("that is %s is damaged", (_what, text) => {
    expect(parseEnvelope(text)).toBeUndefined();
  });

  it("keeps an odd sequence out", () => {
    const entity = "/callcontrol/150/participants/1";
    expect(parseEnvelope(message({ event_type: 0, entity }, "many"))?.sequence).toBeUndefined();
  });

  it("does not stumble over a byte order mark", () => {
    expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  });
});
