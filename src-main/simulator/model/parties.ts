/** What a leg shows of the other side: the outside world, a colleague, a queue, a conference. */
import { findStation, trunk, wireType } from "./company.ts";
import { type Conversation, shownNumber } from "./conversation.ts";
import type { DnWithType, LegParty } from "./leg-table.ts";

/** The outside party of a conversation: for the PBX it is the trunk with a number. */
export function outsideParty(conversation: Conversation): LegParty {
  const number = shownNumber(conversation);
  const did = conversation.switches.partyDid === "filled" ? (conversation.rule?.did ?? "") : "";
  return {
    party_caller_name: conversation.party.name === "" ? number : conversation.party.name,
    party_dn: trunk.dn,
    party_caller_id: number,
    party_did: did,
    party_dn_type: "Wexternalline",
  };
}

/** As outside, before a trunk is chosen (seen in a capture of a device makecall). */
export function unroutedParty(conversation: Conversation): LegParty {
  return {
    party_caller_name: "",
    party_dn: "",
    party_caller_id: shownNumber(conversation),
    party_did: "",
    party_dn_type: "None",
  };
}

export function stationParty(dn: string): LegParty {
  const found = findStation(dn);
  return {
    party_caller_name: found?.name ?? dn,
    party_dn: dn,
    party_caller_id: dn,
    party_did: "",
    party_dn_type: found === undefined ? "None" : wireType(found.kind),
  };
}

/** A DN with its type word, for `originated_by`, `referred_by` and `on_behalf_of`. */
export function namedDn(dn: string | undefined): DnWithType | undefined {
  const found = dn === undefined ? undefined : findStation(dn);
  return found === undefined ? undefined : { dn: found.dn, type: wireType(found.kind) };
}
