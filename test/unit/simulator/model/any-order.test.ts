import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import type { Action } from "../../../../src-main/simulator/model/actions.ts";
import { createPbxModel } from "../../../../src-main/simulator/model/pbx-model.ts";
import {
  isSwitchName,
  type SimSwitches,
  switchSides,
} from "../../../../src-main/simulator/model/switches.ts";
import { allLegs, expectConsistent } from "./consistency.ts";

const call = fc.constantFrom("a", "b");
const phone = fc.constantFrom("101", "102", "103");
const stage = fc.constantFrom("800", "802", "900");
const anywhere = fc.constantFrom("101", "102", "666", "800", "802", "900", "nobody");
const outside = fc.constantFrom("", "+420601000001", "+420601000001");

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    type: fc.constant("arrive"),
    call,
    from: outside,
    rule: fc.constantFrom("DirectDID", "PragueDID"),
  }),
  fc.record({ type: fc.constant("dial"), call, from: phone, to: outside }),
  fc.record({ type: fc.constant("dial-internal"), call, from: phone, to: anywhere }),
  fc.record({ type: fc.constant("queue-callback"), call, queue: stage, agent: phone, to: outside }),
  fc.record({ type: fc.constant("route-to"), call, dn: anywhere }),
  fc.record({ type: fc.constantFrom("ring", "stop-ringing"), call, dns: fc.array(phone, { maxLength: 3 }) }),
  fc.record({ type: fc.constantFrom("answer", "pick-up", "leave"), call, dn: anywhere }),
  fc.record({ type: fc.constantFrom("blind-transfer", "consult"), call, to: anywhere }),
  fc.record({ type: fc.constant("park"), call, slot: fc.constant("SP0") }),
  fc.record({
    type: fc.constantFrom(
      "trunk-chosen",
      "outside-answers",
      "outside-rejects",
      "transfer-returns",
      "join",
      "voicemail",
      "forward",
      "mobile-answers",
      "conference",
      "order-callback",
      "callback-dials",
      "hold",
      "resume",
    ),
    call,
  }),
  fc.record({ type: fc.constant("hang-up"), call, by: fc.constantFrom("outside", "inside") }),
);

const sides: Partial<SimSwitches>[] = Object.entries(switchSides).flatMap(([name, values]) =>
  isSwitchName(name) ? values.map((value) => ({ [name]: value })) : [],
);
const switches = fc.subarray(sides).map((some): Partial<SimSwitches> => Object.assign({}, ...some));

const talk: Action[] = [
  { type: "arrive", call: "a", from: "+420601000002", rule: "DirectDID" },
  { type: "ring", call: "a", dns: ["101"] },
  { type: "answer", call: "a", dn: "101" },
];
const consultation: Action[] = [
  ...talk,
  { type: "consult", call: "a", to: "102" },
  { type: "answer", call: "a", dn: "102" },
];
const queue: Action[] = [
  { type: "arrive", call: "a", from: "+420601000002", rule: "SupportDID" },
  { type: "route-to", call: "a", dn: "800" },
];

/** Most sequences begin in the middle of a call, where most actions make sense. */
const opening = fc.constantFrom<Action[]>([], talk.slice(0, 2), talk, consultation, queue);

describe("actions in any order, on any PBX", () => {
  it("leave it consistent, and hanging up leaves nothing behind", () => {
    fc.assert(
      fc.property(
        switches,
        opening,
        fc.array(actions, { minLength: 10, maxLength: 60, size: "max" }),
        (given, first, rest) => {
          let nowMs = 1_000_000;
          const clock: Clock = { nowMs: () => nowMs, after: () => () => undefined };
          const pbx = createPbxModel({ clock, random: Math.random, switches: given });
          for (const action of [...first, ...rest]) {
            nowMs += 100;
            pbx.perform(action);
            expectConsistent(pbx);
          }
          for (const label of pbx.underWay()) pbx.perform({ type: "hang-up", call: label, by: "inside" });
          expect(allLegs(pbx)).toEqual([]);
          expect(pbx.activeCalls()).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});
