/** Which side of a row of ActiveCalls is the outside party, and which the PBX's own number. */
import type { ActiveCall, ActiveCallParty } from "../../src-shared/telephony/active-call.ts";
import type { DnType } from "../../src-shared/telephony/dn.ts";
import type { CallsState, Chain } from "./call-state.ts";
import { typeOfDn } from "./call-state.ts";

/** The side of a row that is not the chain's outside party; "outside" when both sides are. */
export function insideOf(
  state: CallsState,
  chain: Chain,
  row: ActiveCall,
): ActiveCallParty | "outside" | undefined {
  if (chain.direction === "internal") return row.callee;
  const callerOutside = isOutside(state, row.caller);
  const calleeOutside = isOutside(state, row.callee);
  if (callerOutside && calleeOutside) return "outside";
  if (callerOutside) return row.callee;
  if (calleeOutside) return row.caller;
  return undefined;
}

/** Whether one side of a row is an outside party: a trunk, or a number that is none of the PBX's. */
export function isOutside(state: CallsState, party: ActiveCallParty): boolean {
  const type = typeOfParty(state, party);
  if (type === "external-line") return true;
  if (type !== "none") return false;
  return party.number !== "" || party.dn.length >= 7;
}

/** A row's type of DN. Parking slots are shown by name, such as `SP0` (live-verified by others). */
export function typeOfParty(state: CallsState, party: ActiveCallParty): DnType {
  if (party.dn !== "") return typeOfDn(state, party.dn);
  const firstWord = party.name.split(" ", 1)[0] ?? "";
  if (/^SP\d+$/i.test(firstWord)) return "parking";
  return typeOfDn(state, firstWord);
}
