/** Reads a participant of `/callcontrol` into a `Leg`. Every field may be missing or null on the wire. */
import type { DnRef } from "../../../src-shared/telephony/dn.ts";
import type { Leg, LegStatus } from "../../../src-shared/telephony/leg.ts";
import { dnTypeOfWord } from "./dn-types.ts";
import { asObject, field, integer, type JsonObject, text } from "./values.ts";

/** What is known of a leg without reading it: from the entity path or from the DN that lists it. */
export interface LegHome {
  readonly dn: string;
  readonly dnType: Leg["dnType"];
}

/** Hold and Held are documented for the .NET interface only; a held call is still connected. */
const statuses: ReadonlyMap<string, LegStatus> = new Map<string, LegStatus>([
  ["dialing", "dialing"],
  ["ringing", "ringing"],
  ["connected", "connected"],
  ["hold", "connected"],
  ["held", "connected"],
]);

/**
 * The leg, or `undefined` when id, call id or status are missing or unknown, or no DN is to be found.
 * A participant does not carry the type of its own DN; that comes with `home`.
 */
export function parseParticipant(value: unknown, home: LegHome): Leg | undefined {
  const object = asObject(value);
  if (object === undefined) return undefined;
  const legId = integer(object, "id");
  const callId = integer(object, "callid");
  const status = statuses.get(text(object, "status").toLowerCase());
  const dn = text(object, "dn") || home.dn;
  if (legId === undefined || callId === undefined || status === undefined || dn === "") return undefined;
  const originatedBy = refOf(object, "originated_by_dn", "originated_by_type");
  const referredBy = refOf(object, "referred_by_dn", "referred_by_type");
  const onBehalfOf = refOf(object, "on_behalf_of_dn", "on_behalf_of_type");
  return {
    legId,
    dn,
    dnType: home.dnType,
    status,
    callId,
    party: {
      dn: text(object, "party_dn"),
      type: dnTypeOfWord(text(object, "party_dn_type")),
      number: text(object, "party_caller_id"),
      name: text(object, "party_caller_name"),
    },
    did: text(object, "party_did"),
    deviceId: text(object, "device_id"),
    ...(originatedBy && { originatedBy }),
    ...(referredBy && { referredBy }),
    ...(onBehalfOf && { onBehalfOf }),
  };
}

function refOf(object: JsonObject, dnField: string, typeField: string): DnRef | undefined {
  const dn = text(object, dnField);
  return dn === "" ? undefined : { dn, type: dnTypeOfWord(text(object, typeField)) };
}

/** The id of a participant that could not be read otherwise. */
export function participantId(value: unknown): number | undefined {
  const object = asObject(value);
  return object === undefined ? undefined : integer(object, "id");
}

const completeFields = [
  "id",
  "dn",
  "status",
  "callid",
  "party_dn",
  "party_dn_type",
  "party_caller_id",
  "originated_by_dn",
  "referred_by_dn",
  "on_behalf_of_dn",
];

/** True when nothing that this program uses would be missing if the participant were taken as it is. */
export function isCompleteParticipant(value: unknown): boolean {
  const object = asObject(value);
  return object !== undefined && completeFields.every((name) => field(object, name) !== undefined);
}
