/** What must hold of the simulated PBX at every moment, whatever happens on it. */
import { expect } from "vitest";
import type { SimPbx } from "../../../../src-main/simulator/model/pbx-model.ts";
import type { SimActiveCall, SimParticipant } from "../../../../src-main/simulator/model/types.ts";

export function allLegs(pbx: SimPbx): SimParticipant[] {
  return pbx.dns().flatMap((each) => each.participants);
}

export function expectConsistent(pbx: SimPbx): void {
  const legs = allLegs(pbx);
  const rows = pbx.activeCalls();
  const callIds = new Set(rows.map((row) => row.Id));
  expect([
    ...legs.flatMap((leg) => wrongLeg(leg, callIds)),
    ...rows.flatMap((row) => wrongRow(row, legs)),
    ...twice(legs.map((leg) => `participant ${leg.id}`)),
    ...twice(legs.map((leg) => `leg ${leg.callid}.${leg.legid}`)),
  ]).toEqual([]);
}

function twice(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${key} is there twice`);
}

function wrongLeg(leg: SimParticipant, callIds: ReadonlySet<number>): string[] {
  const named = [
    [leg.party_dn, leg.party_dn_type],
    [leg.originated_by_dn, leg.originated_by_type],
    [leg.referred_by_dn, leg.referred_by_type],
    [leg.on_behalf_of_dn, leg.on_behalf_of_type],
  ];
  const halfSet = named.filter(([dn, type]) => (dn === "") !== (type === "None"));
  const problems = halfSet.map(([dn, type]) => `leg ${leg.id} names "${dn}" as ${type}`);
  return callIds.has(leg.callid) ? problems : [...problems, `call ${leg.callid} of leg ${leg.id} has no row`];
}

function wrongRow(row: SimActiveCall, legs: readonly SimParticipant[]): string[] {
  const problems = row.Caller === "" ? [`row ${row.Id} has no caller`] : [];
  if (!(row.EstablishedAt <= row.LastChangeStatus && row.LastChangeStatus <= row.ServerNow))
    problems.push(`row ${row.Id} has times out of order`);
  return [...problems, ...talkWithoutLeg(row, legs)];
}

/** A row that talks to an extension goes with one connected leg of it. */
function talkWithoutLeg(row: SimActiveCall, legs: readonly SimParticipant[]): string[] {
  const dn = row.Callee.split(" ")[0] ?? "";
  if (row.Status !== "Talking" || !/^1\d\d$/.test(dn)) return [];
  const own = legs.filter((leg) => leg.callid === row.Id && leg.dn === dn).map((leg) => leg.status);
  return own.join() === "Connected" ? [] : [`${dn} talks in call ${row.Id} and has legs ${own.join()}`];
}
