/** Reads the answer of `GET /callcontrol`: the visible DNs and all their legs. */
import type { DnRef } from "../../../src-shared/telephony/dn.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import { dnTypeOfWord } from "./dn-types.ts";
import { parseParticipant, participantId } from "./participant.ts";
import { asObject, list, text } from "./values.ts";

export interface DnList {
  readonly monitored: readonly DnRef[];
  readonly legs: readonly Leg[];
  /** Legs that are listed but cannot be read: they exist, so they must not count as gone. */
  readonly unreadable: readonly { readonly dn: string; readonly legId: number }[];
  /** Entries that say nothing at all. */
  readonly damaged: number;
}

/** `undefined` when the answer is no list. */
export function parseDnList(json: unknown): DnList | undefined {
  if (!Array.isArray(json)) return undefined;
  const monitored: DnRef[] = [];
  const legs: Leg[] = [];
  const unreadable: { dn: string; legId: number }[] = [];
  let damaged = 0;
  for (const entry of json) {
    const object = asObject(entry);
    const dn = object === undefined ? "" : text(object, "dn");
    if (object === undefined || dn === "") {
      damaged += 1;
      continue;
    }
    const home = { dn, dnType: dnTypeOfWord(text(object, "type")) };
    monitored.push({ dn, type: home.dnType });
    for (const participant of list(object, "participants")) {
      const leg = parseParticipant(participant, home);
      const legId = participantId(participant);
      if (leg !== undefined) legs.push(leg);
      else if (legId !== undefined) unreadable.push({ dn, legId });
      else damaged += 1;
    }
  }
  return { monitored, legs, unreadable, damaged };
}
