/** Legs find their call, also when it becomes a conversation with the outside only later. */
import { expect, it } from "vitest";
import { createLegTrail } from "../../../src-main/history/leg-trail.ts";
import type { LegChange } from "../../../src-main/calls/types.ts";

function change(callId: number, chainId: string | undefined, isGone = false, legId = 1): LegChange {
  const party = { dn: "105", type: "extension", number: "105", name: "" } as const;
  return {
    ...{ atMs: 1, callId, chainId, dnType: "extension", dnName: "", isGone },
    leg: {
      ...{ legId, dn: "101", dnType: "extension", status: "ringing", callId, party, did: "", deviceId: "" },
    },
  };
}

const always = () => true;
const never = () => undefined;

it("hands on at once what belongs to a known call", () => {
  const { take } = createLegTrail();
  const first = change(7, "a");
  expect([...take([first], never, always)]).toEqual([["a", [first]]]);
  expect([...take([], never, always)]).toEqual([]);
});

it("keeps the legs of a consultation until it is joined", () => {
  const { take } = createLegTrail();
  const legs = [change(8, undefined), change(8, undefined, false, 2)];
  for (const each of legs) expect(take([each], never, always).size).toBe(0);
  expect([...take([], (callId) => (callId === 8 ? "a" : undefined), always)]).toEqual([["a", legs]]);
});

it("keeps those of a conversation that nothing was told of yet", () => {
  const { take } = createLegTrail();
  const first = change(7, "a");
  expect(take([first], never, () => false).size).toBe(0);
  expect([...take([], never, always)]).toEqual([["a", [first]]]);
});

it("forgets a call that stayed within the company", () => {
  const { take } = createLegTrail();
  take([change(8, undefined)], never, always);
  take([change(8, undefined, true)], never, always);
  expect(take([], () => "a", always).size).toBe(0);
});

it("forgets the oldest when there are far too many", () => {
  const { take } = createLegTrail();
  for (let callId = 1; callId <= 3_000; callId++) take([change(callId, undefined)], never, always);
  const found = take([], (callId) => `chain ${callId}`, always);
  expect(found.size).toBe(2_000);
  expect(found.has("chain 1")).toBe(false);
  expect(found.has("chain 3000")).toBe(true);
});
