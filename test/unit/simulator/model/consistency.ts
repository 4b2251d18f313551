/** What must hold of the simulated PBX at every moment, whatever happens on it. */
import { expect } from "vitest";
import type { SimPbx } from "../../../../src-main/simulator/model/pbx-model.ts";
import type { SimParticipant } from "../../../../src-main/simulator/model/types.ts";

export function allLegs(pbx: SimPbx): SimParticipant[] {
  return pbx.dns().flatMap((each) => each.participants);
}

export function expectConsistent(pbx: SimPbx): void {
  const legs = allLegs(pbx);
  const rows = pbx.activeCalls();
  const callIds = new Set(rows.map((row) => row.Id));
  expect(new Set(legs.map((leg) => leg.id)).size, "participant ids are unique").toBe(legs.length);
  const legKeys = legs.map((leg) => `${leg.callid}.${leg.legid}`);
  expect(new Set(legKeys).size, "leg numbers are unique within a call").toBe(legs.length);
  for (const leg of legs) {
    expect(callIds, `call ${leg.callid} of a leg of ${leg.dn} has a row`).toContain(leg.callid);
    expectUnsetTogether(leg);
  }
  for (const row of rows) {
    expect(row.Caller, "a row names its caller").not.toBe("");
    expect(Date.parse(row.LastChangeStatus)).toBeLessThanOrEqual(Date.parse(row.ServerNow));
    expect(Date.parse(row.EstablishedAt)).toBeLessThanOrEqual(Date.parse(row.LastChangeStatus));
    if (row.Status === "Talking") expectNoDialing(row.Callee, row.Id, legs);
  }
}

/** An empty DN has the type `None`, a set one never. */
function expectUnsetTogether(leg: SimParticipant): void {
  expect(leg.party_dn === "").toBe(leg.party_dn_type === "None");
  expect(leg.originated_by_dn === "").toBe(leg.originated_by_type === "None");
  expect(leg.referred_by_dn === "").toBe(leg.referred_by_type === "None");
  expect(leg.on_behalf_of_dn === "").toBe(leg.on_behalf_of_type === "None");
}

/** A row that talks to an extension goes with a connected leg of it. */
function expectNoDialing(callee: string, callId: number, legs: readonly SimParticipant[]): void {
  const dn = callee.split(" ")[0] ?? "";
  if (!/^1\d\d$/.test(dn)) return;
  const own = legs.filter((leg) => leg.callid === callId && leg.dn === dn);
  expect(
    own.map((leg) => leg.status),
    `${dn} talks in call ${callId}`,
  ).toEqual(["Connected"]);
}
