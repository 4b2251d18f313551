/**
 * Ids of events that were made of the PBX's call log afterwards. They follow from what they tell, so making
 * them twice gives the same ones and a receiver that ignores known ids gets nothing twice; and they say what
 * they are, so every attempt carries its mark, also after a restart.
 */
import { linkId, type OutgoingEvent } from "../../src-shared/telephony/call-event.ts";

const beginning = "reconstructed-";

export function reconstructedId(event: OutgoingEvent): string {
  return `${beginning}${linkId(event)}-${event.type}`;
}

export function isReconstructedId(id: string): boolean {
  return id.startsWith(beginning);
}
